/** The demo shop as rows of the catalog's tables. */
import { createHash } from 'node:crypto'
import { attributeCells } from '../sql/attribute-cells.js'
import type { CategoryRow, PlacementRow, ProductRow, RateRow, TaxRow } from '../sql/row.js'
import { categoryPrefix, demoCategories } from './categories.js'
import type { DemoProduct } from './demo-product.js'
import { imageLink, productLink } from './links.js'
import { demoRates } from './rates.js'
import { dayOfNextMonth, saleDates } from './sale-dates.js'
import { demoProducts, demoShop } from './shop.js'
import { demoTaxes } from './taxes.js'

// What a row says decides its instant: a restart that changes nothing must not look like a change, or every feed
// would be built again.
const firstInstant = Date.UTC(2026, 0, 1)

export function productRows(store: string, nowMs: number): ProductRow[] {
  return demoProducts.map((product) => productRow(product, store, nowMs))
}

export function categoryRows(store: string): CategoryRow[] {
  return demoCategories.map(([id, name, under]) => ({
    store,
    id: `${categoryPrefix}${id}`,
    parent_id: under === null ? null : `${categoryPrefix}${under}`,
    name,
  }))
}

export function placementRows(store: string): PlacementRow[] {
  return demoProducts.flatMap(({ id, also = [] }) =>
    also.map((category) => ({ store, category_id: `${categoryPrefix}${category}`, product_id: id })),
  )
}

export function rateRows(store: string): RateRow[] {
  return demoRates.map(([currency, rate]) => ({ store, currency, rate, updated_at: firstInstant }))
}

export function taxRows(store: string): TaxRow[] {
  return demoTaxes.map(([tax_class, country, percent]) => ({
    store,
    tax_class,
    country,
    percent,
    updated_at: firstInstant,
  }))
}

function productRow(product: DemoProduct, store: string, nowMs: number): ProductRow {
  const { id, picture, pictures = 1, sale, availableInDays } = product
  const dates = sale ? saleDates(sale[1], nowMs) : undefined
  const availableAt = availableInDays === undefined ? undefined : dayOfNextMonth(availableInDays, nowMs)
  const cells = {
    store,
    id,
    group_id: product.group ?? null,
    title: product.title,
    description: product.description,
    link: product.link ?? productLink(id),
    image_link: picture ? imageLink(id, 1) : null,
    additional_image_links: picture && pictures > 1 ? moreImages(id, pictures) : null,
    availability: product.availability ?? null,
    quantity: product.stock,
    currency: product.currency ?? demoShop.currency,
    price: product.price,
    custom_price: product.customPrice ?? null,
    custom_price_percent: product.customPricePercent ?? null,
    sale_price: sale?.[0] ?? null,
    sale_starts_at: dates?.startsAt ?? null,
    sale_ends_at: dates?.endsAt ?? null,
    brand: product.brand === undefined ? demoShop.name : product.brand,
    gtin: product.gtin ?? null,
    further_gtins: product.furtherGtins?.join('\n') ?? null,
    mpn: product.mpn ?? null,
    item_condition: product.condition ?? 'new',
    category_id: `${categoryPrefix}${product.category}`,
    tax_class: product.taxClass ?? null,
    sold: product.sold,
    ...attributeCells({ ...product.attributes, availableAt }),
    ...product.cells,
  }
  return { ...cells, updated_at: instantOf(cells) }
}

function moreImages(id: string, pictures: number): string {
  return Array.from({ length: pictures - 1 }, (_, more) => imageLink(id, more + 2)).join('\n')
}

function instantOf(cells: object): number {
  return firstInstant + createHash('sha256').update(JSON.stringify(cells)).digest().readUInt32BE(0)
}
