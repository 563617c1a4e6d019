/** The cells that a product is read from, as a list: an object of 120 properties costs thrice as much to make and read. */
import { attributeColumns } from './attribute-columns.js'
import type { ProductRow } from './row.js'

/** Where the columns stand that a product always has. */
export const at = {
  id: 0,
  group_id: 1,
  title: 2,
  description: 3,
  link: 4,
  image_link: 5,
  additional_image_links: 6,
  availability: 7,
  quantity: 8,
  currency: 9,
  price: 10,
  custom_price: 11,
  sale_price: 12,
  sale_starts_at: 13,
  sale_ends_at: 14,
  brand: 15,
  gtin: 16,
  mpn: 17,
  item_condition: 18,
  category_id: 19,
  further_gtins: 20,
  custom_price_percent: 21,
  tax_class: 22,
} as const satisfies { readonly [C in keyof ProductRow]?: number }

/** The columns a product is made of; the others only choose and sort. `id` is the first. */
export const productColumns: readonly (keyof ProductRow)[] = [
  ...(Object.keys(at) as (keyof typeof at)[]),
  ...attributeColumns.map(({ column }) => column).filter((column) => !Object.hasOwn(at, column)),
]

type Needed = { [C in keyof typeof at as (typeof at)[C]]-?: Exclude<ProductRow[C], undefined> }

/** Cells in the order of `productColumns`. */
export type ProductCells = unknown[] & Needed

/** Where every column stands. */
export const positions: ReadonlyMap<string, number> = new Map(
  productColumns.map((column, position) => [column, position]),
)

/** SQLite's driver gives rows as objects only. */
export const cellsOf = (row: Partial<Readonly<Record<keyof ProductRow, unknown>>>): ProductCells =>
  productColumns.map((column) => row[column]) as ProductCells
