/** What a row of our schema says as a product. */
import type { Availability, Condition, Money, Product } from '../product.js'
import type { CategoryTree } from './category-tree.js'
import type { ProductRow } from './row.js'

/** The columns a product is made of; the others only choose and sort. */
export const productColumns = [
  'id',
  'group_id',
  'title',
  'description',
  'link',
  'image_link',
  'additional_image_links',
  'availability',
  'quantity',
  'currency',
  'price',
  'custom_price',
  'sale_price',
  'sale_starts_at',
  'sale_ends_at',
  'brand',
  'gtin',
  'mpn',
  'item_condition',
  'category_id',
] as const satisfies readonly (keyof ProductRow)[]

export type ProductCells = Pick<ProductRow, (typeof productColumns)[number]>

/** One literal with every property for all rows: a build makes hundreds of thousands, and V8 keeps one shape. */
export function productOf(row: ProductCells, tree: CategoryTree): Product {
  return {
    key: row.id,
    id: row.id,
    groupId: row.group_id ?? undefined,
    title: row.title,
    description: row.description,
    link: row.link,
    imageLink: row.image_link ?? undefined,
    additionalImageLinks: row.additional_image_links === null ? undefined : lines(row.additional_image_links),
    availability: availabilityOf(row.availability, row.quantity),
    price: { amountMinor: row.price, currency: row.currency },
    customPrice: moneyOf(row.custom_price, row.currency),
    salePrice: moneyOf(row.sale_price, row.currency),
    saleStartsAt: row.sale_starts_at ?? undefined,
    saleEndsAt: row.sale_ends_at ?? undefined,
    brand: row.brand ?? undefined,
    gtin: row.gtin ?? undefined,
    mpn: row.mpn ?? undefined,
    condition: conditionOf(row.item_condition),
    productType: row.category_id === null ? undefined : tree.path(row.category_id),
  }
}

function moneyOf(amountMinor: number | null, currency: string): Money | undefined {
  return amountMinor === null ? undefined : { amountMinor, currency }
}

function lines(text: string): readonly string[] | undefined {
  const found = text.split('\n').flatMap((line) => line.trim() || [])
  return found.length > 0 ? found : undefined
}

// The table refuses other words, but some engines parse a check without holding it; then the modest word is taken.
function availabilityOf(word: string | null, quantity: number | null): Availability {
  switch (word) {
    case null:
      return quantity === null || quantity > 0 ? 'in_stock' : 'out_of_stock'
    case 'in_stock':
    case 'preorder':
    case 'backorder':
      return word
    default:
      return 'out_of_stock'
  }
}

function conditionOf(word: string): Condition {
  return word === 'new' || word === 'refurbished' ? word : 'used'
}
