/** Rows in and out of the outbox by raw statements: compiling an insert of many rows would hold up the shop's requests. */
import type { Knex } from 'knex'
import type { DatabaseKind } from '../database/database.js'
import { claimIndex, entryTable } from './schema.js'

export type Value = string | number | null

// Where the server fell silent the system would notice after a quarter of an hour.
export const readLimitMs = 10_000

// SQLite takes 32,766 values in one statement.
const mostRowsPerStatement = 500

/** Answers how many rows are new; `unlessKnown` leaves out those whose key is taken. */
export async function insertRows(
  knex: Knex,
  kind: DatabaseKind,
  table: string,
  columns: readonly string[],
  rows: readonly Value[][],
  mode: 'always' | 'unlessKnown' = 'always',
): Promise<number> {
  const isIgnoring = mode === 'unlessKnown'
  // MySQL's IGNORE also cuts what is too long: whoever comes here has checked the lengths.
  const head = `insert ${isIgnoring && kind === 'mysql' ? 'ignore ' : ''}into ${table} (${columns.join(',')}) values `
  const tail = isIgnoring && kind === 'sqlite' ? ' on conflict do nothing' : ''
  const row = `(${columns.map(() => '?').join(',')})`
  let added = 0
  for (let at = 0; at < rows.length; at += mostRowsPerStatement) {
    const part = rows.slice(at, at + mostRowsPerStatement)
    const list = Array.from({ length: part.length }, () => row).join(',')
    added += await changedBy(knex, kind, await knex.raw(head + list + tail, part.flat()))
  }
  return added
}

/**
 * Entries to be changed, which were read before without locks. A change that looks for its rows itself meets those that
 * an open transaction of the shop's has just written: it waits for them, meanwhile keeps others from writing beside
 * what it found, and makes orders fail as victims of deadlocks.
 */
export function entriesByKey(
  { knex, kind }: { readonly knex: Knex; readonly kind: DatabaseKind },
  ids: readonly string[],
): Knex.QueryBuilder {
  // Left to itself the optimizer may read another index, or all of a small table, and lock what it reads.
  const table = kind === 'mysql' ? knex.raw('?? force index (primary)', [entryTable]) : entryTable
  return knex(table).whereIn('id', [...ids])
}

/**
 * The name of the entries' table where the oldest due are looked for; `alias` goes behind it. Statistics of a table that
 * fills and empties by the second are always wrong: left to itself the optimizer reads and sorts a whole backlog.
 */
export function entriesInClaimOrder(
  { knex, kind }: { readonly knex: Knex; readonly kind: DatabaseKind },
  alias: string,
): Knex.Raw {
  const hint = kind === 'mysql' ? ` force index (${claimIndex})` : ''
  return knex.raw(`${entryTable} as ${alias}${hint}`)
}

/** Rows that a raw statement changed: drivers tell it in their own ways, one of them not at all. */
export async function changedBy(knex: Knex, kind: DatabaseKind, result: unknown): Promise<number> {
  const told = toldIn(result)
  if (told !== undefined) return told
  // On the same connection only in a transaction, and nothing is asked outside of one by drivers that do not tell.
  const [row] = kind === 'sqlite' ? await knex.raw('select changes() as n') : []
  const [asked] = Object.values(row ?? {})
  // Never taken for none: an event would count as known that nobody keeps.
  if (typeof asked !== 'number') throw new Error('the driver does not tell how many rows were changed')
  return asked
}

function toldIn(result: unknown): number | undefined {
  const head = Array.isArray(result) ? result[0] : result
  const { affectedRows, changes } = (head ?? {}) as {
    readonly affectedRows?: number
    readonly changes?: number
  }
  return affectedRows ?? changes
}
