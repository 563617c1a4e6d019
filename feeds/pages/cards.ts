/** What the overview tells of feeds: a card for each that is on. */
import type { Card, Visit } from '../../src/kernel.js'
import { listWholeLines } from '../engine/snapshot-lines.js'
import type { FeedsState } from '../state.js'
import { feedPath } from './feed-at.js'
import { shortFigures } from './figures.js'
import { tellings } from './health.js'
import { type Standing, standingsOf, wholeFeeds } from './standing.js'

/** From what is stored: nothing is asked of the catalog. */
export async function feedCards(state: FeedsState, visit: Visit): Promise<readonly Card[]> {
  const lines = await listWholeLines(state.host.database.knex, visit.store)
  const standings = await standingsOf(state, visit, await wholeFeeds(state, visit.store, lines))
  const enabled = standings.filter(({ settings }) => settings.isEnabled)
  return enabled.length > 0 ? enabled.map((standing) => card(visit, standing)) : [noneIsOn]
}

const noneIsOn: Card = {
  title: 'Feeds',
  state: 'off',
  summary: 'No feed is switched on yet. Switch one on, and paste its address into the platform.',
  path: '/feeds',
}

function card(visit: Visit, standing: Standing): Card {
  const { state, label, says } = tellings[standing.health]
  const body = shortFigures(visit, standing)
  return {
    title: standing.channel.title,
    state,
    summary: `${label}. ${says}`,
    path: feedPath(standing.feed),
    ...(body && { body }),
  }
}
