/** Destinations: which of them have something due, and which must wait or are held. */
import type { Database } from '../database/database.js'
import type { Destination } from './courier.js'
import { entriesInClaimOrder, readLimitMs } from './rows.js'
import { destinationTable } from './schema.js'

// A look must be short; the rest comes with the next page.
const mostLookedAt = 200

/** A page of what is due, in the order of their keys; `next` is where the following one begins, if there may be one. */
export interface DuePage {
  readonly due: readonly Destination[]
  readonly next: Destination | undefined
}

/** Those of a kind with entries that can be claimed now, after `after`. */
export async function dueDestinations(
  database: Pick<Database, 'knex' | 'kind'>,
  kind: string,
  now: number,
  after?: Destination,
): Promise<DuePage> {
  const query = database
    .knex(`${destinationTable} as d`)
    .where('d.not_before', '<=', now)
    .andWhere('d.destination', 'like', `${kind}:%`)
    // Neither `exists` nor `in`: MariaDB makes a list of all that is due out of both, and a backlog is long.
    .whereRaw(
      `(select e.id from ${entriesInClaimOrder(database, 'e')}
        where e.store = d.store and e.destination = d.destination
          and e.state = 'waiting' and e.due_at <= ? and e.state_until > ?
        order by e.urgency, e.due_at, e.id limit 1) is not null`,
      [now, now],
    )
    .orderBy(['d.store', 'd.destination'])
    .limit(mostLookedAt)
    .select('d.store', 'd.destination', 'd.held_print')
    .timeout(readLimitMs)
  if (after)
    query.whereRaw('(d.store > ? or (d.store = ? and d.destination > ?))', [
      after.store,
      after.store,
      after.key,
    ])
  const due = (await query).map((row) => ({
    store: row.store,
    key: row.destination,
    heldPrint: row.held_print ?? undefined,
  }))
  return { due, next: due.length < mostLookedAt ? undefined : due.at(-1) }
}

/** One that may be served now; undefined where it must wait. */
export async function findDestination(
  { knex }: Pick<Database, 'knex'>,
  store: string,
  key: string,
  now: number,
): Promise<Destination | undefined> {
  const row = await knex(destinationTable)
    .where({ store, destination: key })
    .andWhere('not_before', '<=', now)
    .first('held_print')
    .timeout(readLimitMs)
  return row && { store, key, heldPrint: row.held_print ?? undefined }
}

/** Nothing is claimed for it until the instant. */
export async function pauseDestination(
  { knex }: Pick<Database, 'knex'>,
  { store, key }: Destination,
  until: number,
): Promise<void> {
  await knex(destinationTable)
    .where({ store, destination: key })
    .andWhere('not_before', '<', until)
    .update({ not_before: until })
}

/** Nothing is sent with the credentials of this print; undefined ends it. */
export async function holdDestination(
  { knex }: Pick<Database, 'knex'>,
  { store, key }: Destination,
  print: string | undefined,
  now: number,
): Promise<void> {
  await knex(destinationTable)
    .where({ store, destination: key })
    .update({ held_print: print ?? null, held_since: print === undefined ? null : now })
}
