/** Which rows a product of a given id may come of; whoever reads them compares the ids themselves. */
import type { Narrow } from './reader.js'
import { rowsOf, type Shop } from './rows-query.js'

/** In the order in which they are worth asking for. */
export function candidatesFor(shop: Shop, id: string): readonly Narrow[] {
  const { products, variants } = shop.mapping
  const own = columnOf(products.set.id, products.id)
  const variant = variants?.set?.id === undefined ? undefined : columnOf(variants.set.id, variants.id)
  const narrows: Narrow[] = []
  if (own !== undefined) narrows.push((query) => query.where(`t.${own}`, id))
  if (!variants) return narrows
  if (variant !== undefined) {
    narrows.push((query) =>
      query.whereIn(`t.${products.id}`, rowsOf(shop, variants, [variants.product]).where(`t.${variant}`, id)),
    )
  } else if (own !== undefined && variants.set?.id === undefined) {
    // `parent-variant`; either may have a dash of its own.
    const parents = [...id.matchAll(/-/g)].map(({ index }) => id.slice(0, index))
    if (parents.length > 0) narrows.push((query) => query.whereIn(`t.${own}`, parents))
  }
  return narrows
}

/** The column whose value is the id as it stands; undefined where a function or more than the column makes it. */
function columnOf(cell: unknown, otherwise: string): string | undefined {
  if (cell === undefined) return otherwise
  return typeof cell === 'string' ? cell : undefined
}
