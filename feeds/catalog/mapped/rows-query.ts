/** Queries for the rows of a source: its table or query, its `where`, its columns. */
import type { Knex } from 'knex'
import type { Database } from '../../../src/kernel.js'
import type { Constant, Mapping, Rows } from './mapping.js'

/** The shop's database as one view of it, and what the shop says of it. */
export interface Shop {
  readonly knex: Knex
  readonly kind: Database['kind']
  readonly mapping: Mapping
}

/** What stands behind FROM, without a name. */
export function fromOf({ knex, mapping: { prefix = '' } }: Shop, { table, query }: Rows): Knex.Raw {
  if (query !== undefined) return knex.raw(`(${query.replaceAll('{prefix}', prefix)})`)
  return knex.raw('??', [`${prefix}${table}`])
}

/** All rows of a source that its `where` leaves; `columns` undefined for every column. */
export function rowsOf(shop: Shop, rows: Rows, columns: readonly string[] | undefined): Knex.QueryBuilder {
  const wanted = columns === undefined ? 't.*' : columns.map((column) => `t.${column}`)
  return selected(shop, rows).select(wanted)
}

/** The same with nothing selected yet. */
export function selected(shop: Shop, rows: Rows): Knex.QueryBuilder {
  const { knex } = shop
  const query = knex.from(knex.raw('? as t', [fromOf(shop, rows)]))
  for (const [column, wanted] of Object.entries(rows.where ?? {})) narrow(query, `t.${column}`, wanted)
  // Dates as the tables tell them: the driver would make instants of them, by a time zone that is not theirs.
  return query.options({ dateStrings: true })
}

function narrow(query: Knex.QueryBuilder, column: string, wanted: Constant | readonly Constant[]): void {
  const constants = isList(wanted) ? wanted : [wanted]
  const values = constants.filter((constant) => constant !== null)
  query.where((either) => {
    if (values.length > 0) either.whereIn(column, values)
    if (values.length < constants.length) either.orWhereNull(column)
  })
}

const isList = (wanted: Constant | readonly Constant[]): wanted is readonly Constant[] =>
  Array.isArray(wanted)

/** Sorts by columns of a mapping's `order`; `-` turns one round. */
export function inOrder(query: Knex.QueryBuilder, order: readonly string[]): Knex.QueryBuilder {
  for (const column of order) {
    if (column.startsWith('-')) query.orderBy(`t.${column.slice(1)}`, 'desc')
    else query.orderBy(`t.${column}`)
  }
  return query
}
