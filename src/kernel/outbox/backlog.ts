/** The backlog: what is on its way or was given up, and all that is stored; counted up to a bound, because an outage makes millions of it. */
import type { Knex } from 'knex'
import type { Database } from '../database/database.js'
import { type EntryState, states } from './entry.js'
import { destinationsOf } from './event-names.js'
import { entriesInClaimOrder, readLimitMs } from './rows.js'

/** States that are few on a good day; what was sent is counted by the tally. */
export const backlogStates = ['waiting', 'pending', 'sending', 'dead'] as const

export type BacklogState = (typeof backlogStates)[number]

export interface StateCount<State extends EntryState = EntryState> {
  readonly destination: string
  readonly name: string
  readonly state: State
  readonly count: number
  /** Whether its destination has more in this state than were counted, of this name or of others. */
  readonly isMore: boolean
}

export type BacklogCount = StateCount<BacklogState>

type Reader = Pick<Database, 'knex' | 'kind'>

// Each costs a look at its row for its name: a page has 50 ms for everything.
const mostCounted = 2_000
// Whoever asks on the command line waits for a moment.
const mostCountedOfAll = 10_000

/** At most 2,000 of a destination and state are counted. */
export const backlogOf = (database: Reader, store: string): Promise<readonly BacklogCount[]> =>
  countFirst(database, store, backlogStates, mostCounted)

/** The same of every state, what was sent included; at most 10,000. */
export const countStored = (database: Reader, store: string): Promise<readonly StateCount[]> =>
  countFirst(database, store, states, mostCountedOfAll)

async function countFirst<State extends EntryState>(
  database: Reader,
  store: string,
  of: readonly State[],
  most: number,
): Promise<readonly StateCount<State>[]> {
  const { knex } = database
  const parts = (await destinationsOf(knex, store)).flatMap((destination) =>
    of.map((state) =>
      knex
        .select(knex.raw('? as destination, ? as state', [destination, state]), 'name')
        .count({ n: '*' })
        .from(firstOf(database, store, destination, state, ['name'], most + 1).as('first_ones'))
        .groupBy('name'),
    ),
  )
  if (parts.length === 0) return []
  const rows: Row<State>[] = await knex.unionAll(parts).timeout(readLimitMs)
  const sums = new Map<string, number>()
  for (const { destination, state, n } of rows) {
    const key = `${state} ${destination}`
    sums.set(key, (sums.get(key) ?? 0) + Number(n))
  }
  return rows.map(({ destination, state, name, n }) => ({
    destination,
    state,
    name,
    // The one beyond the bound only says that there is one.
    count: Math.min(Number(n), most),
    isMore: (sums.get(`${state} ${destination}`) ?? 0) > most,
  }))
}

/** Dead entries of one name, in the order in which they are counted; at most `limit`, of the first 2,000 of each destination. */
export async function deadOf(
  database: Reader,
  store: string,
  name: string,
  { limit, sendableAt }: { readonly limit: number; readonly sendableAt?: number },
): Promise<readonly string[]> {
  const { knex } = database
  const found: string[] = []
  for (const destination of await destinationsOf(knex, store)) {
    const first = firstOf(database, store, destination, 'dead', ['id', 'name', 'send_until'], mostCounted)
    const rows: { id: string; name: string; send_until: number | string }[] = await first.timeout(readLimitMs)
    for (const row of rows) {
      // Here, because engines differ in which names are the same.
      if (row.name !== name || Number(row.send_until) <= (sendableAt ?? 0)) continue
      if (found.push(row.id) >= limit) return found
    }
  }
  return found
}

function firstOf(
  database: Reader,
  store: string,
  destination: string,
  state: EntryState,
  columns: readonly string[],
  most: number,
): Knex.QueryBuilder {
  const { knex, kind } = database
  return knex(entriesInClaimOrder(database, 'e'))
    .where({ store, destination, state })
    .orderBy(['urgency', 'due_at', 'id'])
    .limit(most)
    .select(
      columns.map((column) =>
        // MySQL's usual collation would count `lead` and `Lead` as one.
        column === 'name' && kind === 'mysql' ? knex.raw('name collate utf8mb4_bin as name') : column,
      ),
    )
}

interface Row<State> {
  readonly destination: string
  readonly state: State
  readonly name: string
  readonly n: number | string
}
