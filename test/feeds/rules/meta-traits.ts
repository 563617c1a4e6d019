/** Meta’s rules for a product’s categories, looks, delivery and labels. */
import { eur, usd } from './amounts.js'
import { customLabelRules } from './custom-labels.js'
import { cutBeyond, mostTextsBeyond, yarn } from './limits.js'
import type { Example, Limit, OfferedRule, Rule } from './rule.js'

const mostNumber = 4_294_967_295

const numbersAt = (place: number, number: string) => ({
  customNumbers: [...Array.from({ length: place }, () => ''), number],
})

const fiveNumbers: Limit = {
  at: { product: { customNumbers: ['1', '2', '3', '4', '5'] }, gives: '5' },
  beyond: {
    product: { customNumbers: ['1', '2', '3', '4', '5', '6'] },
    gives: '5',
    finds: [['dropped', 'TOO_MANY_VALUES']],
  },
}

const customNumberRules: readonly OfferedRule[] = [0, 1, 2, 3, 4].map((place) => ({
  attribute: `custom_number_${place}`,
  field: `custom_number_${place}`,
  valid: [
    { product: numbersAt(place, '42'), gives: '42' },
    { product: { customNumbers: ['1', '2', '3', '4', '5'] }, gives: String(place + 1) },
    { product: { customNumbers: ['', '', '', '', ''] }, gives: undefined },
  ],
  limit: [
    {
      at: { product: numbersAt(place, String(mostNumber)), gives: String(mostNumber) },
      beyond: {
        product: numbersAt(place, String(mostNumber + 1)),
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    },
    {
      at: { product: numbersAt(place, '0'), gives: '0' },
      beyond: {
        product: numbersAt(place, '-1'),
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    },
    ...(place === 4 ? [fiveNumbers] : []),
  ],
  invalid: [
    { product: numbersAt(place, 'many'), gives: undefined, finds: [['dropped', 'PROPERTY_VALUE_FORMAT']] },
    { product: numbersAt(place, '1.5'), gives: undefined, finds: [['dropped', 'PROPERTY_VALUE_FORMAT']] },
  ],
}))

export const metaTraits: readonly Rule[] = [
  {
    attribute: 'google_product_category',
    field: 'g:google_product_category',
    valid: [
      { product: { googleCategory: '1604' }, gives: '1604' },
      {
        product: { googleCategory: 'Apparel &amp; Accessories > Clothing' },
        gives: 'Apparel & Accessories > Clothing',
      },
    ],
    invalid: [{ product: { googleCategory: '<br>' }, gives: undefined, silently: 'it holds no words' }],
  },
  {
    attribute: 'fb_product_category',
    field: 'fb_product_category',
    valid: [
      { product: { metaCategory: '503' }, gives: '503' },
      { product: { metaCategory: 'Clothing > Women’s' }, gives: 'Clothing > Women’s' },
    ],
    invalid: [{ product: { metaCategory: '<br>' }, gives: undefined, silently: 'it holds no words' }],
  },
  {
    attribute: 'color',
    field: 'g:color',
    valid: [
      { product: { color: 'Navy/White' }, gives: 'Navy/White' },
      { product: { color: 'Navy/White/Red/Green' }, gives: 'Navy/White/Red/Green' },
      { product: { color: yarn(41) }, gives: yarn(41) },
    ],
    limit: [cutBeyond(200, (color) => ({ color }))],
    invalid: [{ product: { color: '<br>' }, gives: undefined, silently: 'it holds no words' }],
  },
  {
    attribute: 'material',
    field: 'g:material',
    valid: [{ product: { material: 'Wool/Silk' }, gives: 'Wool/Silk' }],
    limit: [cutBeyond(200, (material) => ({ material }))],
    invalid: [{ product: { material: '<br>' }, gives: undefined, silently: 'it holds no words' }],
  },
  {
    attribute: 'pattern',
    field: 'g:pattern',
    valid: [{ product: { pattern: 'Herringbone' }, gives: 'Herringbone' }],
    limit: [cutBeyond(100, (pattern) => ({ pattern }))],
    invalid: [{ product: { pattern: '<br>' }, gives: undefined, silently: 'it holds no words' }],
  },
  {
    attribute: 'gender',
    field: 'g:gender',
    valid: [
      { product: { gender: 'female' }, gives: 'female' },
      { product: { gender: 'male' }, gives: 'male' },
      { product: { gender: 'unisex' }, gives: 'unisex' },
    ],
    invalid: [
      { product: { gender: 'women' }, gives: undefined, finds: [['dropped', 'PROPERTY_VALUE_FORMAT']] },
    ],
  },
  {
    attribute: 'age_group',
    field: 'g:age_group',
    valid: ['adult', 'all ages', 'teen', 'kids', 'toddler', 'infant', 'newborn'].map(
      (ageGroup): Example => ({
        product: { ageGroup },
        gives: ageGroup,
      }),
    ),
    invalid: [
      { product: { ageGroup: 'pensioner' }, gives: undefined, finds: [['dropped', 'PROPERTY_VALUE_FORMAT']] },
    ],
  },
  {
    attribute: 'shipping',
    field: 'g:shipping',
    valid: [
      {
        product: { shipping: [{ country: 'US', region: 'NY', service: 'Ground', price: eur(999) }] },
        gives: { 'g:country': 'US', 'g:region': 'NY', 'g:service': 'Ground', 'g:price': '9.99 EUR' },
      },
      {
        product: { shipping: [{ country: 'PH', service: 'Air', price: eur(0) }] },
        gives: { 'g:country': 'PH', 'g:service': 'Air', 'g:price': '0.00 EUR' },
      },
    ],
    invalid: [
      {
        product: { shipping: [{ country: 'Philippines', price: eur(1) }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
      {
        product: { shipping: [{ country: 'PH', price: usd(1) }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  {
    attribute: 'shipping_weight',
    field: 'g:shipping_weight',
    valid: [
      { product: { shippingWeight: { value: 10, unit: 'kg' } }, gives: '10 kg' },
      { product: { shippingWeight: { value: 3.5, unit: 'LB' } }, gives: '3.5 lb' },
    ],
    invalid: [
      {
        product: { shippingWeight: { value: 1, unit: 't' } },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  {
    attribute: 'internal_label',
    field: 'internal_label',
    valid: [{ product: { internalLabels: ['Summer', 'outlet'] }, gives: ['summer', 'outlet'] }],
    limit: [
      mostTextsBeyond(
        5_000,
        (number) => `label ${number}`,
        (internalLabels) => ({ internalLabels }),
      ),
      cutBeyond(110, (label) => ({ internalLabels: [label] })),
    ],
    invalid: [
      { product: { internalLabels: ['', 'outlet'] }, gives: 'outlet', silently: 'it holds no words' },
    ],
  },
  ...customLabelRules,
  ...customNumberRules,
]
