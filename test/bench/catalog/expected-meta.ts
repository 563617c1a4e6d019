/** What Meta's feed must say of a seeded product. */
import type { SeededAttributes } from './attributes/index.js'
import { thousandthsOf } from './attributes/offer.js'
import type { Fields, Item } from './expected.js'
import { sharedFields } from './expected-shared.js'
import { amount, each, inBerlin, saleFields, some, wordsWithin } from './expected-texts.js'
import type { SeededProduct } from './seeded-product.js'

export function metaFields(item: Item, product: SeededProduct, of: SeededAttributes, prefix: string): Fields {
  const { price } = item
  return [
    ...sharedFields(item, product, of),
    ['g:title', wordsWithin(product.title.words, 200)],
    ['g:availability', availabilityOf(product)],
    ...saleFields(product.sale, price, ':'),
    ['g:expiration_date', inBerlin(of.expiresAt).slice(0, 10)],
    ...some('g:item_group_id', product.groupId && prefix + product.groupId),
    ...of.variantOptions.map(
      ({ name = '', value = '' }) =>
        [
          'additional_variant_attribute',
          [
            ['label', name],
            ['value', value],
          ],
        ] as const,
    ),
    ...of.shipping.map(
      ({ country, region, service, price }) =>
        [
          'g:shipping',
          [
            ...some('g:country', country),
            ...some('g:region', region),
            ...some('g:service', service),
            ['g:price', amount(price)],
          ],
        ] as const,
    ),
    ['short_description', of.shortDescription],
    ['rich_text_description', of.richDescription],
    ['fb_product_category', of.metaCategory],
    ['status', of.status],
    ...some('quantity_to_sell_on_facebook', product.quantity?.toString()),
    ...of.videoLinks.map((url) => ['video', [['url', url]]] as const),
    ['unit_price', unitPrice(price, of)],
    ...each('internal_label', of.internalLabels),
    ...of.customNumbers.map((number, at) => [`custom_number_${at}`, number] as const),
    ['vendor_id', of.vendorId],
    ...each('disabled_capabilities', of.disabledCapabilities),
    ['origin_country', of.originCountry],
    ['importer_name', of.importerName],
    ['importer_address', of.importerAddress],
    ['manufacturer_info', of.manufacturerInfo],
    ['wa_compliance_category', of.complianceCategory],
  ]
}

/** Two words, and what can be ordered is in stock. */
function availabilityOf({ availability, quantity }: SeededProduct): string {
  const known = availability ?? (quantity === 0 ? 'out_of_stock' : 'in_stock')
  return known === 'out_of_stock' ? 'out of stock' : 'in stock'
}

function unitPrice(price: number, { unitMeasure, unitBase }: SeededAttributes): Fields {
  const cents = Math.round((price * 1_000) / thousandthsOf(unitMeasure))
  return [
    ['value', (cents / 100).toFixed(2)],
    ['currency', 'EUR'],
    ['unit', unitBase.unit],
  ]
}
