/** What columns a source really has, asked of the database itself: views, queries and foreign schemas included. */
import { nameOf, type Source, sourcesOf } from './mentions.js'
import { fromOf, type Shop } from './rows-query.js'
import { readable } from './unreadable.js'

export interface SourceColumns {
  readonly names: readonly string[]
  /** Whether its values are instants, which the session's UTC shows, and not what a clock on the wall showed. */
  isTimestamp(column: string): boolean
}

export type ColumnsBySource = ReadonlyMap<string, SourceColumns>

/** Of every source of the mapping, by its path's name; throws CATALOG_UNREADABLE for the first that is not there. */
export async function columnsOfAll(shop: Shop): Promise<ColumnsBySource> {
  const found = new Map<string, SourceColumns>()
  for (const source of sourcesOf(shop.mapping)) found.set(nameOf(source.path), await columnsOf(shop, source))
  return found
}

// The protocol's code for TIMESTAMP; DATETIME is 12.
const timestampType = 7

interface Field {
  readonly name: string
  readonly columnType: number
}

export async function columnsOf(shop: Shop, { path, rows }: Source): Promise<SourceColumns> {
  const { knex, kind } = shop
  const from = fromOf(shop, rows)
  if (kind === 'sqlite') {
    // A row there always is, without one of the source: its names are the columns.
    const query: PromiseLike<Record<string, unknown>[]> = knex.raw(
      'select t.* from (select 1) as one left join ? as t on 0',
      [from],
    )
    const [row = {}] = await readable(path, query)
    return { names: Object.keys(row), isTimestamp: () => false }
  }
  const query = knex.raw('select t.* from ? as t limit 0', [from])
  const [, fields] = (await readable(path, query)) as [unknown, readonly Field[]]
  const isInstant = ({ columnType }: Field) => columnType === timestampType
  const timestamps = new Set(fields.filter(isInstant).map(({ name }) => name))
  return { names: fields.map(({ name }) => name), isTimestamp: (column) => timestamps.has(column) }
}
