/** Categories: the tree, read whole, and which product stands where. */

import { CategoryTree } from '../../category-tree.js'
import { readCell } from '../cell.js'
import { childRows, idOf, rowsFor } from '../child-rows.js'
import type { CategoryRows } from '../mapping.js'
import { rowsOf, type Shop } from '../rows-query.js'
import { readable } from '../unreadable.js'
import { Remembered } from '../values/remembered.js'
import type { Part } from './part.js'

const path = ['categories']

export async function readTree(
  shop: Shop,
  rows: CategoryRows,
  columns: readonly string[] | undefined,
): Promise<CategoryTree> {
  const [id, name] = [readCell(rows.id), readCell(rows.name)]
  const parent = rows.parent === undefined ? () => null : readCell(rows.parent)
  const found = await readable<Record<string, unknown>[]>(path, rowsOf(shop, rows, columns))
  return new CategoryTree(
    found.map((row) => {
      const above = idOf(parent(row, row))
      return {
        id: String(id(row, row)),
        parent_id: above === undefined ? null : String(above),
        name: String(name(row, row) ?? ''),
      }
    }),
  )
}

type Paths = readonly (readonly string[])[]

/** The main category's path becomes the product type, the other placements' the further ones. */
export function categoryPart(
  rows: CategoryRows,
  tree: CategoryTree,
  columns: readonly string[] | undefined,
): Part {
  const { main, placements } = rows
  // Products in the same categories share one list, so that what is made of it can be kept.
  const lists = new Remembered<string, Paths>()
  const pathsOf = (ids: readonly string[]): Paths =>
    lists.get(ids.join('\n'), () => ids.map((id) => tree.path(id)).filter((path) => path !== undefined))
  return {
    async forPage(shop, _products, ids) {
      const found =
        placements &&
        (await childRows(
          shop,
          {
            path: [...path, 'placements'],
            rows: placements,
            column: placements.product,
            columns,
            order: placements.order,
          },
          ids,
        ))
      return (draft, product, id) => {
        const first = main === undefined ? undefined : idOf(product[main])
        const categories = new Set<string>(first === undefined ? [] : [String(first)])
        if (found && placements) {
          for (const row of rowsFor(found, id)) categories.add(String(row[placements.category]))
        }
        draft.categories = [...categories]
        const [productType, ...further] = pathsOf(draft.categories)
        draft.cells.productType = productType
        if (further.length > 0) draft.cells.furtherProductTypes = furtherOf(draft.categories, further)
      }
    },
  }

  function furtherOf(categories: readonly string[], further: Paths): Paths {
    return lists.get(`\t${categories.join('\n')}`, () => further)
  }
}
