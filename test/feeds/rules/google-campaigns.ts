/** Google’s rules for what the law asks of a product, and for how and where it is advertised. */
import type { Product } from '../../../feeds/catalog/product.js'
import { builtAt, dayMs } from './amounts.js'
import { customLabelRules } from './custom-labels.js'
import type { OfferedRule, Rule } from './rule.js'

const energyRule = (attribute: string, put: (grade: string) => Partial<Product>): OfferedRule => ({
  attribute,
  field: `g:${attribute}`,
  valid: [
    { product: put('A+++'), gives: 'A+++' },
    { product: put('g'), gives: 'G' },
  ],
  invalid: [{ product: put('H'), gives: undefined, finds: [['dropped', 'PROPERTY_VALUE_FORMAT']] }],
})

export const googleCampaigns: readonly Rule[] = [
  {
    attribute: 'certification',
    field: 'g:certification',
    valid: [
      {
        product: { certifications: [{ authority: 'EC', name: 'EPREL', code: '123456' }] },
        gives: {
          'g:certification_authority': 'EC',
          'g:certification_name': 'EPREL',
          'g:certification_code': '123456',
        },
      },
      {
        product: {
          certifications: [{ authority: 'ademe', name: 'VEHICLE_ENERGY_EFFICIENCY', code: '1', value: 'A' }],
        },
        gives: {
          'g:certification_authority': 'ADEME',
          'g:certification_name': 'VEHICLE_ENERGY_EFFICIENCY',
          'g:certification_code': '1',
          'g:certification_value': 'A',
        },
      },
    ],
    invalid: [
      {
        product: { certifications: [{ authority: 'TÜV', name: 'EPREL', code: '123456' }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
      {
        product: { certifications: [{ authority: 'EC', name: 'EPREL' }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_MISSING']],
      },
    ],
  },
  energyRule('energy_efficiency_class', (energyClass) => ({ energyClass })),
  energyRule('min_energy_efficiency_class', (minEnergyClass) => ({ minEnergyClass })),
  energyRule('max_energy_efficiency_class', (maxEnergyClass) => ({ maxEnergyClass })),
  ...customLabelRules,
  {
    attribute: 'promotion_id',
    field: 'g:promotion_id',
    valid: [{ product: { promotionIds: ['WINTER', 'FREE_SHIPPING'] }, gives: ['WINTER', 'FREE_SHIPPING'] }],
    invalid: [
      {
        product: { promotionIds: ['x'.repeat(51), 'WINTER'] },
        gives: 'WINTER',
        finds: [['dropped', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH']],
      },
    ],
  },
  {
    attribute: 'ads_labels',
    field: 'g:ads_labels',
    valid: [{ product: { adsLabels: ['high margin', 'new'] }, gives: ['high margin', 'new'] }],
    invalid: [{ product: { adsLabels: ['', 'new'] }, gives: 'new', silently: 'it holds no words' }],
  },
  {
    attribute: 'ads_grouping',
    field: 'g:ads_grouping',
    valid: [{ product: { adsGrouping: 'knitwear' }, gives: 'knitwear' }],
    invalid: [{ product: { adsGrouping: '<br>' }, gives: undefined, silently: 'it holds no words' }],
  },
  {
    attribute: 'display_ads_*',
    omitted:
      'They tell remarketing ads of a second title, link and id; the product’s own ones stand in where none are told.',
  },
  {
    attribute: 'included_destination',
    field: 'g:included_destination',
    valid: [
      {
        product: { includedDestinations: ['Shopping_ads', 'Free_listings'] },
        gives: ['Shopping_ads', 'Free_listings'],
      },
    ],
    invalid: [
      {
        product: { includedDestinations: ['x'.repeat(101)] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH']],
      },
    ],
  },
  {
    attribute: 'excluded_destination',
    field: 'g:excluded_destination',
    valid: [{ product: { excludedDestinations: ['Display_ads'] }, gives: 'Display_ads' }],
    invalid: [
      {
        product: { excludedDestinations: ['x'.repeat(101), 'Display_ads'] },
        gives: 'Display_ads',
        finds: [['dropped', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH']],
      },
    ],
  },
  {
    attribute: 'shopping_ads_excluded_country',
    field: 'g:shopping_ads_excluded_country',
    valid: [{ product: { excludedAdsCountries: ['ch', 'AT'] }, gives: ['CH', 'AT'] }],
    invalid: [
      {
        product: { excludedAdsCountries: ['Switzerland', 'AT'] },
        gives: 'AT',
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  {
    attribute: 'pause',
    field: 'g:pause',
    valid: [
      { product: { pause: 'ads' }, gives: 'ads' },
      { product: { pause: 'all' }, gives: 'all' },
    ],
    invalid: [
      { product: { pause: 'feeds' }, gives: undefined, finds: [['dropped', 'PROPERTY_VALUE_FORMAT']] },
    ],
  },
  {
    attribute: 'external_seller_id',
    field: 'g:external_seller_id',
    valid: [{ product: { sellerId: 'seller-7' }, gives: 'seller-7' }],
    invalid: [
      {
        product: { sellerId: 'x'.repeat(51) },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH']],
      },
    ],
  },
  {
    attribute: 'expiration_date',
    field: 'g:expiration_date',
    valid: [{ product: { expiresAt: Date.UTC(2026, 11, 23, 23) }, gives: '2026-12-24T00:00+0100' }],
    invalid: [
      { product: { expiresAt: builtAt - dayMs }, gives: undefined, finds: [['leftOut', 'PRODUCT_EXPIRED']] },
      { product: { expiresAt: Number.NaN }, gives: undefined, finds: [['dropped', 'PROPERTY_VALUE_FORMAT']] },
    ],
  },
  {
    attribute: 'disclosure_date',
    field: 'g:disclosure_date',
    valid: [{ product: { disclosedAt: Date.UTC(2026, 11, 1) }, gives: '2026-12-01T01:00+0100' }],
    invalid: [
      {
        product: { disclosedAt: Number.NaN },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
]
