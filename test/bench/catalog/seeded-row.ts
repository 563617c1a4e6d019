/** A seeded product as a row of the product's own table. */
import { attributeCells, attributeColumns } from './attributes/cells.js'
import type { SeededAttributes } from './attributes/index.js'
import { instantOf } from './local-time.js'
import type { SeededProduct } from './seeded-product.js'

/** In the order of `cellsOf`. */
export const columns: readonly string[] = [
  ...['store', 'id', 'group_id', 'title', 'description', 'link', 'image_link', 'additional_image_links'],
  ...['availability', 'quantity', 'currency', 'price', 'custom_price', 'sale_price', 'sale_starts_at'],
  ...['sale_ends_at', 'brand', 'gtin', 'mpn', 'item_condition', 'category_id', 'sold', 'updated_at'],
  ...attributeColumns,
]

export type Cell = string | number | null

/** Long past: a catalog that changed a moment ago is built again to be sure. */
const updatedAt = Date.UTC(2026, 0, 1)

export function cellsOf(product: SeededProduct, attributes: SeededAttributes): Cell[] {
  const { sale, furtherImages } = product
  return [
    'default',
    product.id,
    product.groupId ?? null,
    product.title.stored,
    product.description.stored,
    product.link.stored,
    product.image?.stored ?? null,
    furtherImages.length > 0 ? furtherImages.map((image) => image.stored).join('\n') : null,
    product.availability ?? null,
    product.quantity ?? null,
    product.currency,
    product.price,
    product.customPrice ?? null,
    sale?.amount ?? null,
    sale?.period === undefined ? null : instantOf(sale.period.from),
    sale?.period === undefined ? null : instantOf(sale.period.to),
    product.brand ?? null,
    product.gtin?.digits ?? null,
    product.mpn ?? null,
    product.condition,
    product.category?.id ?? null,
    product.sold,
    updatedAt,
    ...attributeCells(attributes),
  ]
}

/** The row as LOAD DATA reads it unless told otherwise: tabs between, a backslash before what would be taken for more. */
export const lineOf = (cells: readonly Cell[]): string => `${cells.map(written).join('\t')}\n`

function written(cell: Cell): string {
  if (cell === null) return '\\N'
  if (typeof cell === 'number') return String(cell)
  return /[\\\t\n]/.test(cell) ? cell.replace(/[\\\t\n]/g, '\\$&') : cell
}
