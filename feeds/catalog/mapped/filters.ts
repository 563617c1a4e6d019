/** Filters on mapped products: exact in memory, and as conditions of SQL where these surely leave no product out. */

import type { CategoryTree } from '../category-tree.js'
import type { Filter } from '../contract.js'
import type { Mapping, RelatedRows } from './mapping.js'
import type { Listed, Narrow } from './reader.js'
import { rowsOf, type Shop } from './rows-query.js'

/** Whether a filter, `top` aside, leaves a product. */
export type Keeps = (listed: Listed) => boolean

const everything: Keeps = () => true

export function keeps({ brand, category, stock }: Filter, tree: CategoryTree | undefined): Keeps {
  const within = category === undefined ? undefined : new Set(tree?.within(category) ?? [category])
  if (brand === undefined && within === undefined && stock === undefined) return everything
  return ({ product, categories }) =>
    (brand === undefined || product.brand === brand) &&
    (stock === undefined || (product.quantity !== undefined && product.quantity >= stock)) &&
    (within === undefined || categories.some((id) => within.has(id)))
}

/** Where a brand can be asked for in SQL: a plain column, and no other that could stand for it. */
export interface BrandColumn {
  readonly column: string
  /** Of this table, which products name by a column of theirs; of the products themselves unless given. */
  readonly related?: RelatedRows & { readonly by: string; readonly id: string }
}

export function brandColumn({ products, related = [], variants }: Mapping): BrandColumn | undefined {
  if (variants?.set?.brand !== undefined) return undefined
  const own = products.set.brand
  const others = related.filter(({ set }) => set.brand !== undefined)
  if (own !== undefined) return typeof own === 'string' && others.length === 0 ? { column: own } : undefined
  const [rows, ...more] = others
  const column = rows?.set.brand
  if (rows === undefined || more.length > 0 || typeof column !== 'string') return undefined
  const { by, id } = rows
  return by !== undefined && id !== undefined ? { column, related: { ...rows, by, id } } : undefined
}

/** A collation may hold more for equal than `keeps` does, never less: it decides afterwards. */
export function narrowing(shop: Shop, { brand, category }: Filter, tree: CategoryTree | undefined): Narrow {
  const branded = brand === undefined ? undefined : brandColumn(shop.mapping)
  const { main, placements } = shop.mapping.categories ?? {}
  const within = category === undefined ? [] : (tree?.within(category) ?? [category])
  return (query) => {
    if (brand !== undefined && branded) {
      const { column, related } = branded
      if (related === undefined) query.where(`t.${column}`, brand)
      else query.whereIn(`t.${related.by}`, rowsOf(shop, related, [related.id]).where(`t.${column}`, brand))
    }
    if (category === undefined) return
    query.where((either) => {
      if (main !== undefined) either.whereIn(`t.${main}`, within)
      if (placements)
        either.orWhereIn(
          `t.${shop.mapping.products.id}`,
          rowsOf(shop, placements, [placements.product]).whereIn(`t.${placements.category}`, within),
        )
    })
  }
}
