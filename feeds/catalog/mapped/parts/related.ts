/** Tables with at most one row that matters to a product: texts per language, its brand. */
import type { RawRow } from '../cell.js'
import { childRows, idOf, rowsFor } from '../child-rows.js'
import type { Constant, RelatedRows } from '../mapping.js'
import type { Path } from '../mistake.js'
import type { Slot } from '../slot.js'
import type { Part } from './part.js'

/** Values stand where neither the product's own row nor a part before this one has any. */
export function relatedPart(
  path: Path,
  rows: RelatedRows,
  slots: readonly Slot[],
  columns: readonly string[] | undefined,
): Part {
  const { by } = rows
  const column = (by === undefined ? rows.product : rows.id) ?? ''
  const sorted = rows.prefer === undefined ? undefined : inPreference(rows.prefer)
  return {
    async forPage(shop, products, ids) {
      const asked =
        by === undefined
          ? ids
          : [...new Set(products.map((row) => idOf(row[by])))].filter((id) => id !== undefined)
      const found = await childRows(shop, { path, rows, column, columns }, asked)
      return (draft, product, id) => {
        const own = rowsFor(found, by === undefined ? id : String(product[by]))
        for (const row of own.length > 1 && sorted ? sorted(own) : own) draft.fill(slots, row, product)
      }
    },
  }
}

type Sorted = (rows: readonly RawRow[]) => readonly RawRow[]

// Columns in the order of the mapping; where the first prefers neither row, the second decides.
function inPreference(prefer: Readonly<Record<string, readonly Constant[]>>): Sorted {
  const wishes = Object.entries(prefer).map(([column, constants]) => ({
    column,
    ranks: new Map(constants.map((constant, rank) => [String(constant), rank])),
  }))
  const compare = (one: RawRow, other: RawRow): number => {
    for (const { column, ranks } of wishes) {
      const rank = (row: RawRow) => ranks.get(String(row[column])) ?? ranks.size
      const difference = rank(one) - rank(other)
      if (difference !== 0) return difference
    }
    return 0
  }
  return (rows) => [...rows].sort(compare)
}
