/** What may be done with one event that was given up: send it again, or drop it. */
import {
  type Action,
  actionButton,
  type EntryDetail,
  type GoingOn,
  type Html,
  html,
  type Visit,
} from '../../../src/kernel.js'
import { unknownEntry } from '../commands/options.js'
import type { MetaState } from '../state.js'

/** Nothing where nothing may be done. */
export function entryButtons(
  { state, sendUntil, reason, doubtSince }: EntryDetail,
  visit: Visit,
): Html | undefined {
  if (visit.role !== 'admin' || (state !== 'dead' && state !== 'tested')) return undefined
  const isDoubtful = reason === 'doubtful' || doubtSince !== undefined
  return html`<div class="actions">${
    sendUntil > visit.now
      ? actionButton({
          does: 'retry',
          label: 'Send again',
          kind: 'main',
          ...(isDoubtful && {
            question:
              'Meta may have this event. Send it again only if Events Manager does not show it. Send it?',
          }),
        })
      : html`<p class="hint">It cannot be sent again: Meta takes nothing that old.</p>`
  } ${
    state === 'dead' &&
    actionButton({
      does: 'drop',
      label: 'Drop',
      kind: 'danger',
      question: 'Drop this event for good? The same one cannot come again.',
    })
  }</div>`
}

export function retryAction({ host }: MetaState): Action {
  return {
    async run(visit) {
      const id = await idOf(host, visit)
      const count = await host.outbox.retry(visit.store, [id])
      return back(
        id,
        count > 0
          ? 'It goes out again within seconds.'
          : 'It is not sent again: it is not given up any more, or too old for Meta.',
      )
    },
  }
}

export function dropAction({ host }: MetaState): Action {
  return {
    async run(visit) {
      const id = await idOf(host, visit)
      const count = await host.outbox.drop(visit.store, [id])
      if (count > 0) return { to: '/events', notice: 'The event was dropped.' }
      return back(id, 'It was not dropped: only what was given up can be.')
    },
  }
}

/** Throws where the store has no such event. */
async function idOf({ outbox }: MetaState['host'], { store, params }: Visit): Promise<string> {
  const id = params.id ?? ''
  if (!(await outbox.find(store, id))) throw unknownEntry(id)
  return id
}

const back = (id: string, notice: string): GoingOn => ({ to: `/events/${encodeURIComponent(id)}`, notice })
