/** Looking at entries, for commands and pages: lists, one whole, counts; and what an operator may do with the dead. */
import type { Knex } from 'knex'
import type { Database } from '../database/database.js'
import type { EntryState } from './entry.js'
import { type EntryLine, lineColumns, lineOf } from './entry-line.js'
import { idsInLog } from './log-keys.js'
import { entriesInClaimOrder } from './rows.js'
import { destinationTable, entryTable, logTable, sendTable } from './schema.js'

export interface Exchange {
  readonly id: string
  readonly startedAt: number
  readonly durationMs: number
  readonly entries: number
  readonly outcome: string
  readonly answer: string
}

export interface EntryDetail extends EntryLine {
  readonly body: string
  readonly sendUntil: number
  /** How long it stays as it is: a lease's end, an expiry, or when it is forgotten. */
  readonly stateUntil: number
  readonly doubtSince: number | undefined
  readonly attemptedAt: number | undefined
  readonly reportedAt: number | undefined
  /** Whether its destination takes nothing until its credentials change. */
  readonly isHeld: boolean
  readonly exchanges: readonly Exchange[]
}

export interface EntryFilter {
  readonly state?: EntryState | undefined
  readonly name?: string | undefined
  readonly orderId?: string | undefined
  readonly eventId?: string | undefined
  /** Only entries before this one, for the next page. */
  readonly before?: string | undefined
  readonly limit: number
}

export interface HeldDestination {
  readonly destination: string
  readonly since: number
}

/** The newest first. */
export async function listEntries(
  knex: Knex,
  store: string,
  filter: EntryFilter,
): Promise<readonly EntryLine[]> {
  const query = knex(entryTable)
    .where({ store })
    .orderBy('id', 'desc')
    .limit(filter.limit)
    .select(lineColumns)
  if (filter.state) query.andWhere({ state: filter.state })
  if (filter.name) query.andWhere({ name: filter.name })
  if (filter.before) query.andWhere('id', '<', filter.before)
  if (filter.orderId !== undefined || filter.eventId !== undefined)
    query.whereIn('id', [...(await idsInLog(knex, store, filter))])
  return (await query).map(lineOf)
}

export async function findEntry(knex: Knex, store: string, id: string): Promise<EntryDetail | undefined> {
  const row = await knex(entryTable).where({ store, id }).first()
  if (!row) return undefined
  const log = await knex(logTable).where({ store, entry_id: id }).first('attempted_at', 'reported_at')
  const sends = await knex(sendTable)
    .whereIn('id', String(row.sends).split(' ').filter(Boolean))
    .orderBy('id')
  const destination = await knex(destinationTable)
    .where({ store, destination: row.destination })
    .first('held_print')
  return {
    ...lineOf(row),
    body: row.body,
    sendUntil: Number(row.send_until),
    stateUntil: Number(row.state_until),
    doubtSince: numberOr(row.doubt_since),
    attemptedAt: numberOr(log?.attempted_at),
    reportedAt: numberOr(log?.reported_at),
    isHeld: row.state === 'waiting' && Boolean(destination?.held_print),
    exchanges: sends.map((send) => ({
      id: send.id,
      startedAt: Number(send.started_at),
      durationMs: send.duration_ms,
      entries: send.entries,
      outcome: send.outcome,
      answer: send.answer,
    })),
  }
}

/** What the newest `limit` entries of a store carry, the newest first. */
export async function recentBodies(
  knex: Knex,
  store: string,
  limit: number,
): Promise<readonly { name: string; body: string }[]> {
  return knex(entryTable).where({ store }).orderBy('id', 'desc').limit(limit).select('name', 'body')
}

/** How many there are in each state, all of them: an index alone answers it. */
export async function countStates(knex: Knex, store: string): Promise<ReadonlyMap<EntryState, number>> {
  const counts = new Map<EntryState, number>()
  const rows = await knex(entryTable)
    .where({ store })
    .groupBy('destination', 'state')
    .select('state', knex.raw('count(*) as count'))
  for (const { state, count } of rows) counts.set(state, (counts.get(state) ?? 0) + Number(count))
  return counts
}

/** Destinations that take nothing until their credentials change, though something waits for them. */
export async function heldDestinations(
  { knex, kind }: Pick<Database, 'knex' | 'kind'>,
  store: string,
): Promise<readonly HeldDestination[]> {
  const rows = await knex(`${destinationTable} as d`)
    .where('d.store', store)
    .whereNotNull('d.held_print')
    .whereRaw(
      `(select e.id from ${entriesInClaimOrder({ knex, kind }, 'e')}
        where e.store = d.store and e.destination = d.destination and e.state = 'waiting' limit 1) is not null`,
    )
    .select('d.destination', 'd.held_since')
  return rows.map((row) => ({ destination: row.destination, since: Number(row.held_since) }))
}

/**
 * Dead entries go out again, unless the platform takes nothing that old; what was tested may be sent again too.
 * Whoever asks for a doubtful one says that the platform does not have it.
 */
export function retryEntries(
  { knex, retry }: Database,
  store: string,
  ids: readonly string[],
  now: number,
): Promise<number> {
  return retry(() =>
    knex(entryTable)
      .where({ store })
      .whereIn('id', ids)
      .whereIn('state', ['dead', 'tested'])
      .andWhere('send_until', '>', now)
      .update({
        state: 'waiting',
        due_at: now,
        state_until: knex.ref('send_until'),
        doubt_since: null,
        settled_at: 0,
        reason: null,
        attempts: 0,
      }),
  )
}

/** What is dropped is remembered by the log alone. */
export function dropEntries(
  { knex, retry }: Database,
  store: string,
  ids: readonly string[],
): Promise<number> {
  return retry(() => knex(entryTable).where({ store, state: 'dead' }).whereIn('id', ids).delete())
}

const numberOr = (value: unknown): number | undefined =>
  value === null || value === undefined ? undefined : Number(value)
