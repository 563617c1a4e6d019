/** Meta’s rules for sizes, sales, groups of variants and further pictures. */
import { builtAt, dayMs, eur } from './amounts.js'
import { address, cutBeyond, droppedBeyond, listOf, mostTextsBeyond } from './limits.js'
import type { Rule } from './rule.js'

const sale = { salePrice: eur(9_900) }
const minuteMs = 60_000
const picture = (number: number) => `https://cdn.example/${number}.jpg`
/** An address of a hundred characters, some of which XML escapes. */
const long = (number: number) => `https://cdn.example/${number}.jpg?a=1&b=2`.padEnd(100, '&')

export const metaOffers: readonly Rule[] = [
  {
    attribute: 'size',
    field: 'g:size',
    valid: [{ product: { size: 'US 12' }, gives: 'US 12' }],
    limit: [cutBeyond(200, (size) => ({ size }))],
    invalid: [
      // Meta wants it without the word.
      { product: { size: 'Size M' }, gives: 'M', finds: [['changed', 'PROPERTY_VALUE_FORMAT']] },
    ],
  },
  {
    attribute: 'sale_price',
    field: 'g:sale_price',
    valid: [{ product: sale, gives: '99.00 EUR' }],
    limit: [
      {
        at: { product: { salePrice: eur(12_899) }, gives: '128.99 EUR' },
        beyond: {
          product: { salePrice: eur(12_900) },
          gives: undefined,
          finds: [['dropped', 'INVALID_SALE_PRICE']],
        },
      },
    ],
    invalid: [
      { product: { salePrice: eur(0) }, gives: undefined, finds: [['dropped', 'INVALID_SALE_PRICE']] },
      {
        product: { ...sale, saleEndsAt: builtAt - dayMs },
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
        product: {
          ...sale,
          saleStartsAt: Date.UTC(2026, 9, 23, 22),
          saleEndsAt: Date.UTC(2026, 10, 30, 22, 59),
        },
        gives: '2026-10-24T00:00+02:00/2026-11-30T23:59+01:00',
      },
      { product: sale, gives: undefined },
    ],
    limit: [
      {
        at: {
          product: { ...sale, saleStartsAt: builtAt, saleEndsAt: builtAt + minuteMs },
          gives: '2026-11-21T13:00+01:00/2026-11-21T13:01+01:00',
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
    ],
  },
  {
    attribute: 'item_group_id',
    field: 'g:item_group_id',
    valid: [{ product: { groupId: 'AMC' }, view: { idPrefix: 'de_' }, gives: 'de_AMC' }],
    limit: [droppedBeyond(100, (groupId) => ({ groupId }))],
    invalid: [
      {
        product: { groupId: '\u0000' },
        gives: undefined,
        silently: 'it holds no character that an id may have',
      },
    ],
  },
  {
    attribute: 'status',
    field: 'status',
    valid: [
      { product: { status: 'active' }, gives: 'active' },
      { product: { status: 'Archived' }, gives: 'archived' },
    ],
    invalid: [
      { product: { status: 'hidden' }, gives: undefined, finds: [['dropped', 'PROPERTY_VALUE_FORMAT']] },
    ],
  },
  {
    attribute: 'additional_image_link',
    field: 'g:additional_image_link',
    valid: [{ product: { additionalImageLinks: listOf(2, picture) }, gives: listOf(2, picture) }],
    limit: [
      mostTextsBeyond(20, picture, (additionalImageLinks) => ({ additionalImageLinks })),
      {
        at: { product: { additionalImageLinks: listOf(20, long) }, gives: listOf(20, long) },
        beyond: {
          product: { additionalImageLinks: [...listOf(19, long), address(101)] },
          gives: listOf(19, long),
          finds: [['dropped', 'TOO_MANY_VALUES']],
        },
      },
    ],
    invalid: [
      {
        product: { additionalImageLinks: ['/1.webp', '/2.jpg'] },
        gives: 'https://shop.example/2.jpg',
        finds: [['dropped', 'INVALID_IMAGES']],
      },
      {
        product: { additionalImageLinks: ['data:image/png;base64,AA'] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
]
