/** Claiming: a read of what is due, a conditional update of it under a lease, then a read by its token. */
import { randomUUID } from 'node:crypto'
import type { Database } from '../database/database.js'
import type { Entry } from './entry.js'
import { entriesByKey, entriesInClaimOrder, readLimitMs } from './rows.js'

/** Entries that nobody else may send until the lease ends. */
export interface Claim {
  readonly store: string
  readonly destination: string
  /** Settles only what still carries it: that is the fence. */
  readonly token: string
  readonly entries: readonly Entry[]
  /** By this process's monotonic clock, counted from before the question. */
  readonly endsAtMs: number
}

interface LeaseOptions {
  readonly leaseMs: number
  readonly now: number
}

export interface ClaimOptions extends LeaseOptions {
  readonly most: number
}

// Whoever was slower than that many others lets them work.
const mostRaces = 4

/** Takes what is due, urgent things first. Works on engines whose SKIP LOCKED does not lock. */
export async function claim(
  database: Database,
  store: string,
  destination: string,
  { most, ...options }: ClaimOptions,
): Promise<Claim | undefined> {
  for (let race = 0; race < mostRaces; race++) {
    // In the order of the index, or all that is due would be sorted each time.
    const ids: string[] = await database
      .knex(entriesInClaimOrder(database, 'e'))
      .where({ store, destination, state: 'waiting' })
      .andWhere('due_at', '<=', options.now)
      .andWhere('state_until', '>', options.now)
      .orderBy(['urgency', 'due_at', 'id'])
      .limit(most)
      .pluck('id')
      .timeout(readLimitMs)
    if (ids.length === 0) return undefined
    const claimed = await take(database, store, destination, ids, options, options.now)
    if (claimed) return claimed
  }
  return undefined
}

/** Takes this one alone, whenever it is due; undefined where somebody has it, or it is over. */
export async function claimEntry(
  database: Database,
  { id, store, destination }: Pick<Entry, 'id' | 'store' | 'destination'>,
  options: LeaseOptions,
): Promise<Claim | undefined> {
  return take(database, store, destination, [id], options, Number.MAX_SAFE_INTEGER)
}

async function take(
  database: Database,
  store: string,
  destination: string,
  ids: readonly string[],
  { leaseMs, now }: LeaseOptions,
  dueBy: number,
): Promise<Claim | undefined> {
  const { knex, nowMs, retry } = database
  const token = randomUUID()
  const askedAtMs = performance.now()
  const taken = await retry(() =>
    entriesByKey(database, ids)
      // Again, because others may have had it meanwhile and put it off.
      .andWhere({ store, destination, state: 'waiting' })
      .andWhere('due_at', '<=', dueBy)
      .andWhere('state_until', '>', now)
      .update({
        state: 'sending',
        lease_token: token,
        leased_at: now,
        state_until: knex.raw('? + ?', [nowMs, leaseMs]),
        attempts: knex.raw('attempts + 1'),
      })
      .timeout(readLimitMs),
  )
  if (taken === 0) return undefined
  const rows = await held(database, ids, token)
  return { store, destination, token, entries: rows.map(entryOf), endsAtMs: askedAtMs + leaseMs }
}

const held = (database: Database, ids: readonly string[], lease_token: string): Promise<Row[]> =>
  entriesByKey(database, ids)
    .andWhere({ state: 'sending', lease_token })
    .orderBy(['urgency', 'due_at', 'id'])
    .select(
      'id',
      'store',
      'destination',
      'name',
      'event_id',
      'occurred_at',
      'attempts',
      'doubt_since',
      'body',
    )
    .timeout(readLimitMs)

interface Row {
  readonly id: string
  readonly store: string
  readonly destination: string
  readonly name: string
  readonly event_id: string
  readonly occurred_at: number
  readonly attempts: number
  readonly doubt_since: number | null
  readonly body: string
}

const entryOf = (row: Row): Entry => ({
  id: row.id,
  store: row.store,
  destination: row.destination,
  name: row.name,
  eventId: row.event_id,
  occurredAt: Number(row.occurred_at),
  attempts: row.attempts,
  doubtSince: row.doubt_since === null ? undefined : Number(row.doubt_since),
  body: row.body,
})
