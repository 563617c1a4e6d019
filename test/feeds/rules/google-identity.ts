/** Google’s rules for what a product is: its category, its identifiers, its condition. */
import { gtinOf, wrongGtin } from './gtins.js'
import { cutBeyond, droppedBeyond, mostTextsBeyond } from './limits.js'
import type { Fault, Rule } from './rule.js'

const noFlag = 'no' as unknown as boolean
const anonymous = { brand: undefined, gtin: undefined, mpn: undefined }

export const googleIdentity: readonly Rule[] = [
  {
    attribute: 'google_product_category',
    field: 'g:google_product_category',
    valid: [
      { product: { googleCategory: '1604' }, gives: '1604' },
      {
        product: { googleCategory: 'Apparel &amp; Accessories &gt; Clothing' },
        gives: 'Apparel & Accessories > Clothing',
      },
    ],
    invalid: [
      // A line of the taxonomy’s file; Google takes the id or the path, not both.
      {
        product: { googleCategory: '1604 - Apparel & Accessories > Clothing' },
        gives: '1604',
        finds: [['changed', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  {
    attribute: 'product_type',
    field: 'g:product_type',
    valid: [
      { product: { productType: ['Clothing', 'Knitwear'] }, gives: 'Clothing > Knitwear' },
      {
        product: {
          productType: ['Clothing', 'Knitwear'],
          furtherProductTypes: [['Gifts'], ['New', 'Winter']],
        },
        gives: ['Clothing > Knitwear', 'Gifts', 'New > Winter'],
      },
    ],
    limit: [
      cutBeyond(750, (level) => ({ productType: [level] })),
      mostTextsBeyond(
        5,
        (number) => `Shelf ${number}`,
        ([first = '', ...others]) => ({
          productType: [first],
          furtherProductTypes: others.map((level) => [level]),
        }),
      ),
      {
        at: {
          product: { productType: ['x'.repeat(370), 'y'.repeat(377)] },
          gives: `${'x'.repeat(370)} > ${'y'.repeat(377)}`,
        },
        beyond: {
          product: { productType: ['x'.repeat(370), 'y'.repeat(378)] },
          gives: 'x'.repeat(370),
          finds: [['shortened', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH']],
        },
      },
    ],
    invalid: [
      {
        product: { productType: ['<br>'] },
        gives: undefined,
        silently: 'a category without a name says nothing that could be lost',
      },
    ],
  },
  {
    attribute: 'brand',
    field: 'g:brand',
    valid: [
      { product: { brand: 'Alpine &amp; Co' }, gives: 'Alpine & Co' },
      { product: { brand: undefined }, gives: undefined },
    ],
    limit: [cutBeyond(70, (brand) => ({ brand }))],
    invalid: ['N/A', 'none', 'Unknown', '-', 'n.a.', 'No brand', 'generic'].map(
      (brand): Fault => ({
        product: { brand },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      }),
    ),
  },
  {
    attribute: 'gtin',
    field: 'g:gtin',
    valid: [
      { product: { gtin: '4006381333931' }, gives: '4006381333931' },
      { product: { gtin: '400-6381 333931' }, gives: '4006381333931' },
      { product: { gtin: gtinOf(1, 8) }, gives: gtinOf(1, 8) },
      { product: { gtin: gtinOf(1, 12) }, gives: gtinOf(1, 12) },
      { product: { gtin: gtinOf(1, 14) }, gives: gtinOf(1, 14) },
      { product: { gtin: gtinOf(1), furtherGtins: [gtinOf(2)] }, gives: [gtinOf(1), gtinOf(2)] },
    ],
    limit: [
      mostTextsBeyond(10, gtinOf, ([gtin, ...furtherGtins]) => ({ gtin, furtherGtins })),
      {
        at: { product: { gtin: gtinOf(1, 14) }, gives: gtinOf(1, 14) },
        beyond: { product: { gtin: gtinOf(1, 15) }, gives: undefined, finds: [['dropped', 'INVALID_GTIN']] },
      },
    ],
    invalid: [
      { product: { gtin: wrongGtin(1) }, gives: undefined, finds: [['dropped', 'INVALID_GTIN']] },
      { product: { gtin: '0000000000000' }, gives: undefined, finds: [['dropped', 'INVALID_GTIN']] },
      { product: { gtin: 'SKU-1' }, gives: undefined, finds: [['dropped', 'INVALID_GTIN']] },
      {
        product: { gtin: gtinOf(1), furtherGtins: [wrongGtin(2), gtinOf(3)] },
        gives: [gtinOf(1), gtinOf(3)],
        finds: [['dropped', 'INVALID_GTIN']],
      },
    ],
  },
  {
    attribute: 'mpn',
    field: 'g:mpn',
    valid: [{ product: { mpn: ' AMC-1042 ' }, gives: 'AMC-1042' }],
    limit: [droppedBeyond(70, (mpn) => ({ mpn }))],
    invalid: [
      { product: { mpn: ' \u0000' }, gives: undefined, silently: 'it holds no character that can be read' },
    ],
  },
  {
    attribute: 'identifier_exists',
    field: 'g:identifier_exists',
    valid: [
      { product: { brand: 'Alpine', mpn: 'AMC-1042' }, gives: undefined },
      { product: { ...anonymous, gtin: gtinOf(1) }, gives: undefined },
      { product: { ...anonymous, furtherGtins: [gtinOf(1)] }, gives: undefined },
      { product: { ...anonymous, brand: 'Alpine' }, gives: 'no' },
      { product: { ...anonymous, mpn: 'AMC-1042' }, gives: 'no' },
      { product: { ...anonymous, identifierExists: true }, gives: 'yes' },
      { product: { brand: 'Alpine', mpn: 'AMC-1042', identifierExists: false }, gives: 'no' },
    ],
    invalid: [
      {
        product: { ...anonymous, brand: 'Alpine', gtin: wrongGtin(1) },
        gives: 'no',
        finds: [['dropped', 'INVALID_GTIN', 'g:gtin']],
      },
      {
        product: { ...anonymous, brand: 'N/A', mpn: 'AMC-1042' },
        gives: 'no',
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT', 'g:brand']],
      },
      // The pair is not told, so it does not exist for Google.
      {
        product: { ...anonymous, brand: 'Alpine', mpn: 'x'.repeat(71) },
        gives: 'no',
        finds: [['dropped', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH', 'g:mpn']],
      },
    ],
  },
  {
    attribute: 'condition',
    field: 'g:condition',
    valid: [
      { product: { condition: 'new' }, gives: 'new' },
      { product: { condition: 'refurbished' }, gives: 'refurbished' },
      { product: { condition: 'used' }, gives: 'used' },
    ],
    invalid: [
      {
        product: { condition: 'mint' as 'new' },
        gives: undefined,
        finds: [
          ['dropped', 'PROPERTY_VALUE_FORMAT'],
          ['leftOut', 'EMPTY_CONDITION'],
        ],
      },
    ],
  },
  {
    attribute: 'adult',
    field: 'g:adult',
    valid: [
      { product: { isAdult: true }, gives: 'yes' },
      { product: { isAdult: false }, gives: 'no' },
    ],
    invalid: [
      { product: { isAdult: noFlag }, gives: undefined, finds: [['dropped', 'PROPERTY_VALUE_FORMAT']] },
    ],
  },
  {
    attribute: 'is_bundle',
    field: 'g:is_bundle',
    valid: [
      { product: { isBundle: true }, gives: 'yes' },
      { product: { isBundle: false }, gives: 'no' },
    ],
    invalid: [
      { product: { isBundle: noFlag }, gives: undefined, finds: [['dropped', 'PROPERTY_VALUE_FORMAT']] },
    ],
  },
  {
    attribute: 'multipack',
    field: 'g:multipack',
    valid: [{ product: { multipack: 6 }, gives: '6' }],
    limit: [
      {
        at: { product: { multipack: 0 }, gives: '0' },
        beyond: {
          product: { multipack: -1 },
          gives: undefined,
          finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
        },
      },
    ],
    invalid: [
      { product: { multipack: 1.5 }, gives: undefined, finds: [['dropped', 'PROPERTY_VALUE_FORMAT']] },
    ],
  },
]
