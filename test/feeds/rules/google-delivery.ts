/** Google’s rules for how a product is sent and taken back. */
import type { Measure, Product } from '../../../feeds/catalog/product.js'
import { eur, usd } from './amounts.js'
import { cutBeyond, mostBeyond } from './limits.js'
import type { OfferedRule, Rule } from './rule.js'

const accountWide = 'Shops set it once for the whole account, and a catalog of products does not hold it.'
const noLonger = 'Google has taken the attribute out of its specification.'

const parcelRule = (
  attribute: string,
  [value, unit]: readonly [number, string],
  put: (measure: Measure) => Partial<Product>,
): OfferedRule => ({
  attribute,
  field: `g:${attribute}`,
  valid: [{ product: put({ value, unit }), gives: `${value} ${unit}` }],
  invalid: [
    {
      product: put({ value: -1, unit }),
      gives: undefined,
      finds: [['dropped', 'PROPERTY_VALUE_NON_POSITIVE']],
    },
    {
      product: put({ value, unit: 'pallets' }),
      gives: undefined,
      finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
    },
  ],
})

const daysRule = (attribute: string, put: (days: number) => Partial<Product>): OfferedRule => ({
  attribute,
  field: `g:${attribute}`,
  valid: [
    { product: put(0), gives: '0' },
    { product: put(3), gives: '3' },
  ],
  invalid: [
    { product: put(-1), gives: undefined, finds: [['dropped', 'PROPERTY_VALUE_FORMAT']] },
    { product: put(1.5), gives: undefined, finds: [['dropped', 'PROPERTY_VALUE_FORMAT']] },
  ],
})

export const googleDelivery: readonly Rule[] = [
  {
    attribute: 'shipping',
    field: 'g:shipping',
    valid: [
      { product: { shipping: [{ price: eur(490) }] }, gives: { 'g:country': 'DE', 'g:price': '4.90 EUR' } },
      {
        product: {
          shipping: [
            { country: 'us', region: 'MA', service: 'Ground', price: eur(0) },
            { country: 'US', postalCode: '94043', price: eur(650) },
            { country: 'US', locationId: '21137', price: eur(650) },
            { country: 'US', locationGroup: 'west coast', price: eur(650) },
          ],
        },
        gives: [
          { 'g:country': 'US', 'g:region': 'MA', 'g:service': 'Ground', 'g:price': '0.00 EUR' },
          { 'g:country': 'US', 'g:postal_code': '94043', 'g:price': '6.50 EUR' },
          { 'g:country': 'US', 'g:location_id': '21137', 'g:price': '6.50 EUR' },
          { 'g:country': 'US', 'g:location_group_name': 'west coast', 'g:price': '6.50 EUR' },
        ],
      },
      {
        product: {
          shipping: [{ minHandlingDays: 0, maxHandlingDays: 1, minTransitDays: 2, maxTransitDays: 5 }],
        },
        gives: {
          'g:country': 'DE',
          'g:min_handling_time': '0',
          'g:max_handling_time': '1',
          'g:min_transit_time': '2',
          'g:max_transit_time': '5',
        },
      },
    ],
    limit: [
      mostBeyond(
        100,
        (number) => ({ country: 'DE', postalCode: String(10_000 + number), price: eur(490) }),
        (shipping) => ({ shipping }),
        ({ country, postalCode }) => ({
          'g:country': country,
          'g:postal_code': postalCode,
          'g:price': '4.90 EUR',
        }),
      ),
    ],
    invalid: [
      {
        product: { shipping: [{ country: 'Germany', price: eur(490) }, { price: eur(500) }] },
        gives: { 'g:country': 'DE', 'g:price': '5.00 EUR' },
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
      {
        product: { shipping: [{ country: 'DE', price: usd(490) }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
      {
        product: { shipping: [{ country: 'DE', price: eur(-490) }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
      {
        product: { shipping: [{ country: 'DE', price: eur(490), maxTransitDays: -2 }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
      // A rate is for one place; told for the region, what holds for a postal code would be false.
      {
        product: { shipping: [{ country: 'US', region: 'MA', postalCode: '02110', price: eur(490) }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  {
    attribute: 'shipping_label',
    field: 'g:shipping_label',
    valid: [{ product: { shippingLabel: 'bulky' }, gives: 'bulky' }],
    limit: [cutBeyond(100, (shippingLabel) => ({ shippingLabel }))],
    invalid: [{ product: { shippingLabel: '\u0000' }, gives: undefined, silently: 'it holds no words' }],
  },
  {
    attribute: 'return_policy_label',
    field: 'g:return_policy_label',
    valid: [{ product: { returnPolicyLabel: 'final sale' }, gives: 'final sale' }],
    limit: [cutBeyond(100, (returnPolicyLabel) => ({ returnPolicyLabel }))],
    invalid: [{ product: { returnPolicyLabel: '\u0000' }, gives: undefined, silently: 'it holds no words' }],
  },
  {
    attribute: 'transit_time_label',
    field: 'g:transit_time_label',
    valid: [{ product: { transitTimeLabel: 'from Berlin' }, gives: 'from Berlin' }],
    invalid: [{ product: { transitTimeLabel: '\u0000' }, gives: undefined, silently: 'it holds no words' }],
  },
  parcelRule('shipping_weight', [1.2, 'kg'], (shippingWeight) => ({ shippingWeight })),
  parcelRule('shipping_length', [40, 'cm'], (shippingLength) => ({ shippingLength })),
  parcelRule('shipping_width', [30, 'cm'], (shippingWidth) => ({ shippingWidth })),
  parcelRule('shipping_height', [12, 'in'], (shippingHeight) => ({ shippingHeight })),
  daysRule('min_handling_time', (minHandlingDays) => ({ minHandlingDays })),
  daysRule('max_handling_time', (maxHandlingDays) => ({ maxHandlingDays })),
  { attribute: 'carrier_shipping', omitted: accountWide },
  { attribute: 'handling_cutoff_time', omitted: accountWide },
  { attribute: 'shipping_*_business_days', omitted: accountWide },
  { attribute: 'returns', omitted: accountWide },
  {
    attribute: 'ships_from_country',
    field: 'g:ships_from_country',
    valid: [{ product: { shipsFrom: ' at' }, gives: 'AT' }],
    invalid: [
      { product: { shipsFrom: 'Austria' }, gives: undefined, finds: [['dropped', 'PROPERTY_VALUE_FORMAT']] },
    ],
  },
  { attribute: 'tax', omitted: noLonger },
  { attribute: 'tax_category', omitted: noLonger },
]
