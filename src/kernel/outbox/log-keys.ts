/** Entries found by what people know of them, an order or an event id, through the log's keys. */
import type { Knex } from 'knex'
import { type EventName, eventNames } from './event-names.js'
import { readLimitMs } from './rows.js'
import { logTable } from './schema.js'

// An order has an event or two; an id that a shop gives to everything is not worth more.
const mostFound = 1_000

/** What people know of an entry. */
export interface KnownOfEntry {
  readonly orderId?: string | undefined
  readonly eventId?: string | undefined
  readonly name?: string | undefined
}

/** Ids of entries, which may be forgotten already; at least one of the two must be given. */
export async function idsInLog(
  knex: Knex,
  store: string,
  { orderId, eventId, name }: KnownOfEntry,
): Promise<readonly string[]> {
  if (orderId !== undefined) {
    const query = knex(logTable).where({ store, order_id: orderId })
    if (eventId !== undefined) query.andWhere({ event_id: eventId })
    return query.limit(mostFound).pluck('entry_id').timeout(readLimitMs)
  }
  const found: string[] = []
  // The key begins with destination and name, and without them it would be read from end to end.
  for (const [destination, names] of namesByDestination(await eventNames(knex, store), name)) {
    const ids: string[] = await knex(logTable)
      .where({ store, destination, event_id: eventId ?? '' })
      .whereIn('event_name', [...names])
      .pluck('entry_id')
      .timeout(readLimitMs)
    found.push(...ids)
  }
  return found
}

function namesByDestination(
  all: readonly EventName[],
  only: string | undefined,
): ReadonlyMap<string, readonly string[]> {
  const byDestination = new Map<string, string[]>()
  for (const { destination, name } of all) {
    if (only !== undefined && name !== only) continue
    const names = byDestination.get(destination)
    if (names) names.push(name)
    else byDestination.set(destination, [name])
  }
  return byDestination
}
