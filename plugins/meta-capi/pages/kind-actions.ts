/** What may be done with all events of a kind that were given up, a thousand at a click. */
import type { Action, Words } from '../../../src/kernel.js'
import type { MetaState } from '../state.js'
import { events } from './counted.js'

const mostPerClick = 1_000

/** Those that Meta takes nothing of any more are left where they are. */
export function retryKindAction({ host }: MetaState): Action {
  return {
    async run(visit, form) {
      const ids = await host.outbox.dead(visit.store, form.get('kind') ?? '', {
        limit: mostPerClick,
        sendableAt: visit.now,
      })
      const retried = ids.length === 0 ? 0 : await host.outbox.retry(visit.store, ids)
      return { to: '/events', notice: retriedNotice(visit.words, retried, ids.length) }
    },
  }
}

export function dropKindAction({ host }: MetaState): Action {
  return {
    async run(visit, form) {
      const kind = form.get('kind') ?? ''
      const ids = await host.outbox.dead(visit.store, kind, { limit: mostPerClick })
      const dropped = ids.length === 0 ? 0 : await host.outbox.drop(visit.store, ids)
      return { to: '/events', notice: `${events(visit.words, dropped)} dropped.${more(ids.length)}` }
    },
  }
}

function retriedNotice(words: Words, retried: number, found: number): string {
  if (retried === 0) return 'None of them can be sent again: Meta takes nothing that old.'
  return `${events(words, retried)} ${retried === 1 ? 'goes' : 'go'} out again.${more(found)}`
}

const more = (found: number): string => (found < mostPerClick ? '' : ' There may be more: press once more.')
