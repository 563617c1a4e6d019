/** What the overview tells of the events. */
import { type Card, spans, type Visit } from '../../../src/kernel.js'
import type { MetaState } from '../state.js'
import { connectionCard } from './connection-card.js'
import { eventsCard } from './events-card.js'
import { situationOf } from './situation.js'
import { sinceAt } from './time-slots.js'

export async function eventCards(state: MetaState, visit: Visit): Promise<readonly Card[]> {
  const { outbox } = state.host
  const { store, now } = visit
  const [situation, backlog, hour, day] = await Promise.all([
    situationOf(state, store),
    outbox.backlog(store),
    outbox.figures(store, 'minute', now - spans.hour.lengthMs),
    outbox.figures(store, 'hour', sinceAt('hour', now)),
  ])
  return [eventsCard({ situation, backlog, hour, day }, visit), connectionCard(situation, visit)]
}
