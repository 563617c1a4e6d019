/** Google’s rules for what a product costs, and whether and when it can be had. */
import { builtAt, dayMs, eur, usd } from './amounts.js'
import type { Rule } from './rule.js'

const sale = { salePrice: eur(9_900) }
const from = Date.UTC(2026, 9, 23, 22)
const minuteMs = 60_000
/** Of a preorder: a year from the build, to the minute. */
const yearAhead = Date.UTC(2027, 10, 21, 12)

export const googlePrices: readonly Rule[] = [
  {
    attribute: 'availability',
    field: 'g:availability',
    valid: [
      { product: { availability: 'in_stock' }, gives: 'in_stock' },
      { product: { availability: 'out_of_stock' }, gives: 'out_of_stock' },
      { product: { availability: 'preorder' }, gives: 'preorder' },
      { product: { availability: 'backorder' }, gives: 'backorder' },
    ],
    invalid: [
      {
        product: { availability: 'sold' as 'in_stock' },
        gives: undefined,
        finds: [
          ['dropped', 'PROPERTY_VALUE_FORMAT'],
          ['leftOut', 'EMPTY_AVAILABILITY'],
        ],
      },
    ],
  },
  {
    attribute: 'availability_date',
    field: 'g:availability_date',
    valid: [
      {
        product: { availability: 'preorder', availableAt: Date.UTC(2027, 0, 14, 23) },
        gives: '2027-01-15T00:00+0100',
      },
      {
        product: { availability: 'backorder', availableAt: Date.UTC(2027, 5, 1) },
        gives: '2027-06-01T02:00+0200',
      },
      { product: { availability: 'in_stock', availableAt: Date.UTC(2027, 5, 1) }, gives: undefined },
    ],
    limit: [
      {
        at: { product: { availability: 'preorder', availableAt: yearAhead }, gives: '2027-11-21T13:00+0100' },
        beyond: {
          product: { availability: 'preorder', availableAt: yearAhead + 2 * dayMs },
          gives: undefined,
          finds: [['dropped', 'INVALID_PRE_ORDER_PARAMS']],
        },
      },
    ],
    invalid: [
      {
        product: { availability: 'preorder' },
        gives: undefined,
        finds: [['advised', 'INVALID_PRE_ORDER_PARAMS']],
      },
      {
        product: { availability: 'backorder' },
        gives: undefined,
        finds: [['advised', 'INVALID_PRE_ORDER_PARAMS']],
      },
      {
        product: { availability: 'preorder', availableAt: builtAt - dayMs },
        gives: undefined,
        finds: [['dropped', 'INVALID_PRE_ORDER_PARAMS']],
      },
      {
        product: { availability: 'preorder', availableAt: Number.NaN },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  {
    attribute: 'price',
    field: 'g:price',
    valid: [
      { product: { price: eur(1_500) }, gives: '15.00 EUR' },
      { product: { price: eur(129_900) }, gives: '1299.00 EUR' },
      { product: { price: eur(10_000), taxToAdd: { DE: '19' } }, gives: '119.00 EUR' },
      {
        product: { price: usd(10_000), taxToAdd: { US: '8.875' } },
        view: { country: 'US', convert: (money) => money },
        gives: '100.00 USD',
      },
      {
        product: { price: { amountMinor: 1_500, currency: 'JPY' } },
        view: { convert: (money) => money },
        gives: '1500 JPY',
      },
      {
        product: { price: { amountMinor: 1_235, currency: 'KWD' } },
        view: { convert: (money) => money },
        gives: '1.24 KWD',
      },
      {
        product: { price: eur(10_000), customPrice: eur(8_000) },
        view: { usesCustomPrice: true },
        gives: '80.00 EUR',
      },
    ],
    limit: [
      {
        at: { product: { price: eur(1) }, gives: '0.01 EUR' },
        beyond: {
          product: { price: eur(0) },
          gives: undefined,
          finds: [['leftOut', 'ITEM_PRICE_NOT_POSITIVE']],
        },
      },
    ],
    invalid: [
      { product: { price: eur(-100) }, gives: undefined, finds: [['leftOut', 'ITEM_PRICE_NOT_POSITIVE']] },
      {
        product: { price: usd(100) },
        gives: undefined,
        finds: [['leftOut', 'PRODUCT_NOT_DOMINANT_CURRENCY']],
      },
      {
        product: { price: eur(Number.NaN) },
        gives: undefined,
        finds: [['leftOut', 'PROPERTY_VALUE_FORMAT']],
      },
      { product: { price: eur(1e15) }, gives: undefined, finds: [['leftOut', 'PROPERTY_PRICE_TOO_HIGH']] },
    ],
  },
  {
    attribute: 'sale_price',
    field: 'g:sale_price',
    valid: [
      { product: sale, gives: '99.00 EUR' },
      { product: { ...sale, saleStartsAt: builtAt + dayMs }, gives: '99.00 EUR' },
      { product: { ...sale, taxToAdd: { DE: '19' } }, gives: '117.81 EUR' },
    ],
    limit: [
      {
        at: { product: { salePrice: eur(12_899) }, gives: '128.99 EUR' },
        beyond: {
          product: { salePrice: eur(12_900) },
          gives: undefined,
          finds: [['dropped', 'INVALID_SALE_PRICE']],
        },
      },
      {
        at: { product: { salePrice: eur(1) }, gives: '0.01 EUR' },
        beyond: {
          product: { salePrice: eur(0) },
          gives: undefined,
          finds: [['dropped', 'INVALID_SALE_PRICE']],
        },
      },
    ],
    invalid: [
      { product: { salePrice: eur(15_000) }, gives: undefined, finds: [['dropped', 'INVALID_SALE_PRICE']] },
      {
        product: { salePrice: eur(Number.NaN) },
        gives: undefined,
        finds: [['dropped', 'INVALID_SALE_PRICE']],
      },
      {
        product: { salePrice: usd(100) },
        gives: undefined,
        finds: [['dropped', 'PRODUCT_NOT_DOMINANT_CURRENCY']],
      },
      {
        product: { ...sale, saleEndsAt: builtAt },
        gives: undefined,
        silently: 'a sale that is over is no fault of the catalog',
      },
    ],
  },
  {
    attribute: 'sale_price_effective_date',
    field: 'g:sale_price_effective_date',
    valid: [
      {
        product: { ...sale, saleStartsAt: from, saleEndsAt: Date.UTC(2026, 10, 30, 22, 59) },
        gives: '2026-10-24T00:00+0200/2026-11-30T23:59+0100',
      },
      {
        product: { ...sale, saleStartsAt: from, saleEndsAt: Date.UTC(2026, 10, 30, 22, 59) },
        view: { timeZone: 'UTC' },
        gives: '2026-10-23T22:00+0000/2026-11-30T22:59+0000',
      },
      {
        product: { ...sale, saleStartsAt: Date.UTC(2026, 0, 1) },
        gives: '2026-01-01T01:00+0100/2027-01-01T01:00+0100',
      },
      { product: sale, gives: undefined },
    ],
    limit: [
      {
        at: {
          product: { ...sale, saleStartsAt: builtAt, saleEndsAt: builtAt + minuteMs },
          gives: '2026-11-21T13:00+0100/2026-11-21T13:01+0100',
        },
        beyond: {
          product: { ...sale, saleStartsAt: builtAt, saleEndsAt: builtAt },
          gives: undefined,
          finds: [['dropped', 'INVALID_SALE_DATES', 'g:sale_price']],
        },
      },
    ],
    invalid: [
      {
        product: { ...sale, saleStartsAt: builtAt + 2 * dayMs, saleEndsAt: builtAt + dayMs },
        gives: undefined,
        finds: [['dropped', 'INVALID_SALE_DATES', 'g:sale_price']],
      },
      {
        product: { ...sale, saleStartsAt: Number.NaN },
        gives: undefined,
        finds: [['dropped', 'INVALID_SALE_DATES', 'g:sale_price']],
      },
      {
        product: { ...sale, saleStartsAt: -1, saleEndsAt: builtAt + dayMs },
        gives: undefined,
        finds: [['dropped', 'INVALID_SALE_DATES', 'g:sale_price']],
      },
    ],
  },
]
