/** The rows that a list of foreign products stands for, by table. */
import type { ForeignProduct } from './products.js'
import type { ForeignTableName } from './schema.js'

export type Cell = string | number | null

interface Filled {
  readonly table: ForeignTableName
  readonly columns: string
  /** The rows of one product. */
  rows(product: ForeignProduct): readonly (readonly Cell[])[]
}

const none = '0000-00-00'

/** Every table that holds something of a product. */
export const filled: readonly Filled[] = [
  {
    table: 'product',
    columns:
      'product_id, sku, ean, mpn, quantity, stock_status_id, image, manufacturer_id, price, tax_class_id, date_available, weight, weight_class_id, status',
    rows: (product) => [
      [
        product.id,
        product.sku ?? '',
        product.ean ?? '',
        product.mpn ?? '',
        product.quantity ?? 0,
        product.stockStatus ?? 5,
        product.image ?? null,
        product.manufacturer ?? 0,
        product.price ?? '0.0000',
        product.taxClass ?? 0,
        product.availableAt ?? none,
        product.weight?.[0] ?? '0.00000000',
        product.weight?.[1] ?? 1,
        product.status ?? 1,
      ],
    ],
  },
  {
    table: 'product_description',
    columns: 'product_id, language_id, name, description',
    rows: ({ id, texts = [] }) => texts.map((cells) => [id, ...cells]),
  },
  {
    table: 'product_image',
    columns: 'product_id, image, sort_order',
    rows: ({ id, images = [] }) => images.map((cells) => [id, ...cells]),
  },
  {
    table: 'product_special',
    columns: 'product_id, customer_group_id, priority, price, date_start, date_end',
    rows: ({ id, specials = [] }) => specials.map((cells) => [id, ...cells]),
  },
  {
    table: 'product_discount',
    columns: 'product_id, customer_group_id, quantity, priority, price',
    rows: ({ id, discounts = [] }) => discounts.map((cells) => [id, ...cells]),
  },
  {
    table: 'product_to_category',
    columns: 'product_id, category_id, is_main',
    rows: ({ id, categories = [] }) => categories.map((category, at) => [id, category, at === 0 ? 1 : 0]),
  },
  {
    table: 'product_option_value',
    columns: 'product_option_value_id, product_id, option_id, option_value_id, quantity, price, price_prefix',
    rows: ({ id, options = [] }) => options.map(([own, ...cells]) => [own, id, ...cells]),
  },
  {
    table: 'product_attribute',
    columns: 'product_id, attribute_id, language_id, text',
    rows: ({ id, attributes = [] }) => attributes.map((cells) => [id, ...cells]),
  },
  {
    table: 'product_sales',
    columns: 'product_id, units',
    rows: ({ id, sold }) => (sold === undefined ? [] : [[id, sold]]),
  },
]
