/** The page `/events`: the switch, what has not reached Meta, and the live log. */
import { type Cache, createCache, html, type Page } from '../../../src/kernel.js'
import type { MetaState } from '../state.js'
import { backlogTable } from './backlog-table.js'
import { hindranceNotices, hindrancesOf } from './hindrances.js'
import { dropKindAction, retryKindAction } from './kind-actions.js'
import { backlogByName } from './kinds.js'
import { filterForm, filterOf } from './log-filter.js'
import { logTable } from './log-table.js'
import { reportingSwitch, switchAction } from './reporting-switch.js'
import { situationOf } from './situation.js'
import { subpageLinks } from './subpages.js'

const entriesPerPage = 50
const liveSeconds = 3
// Names of the filter: a new one is seldom, and each costs a query.
const namesFreshMs = 60_000
const namesStaleMs = 3_600_000
const namesLoadLimitMs = 5_000
const mostStoresHeld = 1_000

export function logPage(state: MetaState): Page {
  const { outbox } = state.host
  const namesOf = namesCache(state)
  return {
    path: '/events',
    summary: 'The log of the events, live: what shoppers did, and whether Meta has it.',
    menu: { label: 'Events', rank: 20 },
    async show(visit) {
      const filter = filterOf(visit)
      const [situation, counts, names, page] = await Promise.all([
        situationOf(state, visit.store),
        outbox.backlog(visit.store),
        namesOf.get(visit.store),
        outbox.page(visit.store, { ...filter, limit: entriesPerPage }),
      ])
      return {
        title: 'Events',
        // Whoever reads on in older ones is not disturbed.
        ...(filter.before === undefined && { liveSeconds }),
        body: html`${subpageLinks(visit, '/events')}
<section data-region="hindrances">${hindranceNotices(hindrancesOf(situation, visit))}</section>
${reportingSwitch(situation, visit)}
${backlogTable(backlogByName(counts, situation), visit)}
<section><h2>Latest events</h2>
${filterForm(visit, filter, names)}
${logTable(page, filter, situation, visit)}</section>`,
      }
    },
    actions: {
      report: switchAction(state),
      retryKind: retryKindAction(state),
      dropKind: dropKindAction(state),
    },
  }
}

function namesCache({ host: { outbox, clock, log } }: MetaState): Cache<readonly string[]> {
  return createCache({
    clock,
    freshMs: namesFreshMs,
    staleMs: namesStaleMs,
    loadLimitMs: namesLoadLimitMs,
    mostKeys: mostStoresHeld,
    load: (store) => outbox.names(store),
    onStale: (err) => log.warn({ err }, 'names of the events not readable; the last known ones are offered'),
  })
}
