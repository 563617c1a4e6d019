/** Adding entries: at most one for an event, for ever, in one transaction with the log that remembers it. */
import type { Knex } from 'knex'
import type { DatabaseKind } from '../database/database.js'
import type { NewEntry } from './entry.js'
import { entriesByKey, insertRows, type Value } from './rows.js'
import { destinationTable, entryTable, logTable } from './schema.js'

/**
 * Answers the ids of the entries that are kept now; the others' events were known before, and go if they were pending
 * and are not any more.
 */
export async function addEntries(
  trx: Knex.Transaction,
  kind: DatabaseKind,
  entries: readonly NewEntry[],
  now: number,
): Promise<ReadonlySet<string>> {
  const added = await insertRows(trx, kind, logTable, logColumns, entries.map(logValues), 'unlessKnown')
  const areAllNew = added === entries.length
  // Who is new is asked only where somebody was not. Its own id there means that a lost reply hid a success.
  const kept = areAllNew ? new Set(entries.map(({ id }) => id)) : await keptOf(trx, entries)
  const there = areAllNew ? none : await thereOf(trx, kept)
  const rows = entries.filter(({ id }) => kept.has(id) && !there.has(id))
  await insertRows(
    trx,
    kind,
    entryTable,
    entryColumns,
    rows.map((entry) => entryValues(entry, now)),
  )
  const decided = entries.filter(({ id, pending }) => !kept.has(id) && !pending)
  if (decided.length > 0) await releaseKnown(trx, kind, decided, now)
  return kept
}

/** One entry in a transaction of the host's, whose knex may rename what it reads: nothing is read. */
export async function addEntry(
  trx: Knex.Transaction,
  kind: DatabaseKind,
  entry: NewEntry,
  now: number,
): Promise<boolean> {
  const added = await insertRows(trx, kind, logTable, logColumns, [logValues(entry)], 'unlessKnown')
  if (added === 0) {
    if (!entry.pending)
      await trx.raw(
        `update ${entryTable} set ${release}
          where id = (select entry_id from ${logTable} where ${isEvent}) and state = 'pending'`,
        [now, ...eventKey(entry)],
      )
    return false
  }
  await insertRows(trx, kind, entryTable, entryColumns, [entryValues(entry, now)])
  return true
}

/** Makes the destination known to workers; one that is known stays as it is. */
export async function addDestination(
  knex: Knex,
  kind: DatabaseKind,
  store: string,
  destination: string,
): Promise<void> {
  const columns = ['store', 'destination', 'not_before']
  await insertRows(knex, kind, destinationTable, columns, [[store, destination, 0]], 'unlessKnown')
}

/** How soon it goes: what is urgent has a small number. */
export const urgencyOf = (priority: number): number => 100 - priority

/** Pending entries of these events go: what was handed in now needs no decision any more. */
async function releaseKnown(
  trx: Knex.Transaction,
  kind: DatabaseKind,
  entries: readonly NewEntry[],
  now: number,
): Promise<void> {
  const found = await trx(logTable)
    .whereRaw(`(${entries.map(() => `(${isEvent})`).join(' or ')})`, entries.flatMap(eventKey))
    .pluck('entry_id')
  if (found.length === 0) return
  await entriesByKey({ knex: trx, kind }, found)
    .andWhere({ state: 'pending' })
    .update({ state: 'waiting', due_at: now, state_until: trx.ref('send_until'), pending_key: null })
}

const isEvent = 'store = ? and destination = ? and event_name = ? and event_id = ?'
const release = "state = 'waiting', due_at = ?, state_until = send_until, pending_key = null"

const eventKey = ({ store, destination, name, eventId }: NewEntry): string[] => [
  store,
  destination,
  name,
  eventId,
]

const none: ReadonlySet<string> = new Set()

const logColumns = [
  'store',
  'destination',
  'event_name',
  'event_id',
  'order_id',
  'entry_id',
  'is_lasting',
] as const

const logValues = (entry: NewEntry): Value[] => [
  entry.store,
  entry.destination,
  entry.name,
  entry.eventId,
  entry.orderId ?? null,
  entry.id,
  entry.isLasting ? 1 : 0,
]

const entryColumns = [
  'id',
  'store',
  'destination',
  'name',
  'event_id',
  'order_id',
  'urgency',
  'state',
  'due_at',
  'state_until',
  'send_until',
  'occurred_at',
  'made_at',
  'attempts',
  'pending_key',
  'body',
] as const

const entryValues = (entry: NewEntry, now: number): Value[] => [
  entry.id,
  entry.store,
  entry.destination,
  entry.name,
  entry.eventId,
  entry.orderId ?? null,
  urgencyOf(entry.priority),
  entry.pending ? 'pending' : 'waiting',
  now,
  entry.pending?.until ?? entry.sendUntil,
  entry.sendUntil,
  entry.occurredAt,
  now,
  0,
  entry.pending?.key ?? null,
  entry.body,
]

async function keptOf(trx: Knex.Transaction, entries: readonly NewEntry[]): Promise<ReadonlySet<string>> {
  const ids = entries.map(({ id }) => id)
  return new Set<string>(await trx(logTable).whereIn('entry_id', ids).pluck('entry_id'))
}

async function thereOf(trx: Knex.Transaction, ids: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  return new Set<string>(
    await trx(entryTable)
      .whereIn('id', [...ids])
      .pluck('id'),
  )
}
