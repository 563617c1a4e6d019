/** A shop of awkward rows, and what a filter leaves of it, recomputed in memory in the plainest way. */
import type { Filter } from '../../../../feeds/catalog/contract.js'
import type { CategoryRow, PlacementRow, ProductRow } from '../../../../feeds/catalog/sql/row.js'
import { categoryRow, productRow } from './tables.js'

// `ring-*` stand in a circle; `lost` has a parent that does not exist.
export const categories: readonly CategoryRow[] = [
  categoryRow('root'),
  categoryRow('left', 'root'),
  categoryRow('right', 'root'),
  categoryRow('leaf', 'left'),
  categoryRow('ring-1', 'ring-3'),
  categoryRow('ring-2', 'ring-1'),
  categoryRow('ring-3', 'ring-2'),
  categoryRow('self', 'self'),
  categoryRow('lost', 'nowhere'),
  categoryRow('empty'),
]

export const brands = ['Acme', 'acme', "O'Hara & Söhne", '100%', 'Ac_e', '山と海'] as const

const idForms = ['SKU-', 'sku-', 'ä', 'Ω', '山', '😀', "q'", '%', '_', '\\', '0']

export const products: readonly ProductRow[] = Array.from({ length: 150 }, (_, n) =>
  productRow({
    id: `${idForms[n % idForms.length]}${(n * 37) % 150}`,
    title: `Thing ${n}`,
    brand: n % 7 === 6 ? null : (brands[n % 7] ?? null),
    quantity: n % 5 === 4 ? null : (n * 13) % 40,
    category_id: n % 6 === 5 ? null : (categories[(n * 7) % 9]?.id ?? null),
    // Few values, so that many share one and the tie decides.
    sold: (n * 11) % 8,
    updated_at: 1_700_000_000_000 + n,
  }),
)

export const placements: readonly PlacementRow[] = products
  .filter((_, n) => n % 4 === 0)
  .map(({ store, id }, n) => ({ store, product_id: id, category_id: categories[(n * 5) % 9]?.id ?? 'root' }))

const byCodePoint = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** Ids of what the filter leaves, in key order. */
export function expectedIds(filter: Filter): readonly string[] {
  const left = products
    .filter(({ brand }) => filter.brand === undefined || brand === filter.brand)
    .filter(({ quantity }) => filter.stock === undefined || (quantity !== null && quantity >= filter.stock))
    .filter((row) => filter.category === undefined || standsIn(row, filter.category))
    .sort((a, b) => b.sold - a.sold || byCodePoint(a.id, b.id))
    .slice(0, filter.top ?? products.length)
  return left.map(({ id }) => id).sort(byCodePoint)
}

function standsIn(row: ProductRow, category: string): boolean {
  const own = placements
    .filter(({ product_id }) => product_id === row.id)
    .map(({ category_id }) => category_id)
  return [row.category_id, ...own].some((id) => id !== null && selfAndAbove(id).includes(category))
}

function selfAndAbove(id: string): readonly string[] {
  const found: string[] = []
  for (let at: string | null | undefined = id; at && !found.includes(at); ) {
    found.push(at)
    at = categories.find((row) => row.id === at)?.parent_id
  }
  return found
}
