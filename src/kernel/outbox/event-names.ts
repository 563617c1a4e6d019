/** The names of a store's events: found by leaps through the log's key, which cost the same however long the log is. */
import type { Knex } from 'knex'
import { readLimitMs } from './rows.js'
import { destinationTable, logTable } from './schema.js'

// A shop has a pixel, and had another one; names are a dozen or two.
const mostDestinations = 20
const mostNames = 200

export interface EventName {
  readonly destination: string
  readonly name: string
}

export const destinationsOf = (knex: Knex, store: string): Promise<string[]> =>
  knex(destinationTable)
    .where({ store })
    .orderBy('destination')
    .limit(mostDestinations)
    .pluck('destination')
    .timeout(readLimitMs)

/** In the order of their keys; at most 200, of at most 20 destinations. */
export async function eventNames(knex: Knex, store: string): Promise<readonly EventName[]> {
  const found: EventName[] = []
  for (const destination of await destinationsOf(knex, store)) {
    for (let after = ''; found.length < mostNames; ) {
      const name = await nextName(knex, store, destination, after)
      if (name === undefined) break
      found.push({ destination, name })
      after = name
    }
  }
  return found
}

// One at a time and with constants: no engine leaps when it is asked for all of them, and none promises to.
async function nextName(
  knex: Knex,
  store: string,
  destination: string,
  after: string,
): Promise<string | undefined> {
  const row = await knex(logTable)
    .where({ store, destination })
    .andWhere('event_name', '>', after)
    .orderBy('event_name')
    .first('event_name')
    .timeout(readLimitMs)
  return row?.event_name
}
