/** Writes the seeded shop into the product's own tables. */
import { createConnection } from 'mysql2/promise'
import { categories, type LocalTime, type SeededProduct, seededProduct } from './seeded-product.js'

const columns =
  'store, id, group_id, title, description, link, image_link, additional_image_links, availability, quantity, ' +
  'currency, price, custom_price, sale_price, sale_starts_at, sale_ends_at, brand, gtin, mpn, item_condition, ' +
  'category_id, sold, updated_at'

const rowsPerStatement = 500
/** Long past: a catalog that changed a moment ago is built again to be sure. */
const updatedAt = Date.UTC(2026, 0, 1)

/** What was stored, as the table of results tells it. */
export interface Seeded {
  readonly products: number
  readonly descriptionMedianBytes: number
}

/** Fills empty tables with products 0 … `products` - 1 of store `default`. */
export async function seedCatalog(url: string, products: number): Promise<Seeded> {
  const connection = await createConnection({ uri: url, charset: 'utf8mb4' })
  const lengths: number[] = []
  try {
    await connection.query('INSERT INTO storecast_catalog_categories (store, id, parent_id, name) VALUES ?', [
      categories.map(({ id, parentId, name }) => ['default', id, parentId ?? null, name]),
    ])
    for (let from = 0; from < products; from += rowsPerStatement) {
      const rows: unknown[][] = []
      for (let index = from; index < Math.min(from + rowsPerStatement, products); index++) {
        const product = seededProduct(index)
        lengths.push(Buffer.byteLength(product.description.stored))
        rows.push(cellsOf(product))
      }
      await connection.query(`INSERT INTO storecast_catalog_products (${columns}) VALUES ?`, [rows])
    }
    await connection.query('ANALYZE TABLE storecast_catalog_products')
  } finally {
    await connection.end()
  }
  return { products, descriptionMedianBytes: lengths.sort((a, b) => a - b)[lengths.length >> 1] ?? 0 }
}

function cellsOf(product: SeededProduct): unknown[] {
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
  ]
}

function instantOf({ year, month, day, hour, minute }: LocalTime): number {
  return Date.UTC(year, month - 1, day, hour - (isSummer(month) ? 2 : 1), minute)
}

/** Whether Berlin has summer time in a month that no change of clocks falls into. */
export const isSummer = (month: number): boolean => month >= 4 && month <= 9
