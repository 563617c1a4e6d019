/** A page of entries for people: the newest that fit, found in bounded time however many entries there are. */
import type { Knex } from 'knex'
import type { Database } from '../database/database.js'
import type { EntryFilter } from './browse.js'
import type { EntryState } from './entry.js'
import { type EntryLine, lineColumns, lineOf } from './entry-line.js'
import { destinationsOf } from './event-names.js'
import { idsInLog } from './log-keys.js'
import { entriesByKey, readLimitMs } from './rows.js'
import { claimIndex, entryTable, newestIndex } from './schema.js'

export interface EntryPage {
  readonly entries: readonly EntryLine[]
  /** Where the next page begins: the `before` that asks for it; undefined where nothing older is left. */
  readonly next: string | undefined
  /** Where the look ended though the page is not full: nothing older than this instant has been looked at. */
  readonly lookedBackTo: number | undefined
}

type Reader = Pick<Database, 'knex' | 'kind'>

// What fits may be rare, and a million entries newer: so many are looked at for one page.
const mostLookedThrough = 10_000
// So many of a destination can be sorted for a page; a state with more is common enough to be found by looking.
const mostSorted = 5_000

/** The newest first. */
export async function pageOfEntries(
  database: Reader,
  store: string,
  filter: EntryFilter,
): Promise<EntryPage> {
  const { knex } = database
  if (filter.orderId !== undefined || filter.eventId !== undefined)
    return pageOf(database, await byIds(database, store, await idsInLog(knex, store, filter), filter), filter)
  if (filter.state !== undefined && (await isRare(database, store, filter.state)))
    return pageOf(database, await byState(database, store, filter.state, filter), filter)
  if (filter.state === undefined && filter.name === undefined)
    return pageOf(database, await fitting(database, store, filter), filter)
  const floor = await lastLookedAt(database, store, filter.before)
  return pageOf(database, await fitting(database, store, filter, floor), filter, floor)
}

/** `rows` are one more than the page takes, where there are so many; nothing below `floor` was looked at. */
async function pageOf(
  { knex }: Reader,
  rows: readonly EntryLine[],
  { limit }: EntryFilter,
  floor?: string,
): Promise<EntryPage> {
  const entries = rows.slice(0, limit)
  if (rows.length > limit) return { entries, next: entries.at(-1)?.id, lookedBackTo: undefined }
  if (floor === undefined) return { entries, next: undefined, lookedBackTo: undefined }
  const row = await knex(entryTable).where({ id: floor }).first('made_at')
  return { entries, next: floor, lookedBackTo: row && Number(row.made_at) }
}

/** Whether a state has so few entries that all of them can be looked at; an index alone answers it. */
async function isRare(database: Reader, store: string, state: EntryState): Promise<boolean> {
  for (const destination of await destinationsOf(database.knex, store)) {
    const [oneMore] = await entriesBy(database, claimIndex)
      .where({ store, destination, state })
      .offset(mostSorted)
      .limit(1)
      .pluck('id')
      .timeout(readLimitMs)
    if (oneMore !== undefined) return false
  }
  return true
}

async function byState(
  database: Reader,
  store: string,
  state: EntryState,
  filter: EntryFilter,
): Promise<readonly EntryLine[]> {
  const { knex } = database
  const query = entriesBy(database, claimIndex)
    .where({ store, state })
    .whereIn('destination', await destinationsOf(knex, store))
  // The ids first, from the index alone: rows that are sorted whole are read whole.
  const ids: string[] = await narrowed(database, query, { ...filter, state: undefined }).pluck('id')
  return byIds(database, store, ids, filter)
}

async function byIds(
  database: Reader,
  store: string,
  ids: readonly string[],
  filter: EntryFilter,
): Promise<readonly EntryLine[]> {
  // By the primary key: MariaDB would rather read a store's entries in order until it has met these.
  const query = entriesByKey(database, ids).andWhere({ store })
  return (await narrowed(database, query, filter).select(lineColumns)).map(lineOf)
}

/** Of all, or of those from `floor` on. */
async function fitting(
  database: Reader,
  store: string,
  filter: EntryFilter,
  floor?: string,
): Promise<readonly EntryLine[]> {
  const query = entriesBy(database, newestIndex).where({ store })
  if (floor !== undefined) query.andWhere('id', '>=', floor)
  // A name stands in the index: where hardly an entry has it, ten thousand rows would be read for nothing.
  if (filter.name !== undefined && filter.state === undefined)
    return byIds(database, store, await narrowed(database, query, filter).pluck('id'), filter)
  return (await narrowed(database, query, filter).select(lineColumns)).map(lineOf)
}

function narrowed(
  { knex, kind }: Reader,
  query: Knex.QueryBuilder,
  { state, name, before, limit }: EntryFilter,
): Knex.QueryBuilder {
  if (state !== undefined) query.andWhere({ state })
  // MySQL's usual collation takes `lead` for `Lead`.
  if (name !== undefined)
    query.andWhere(kind === 'mysql' ? knex.raw('name = ? collate utf8mb4_bin', [name]) : { name })
  if (before !== undefined) query.andWhere('id', '<', before)
  return query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .timeout(readLimitMs)
}

/** The last of those that one look takes; undefined where there are not so many. */
async function lastLookedAt(
  database: Reader,
  store: string,
  before: string | undefined,
): Promise<string | undefined> {
  const query = entriesBy(database, newestIndex).where({ store })
  if (before !== undefined) query.andWhere('id', '<', before)
  const [id] = await query
    .orderBy('id', 'desc')
    .offset(mostLookedThrough - 1)
    .limit(1)
    .pluck('id')
    .timeout(readLimitMs)
  return id
}

/** Entries through one index: statistics of a table that fills and empties by the second mislead every optimizer. */
function entriesBy({ knex, kind }: Reader, index: string): Knex.QueryBuilder {
  const hint = kind === 'mysql' ? `force index (${index})` : `indexed by ${index}`
  return knex(knex.raw(`${entryTable} as e ${hint}`))
}
