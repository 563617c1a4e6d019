import { expect, test } from 'vitest'
import type { Product } from '../../../feeds/catalog/product.js'
import { createZone } from '../../../feeds/engine/dates.js'
import type { FieldView } from '../../../feeds/engine/item-view.js'
import { readAvailableAt, readExpiry } from '../../../feeds/engine/moments.js'
import { nextChange } from '../../../feeds/engine/next-change.js'
import { readSalePeriod, readSalePrice } from '../../../feeds/engine/price.js'
import { createTaxes } from '../../../feeds/engine/tax.js'
import { productOf } from '../../support/product.js'
import fc from '../../support/property.js'
import { viewOf } from '../../support/view.js'

const builtAt = viewOf().builtAt
const dayMs = 86_400_000
const zone = createZone('UTC')
const addTax = createTaxes('DE')

/** All that a build tells of a product's dates; by the minute, as feeds do. */
function told(product: Product, at: number): string {
  const view: FieldView = { ...viewOf({ builtAt: at }), zone, addTax }
  return JSON.stringify([
    readSalePrice(product, view),
    readSalePeriod(product, view, 'basic'),
    readExpiry(product, view, 'basic'),
    readAvailableAt(product, view),
  ])
}

const instant = fc
  .integer({ min: -1_500 * 24 * 60, max: 1_500 * 24 * 60 })
  .map((minutes) => builtAt + minutes * 60_000)
const perhaps = fc.option(instant, { nil: undefined })
const dated = fc
  .record({
    saleStartsAt: perhaps,
    saleEndsAt: perhaps,
    expiresAt: perhaps,
    availableAt: perhaps,
    disclosedAt: perhaps,
    availability: fc.constantFrom('in_stock', 'preorder', 'backorder' as const),
    isOnSale: fc.boolean(),
  })
  .map(({ isOnSale, ...dates }) =>
    productOf({
      ...dates,
      ...(isOnSale && { salePrice: { amountMinor: 9_900, currency: 'EUR' } }),
    } as Product),
  )

test('until the next change a product is told as it was', () => {
  fc.assert(
    fc.property(dated, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (product, share) => {
      const at = nextChange(product, builtAt)
      const now = told(product, builtAt)
      const end = Math.min(at - 1, builtAt + 5_000 * dayMs)
      expect(told(product, Math.floor(builtAt + share * (end - builtAt)))).toBe(now)
      expect(told(product, end)).toBe(now)
    }),
    { numRuns: 2_000 },
  )
})

const sale = { salePrice: { amountMinor: 9_900, currency: 'EUR' } }

test.each([
  ['the end of a sale', { ...sale, saleEndsAt: builtAt + 5 }, 5],
  ['a sale that has no end, told for a year', { ...sale, saleStartsAt: builtAt }, 365 * dayMs + 1],
  ['a far end without a beginning', { ...sale, saleEndsAt: builtAt + 400 * dayMs }, 35 * dayMs],
  ['the expiry', { expiresAt: builtAt + 7 }, 7],
  ['a preorder that is there', { availability: 'preorder', availableAt: builtAt + 9 }, 9],
  [
    'a preorder that comes near enough',
    { availability: 'backorder', availableAt: builtAt + 400 * dayMs },
    34 * dayMs,
  ],
  ['the first of several', { ...sale, saleEndsAt: builtAt + 5, expiresAt: builtAt + 3 }, 3],
] satisfies [string, Partial<Product>, number][])('%s is a change', (_, dates, afterMs) => {
  const product = productOf(dates)
  expect(nextChange(product, builtAt)).toBe(builtAt + afterMs)
  expect(told(product, builtAt + afterMs)).not.toBe(told(product, builtAt + afterMs - 1))
})

test.each([
  ['nothing with a date', {}],
  ['dates of a sale without a price', { saleStartsAt: builtAt - 1, saleEndsAt: builtAt + 5 }],
  ['what is past', { ...sale, saleEndsAt: builtAt, expiresAt: builtAt - 1 }],
  ['a date that is told the same for ever', { disclosedAt: builtAt + 5 }],
  ['when something in stock was to come', { availableAt: builtAt + 5 }],
] satisfies [string, Partial<Product>][])('%s is none', (_, dates) => {
  expect(nextChange(productOf(dates), builtAt)).toBe(Number.POSITIVE_INFINITY)
})
