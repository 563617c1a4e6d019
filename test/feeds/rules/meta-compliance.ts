/** Meta’s rules for the price of a unit, for stock, and for what the law asks. */
import type { Product } from '../../../feeds/catalog/product.js'
import { eur } from './amounts.js'
import type { OfferedRule, Rule } from './rule.js'

const wordsRule = (attribute: string, put: (text: string) => Partial<Product>): OfferedRule => ({
  attribute,
  field: attribute,
  valid: [{ product: put('Alpine &amp; Co,\n1 High Street'), gives: 'Alpine & Co, 1 High Street' }],
  invalid: [{ product: put('<br>'), gives: undefined, silently: 'it holds no words' }],
})

export const metaCompliance: readonly Rule[] = [
  {
    attribute: 'unit_price',
    field: 'unit_price',
    valid: [
      {
        product: { unitMeasure: { value: 500, unit: 'g' }, unitBase: { value: 1, unit: 'kg' } },
        gives: { value: '258.00', currency: 'EUR', unit: 'kg' },
      },
      {
        product: { unitMeasure: { value: 6, unit: 'pieces' } },
        gives: { value: '21.50', currency: 'EUR', unit: 'ct' },
      },
      {
        product: { price: eur(10_000), taxToAdd: { DE: '19' }, unitMeasure: { value: 2, unit: 'l' } },
        gives: { value: '59.50', currency: 'EUR', unit: 'l' },
      },
      { product: { unitBase: { value: 1, unit: 'kg' } }, gives: undefined },
    ],
    invalid: [
      {
        product: { unitMeasure: { value: 500, unit: 'g' }, unitBase: { value: 1, unit: 'l' } },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
      {
        product: { unitMeasure: { value: 0, unit: 'g' }, unitBase: { value: 1, unit: 'kg' } },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  {
    attribute: 'quantity_to_sell_on_facebook',
    field: 'quantity_to_sell_on_facebook',
    valid: [
      { product: { quantity: 75 }, gives: '75' },
      { product: { quantity: 0, availability: 'out_of_stock' }, gives: '0' },
      { product: { quantity: undefined }, gives: undefined },
    ],
    limit: [
      {
        at: { product: { quantity: 1 }, gives: '1' },
        beyond: {
          product: { quantity: 0 },
          gives: '0',
          finds: [['advised', 'INVENTORY_ZERO_AVAILABILITY_IN_STOCK']],
        },
      },
    ],
    invalid: [
      { product: { quantity: 1.5 }, gives: undefined, finds: [['dropped', 'PROPERTY_VALUE_FORMAT']] },
      {
        product: { quantity: -3, availability: 'out_of_stock' },
        gives: '0',
        silently: 'a shop that has sold more than it had has none',
      },
    ],
  },
  {
    attribute: 'disabled_capabilities',
    field: 'disabled_capabilities',
    valid: [
      { product: { disabledCapabilities: ['whatsapp', 'mini_shops'] }, gives: ['whatsapp', 'mini_shops'] },
    ],
    invalid: [
      {
        product: { disabledCapabilities: ['x'.repeat(101), 'whatsapp'] },
        gives: 'whatsapp',
        finds: [['dropped', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH']],
      },
    ],
  },
  {
    attribute: 'origin_country',
    field: 'origin_country',
    valid: [{ product: { originCountry: 'in' }, gives: 'IN' }],
    invalid: [
      {
        product: { originCountry: 'India' },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  wordsRule('importer_name', (importerName) => ({ importerName })),
  wordsRule('importer_address', (importerAddress) => ({ importerAddress })),
  wordsRule('manufacturer_info', (manufacturerInfo) => ({ manufacturerInfo })),
  {
    attribute: 'wa_compliance_category',
    field: 'wa_compliance_category',
    valid: [{ product: { complianceCategory: 'COUNTRY_ORIGIN_EXEMPT' }, gives: 'COUNTRY_ORIGIN_EXEMPT' }],
    invalid: [
      {
        product: { complianceCategory: 'x'.repeat(101) },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH']],
      },
    ],
  },
]
