/** The rows of other tables that belong to a page's products: one query a table, however many products. */
import type { RawRow } from './cell.js'
import type { Rows } from './mapping.js'
import type { Path } from './mistake.js'
import { inOrder, rowsOf, type Shop } from './rows-query.js'
import { readable } from './unreadable.js'

/** Rows by the id that they name; ids as texts, as tables may hold them in different types. */
export type RowsById = ReadonlyMap<string, readonly RawRow[]>

export interface ChildRows {
  readonly path: Path
  readonly rows: Rows
  /** The column that names the parent. */
  readonly column: string
  readonly columns: readonly string[] | undefined
  readonly order?: readonly string[] | undefined
}

const noRows: readonly RawRow[] = []

/** SQLite takes 32,766 values in a query; only a page whose products have a hundred variants each comes near. */
const mostIdsPerQuery = 20_000

/** Those of these ids, each parent's in the order asked for. */
export async function childRows(
  shop: Shop,
  { path, rows, column, columns, order = [] }: ChildRows,
  ids: readonly (string | number)[],
): Promise<RowsById> {
  const found = new Map<string, RawRow[]>()
  for (let from = 0; from < ids.length; from += mostIdsPerQuery) {
    const some = from === 0 && ids.length <= mostIdsPerQuery ? ids : ids.slice(from, from + mostIdsPerQuery)
    const query = rowsOf(shop, rows, columns).whereIn(`t.${column}`, some)
    for (const row of (await readable(path, inOrder(query, order))) as RawRow[]) {
      const id = String(row[column])
      const siblings = found.get(id)
      if (siblings) siblings.push(row)
      else found.set(id, [row])
    }
  }
  return found
}

export const rowsFor = (found: RowsById, id: string): readonly RawRow[] => found.get(id) ?? noRows

/** A value as an id that other tables may name; undefined for null, and for 0, which PHP shops write for none. */
export function idOf(raw: unknown): string | number | undefined {
  if (typeof raw === 'number') return raw === 0 ? undefined : raw
  if (typeof raw === 'bigint') return String(raw)
  if (typeof raw === 'string') return raw === '' || raw === '0' ? undefined : raw
  return raw instanceof Uint8Array ? Buffer.from(raw).toString() : undefined
}
