/** What Google's feed must say of a seeded product. */
import type { SeededAttributes } from './attributes/index.js'
import type { Fields, Item } from './expected.js'
import { sharedFields } from './expected-shared.js'
import { amount, each, inBerlin, measure, saleFields, some, wordsWithin, yesNo } from './expected-texts.js'
import type { SeededProduct } from './seeded-product.js'

export function googleFields(item: Item, product: SeededProduct, of: SeededAttributes): Fields {
  return [
    ...sharedFields(item, product, of),
    ['g:title', wordsWithin(product.title.words, 150)],
    ...availabilityFields(product, of),
    ...saleFields(product.sale, item.price, ''),
    ...some('g:item_group_id', product.groupId),
    ['g:canonical_link', of.canonicalLink],
    ['g:ads_redirect', of.adsRedirect],
    ...each('g:lifestyle_image_link', of.lifestyleImageLinks),
    ...each('g:video_link', of.videoLinks),
    ...each('g:document_link', of.documentLinks),
    ['g:virtual_model_link', of.virtualModelLink],
    ['g:expiration_date', inBerlin(of.expiresAt)],
    ['g:disclosure_date', inBerlin(of.disclosedAt)],
    ['g:pause', of.pause],
    ...priceFields(of),
    ...kindFields(of),
    ...contentFields(of),
    ...deliveryFields(of),
    ...campaignFields(of),
  ]
}

function availabilityFields(
  { availability, quantity }: SeededProduct,
  { availableAt }: SeededAttributes,
): Fields {
  const known = availability ?? (quantity === 0 ? 'out_of_stock' : 'in_stock')
  const comes = known === 'preorder' || known === 'backorder'
  return [
    ['g:availability', known],
    ...some('g:availability_date', comes ? inBerlin(availableAt) : undefined),
  ]
}

function priceFields(of: SeededAttributes): Fields {
  return [
    ['g:maximum_retail_price', amount(of.maximumRetailPrice)],
    ['g:cost_of_goods_sold', amount(of.costOfGoods)],
    ['g:auto_pricing_min_price', amount(of.lowestAutoPrice)],
    ['g:unit_pricing_measure', measure(of.unitMeasure)],
    ['g:unit_pricing_base_measure', measure(of.unitBase)],
    ...of.installments.map(({ months, amount: part, downpayment, creditType = '' }) =>
      element('g:installment', {
        'g:months': String(months),
        'g:amount': amount(part),
        'g:downpayment': amount(downpayment),
        'g:credit_type': creditType,
      }),
    ),
    ...of.subscription.map(({ period = '', periodLength, amount: part }) =>
      element('g:subscription_cost', {
        'g:period': period,
        'g:period_length': String(periodLength),
        'g:amount': amount(part),
      }),
    ),
    ...of.loyaltyPoints.map(({ name = '', value, ratio = '' }) =>
      element('g:loyalty_points', { 'g:name': name, 'g:points_value': String(value), 'g:ratio': ratio }),
    ),
    ...of.loyaltyPrograms.map(({ program = '', tier = '', price, points }) =>
      element('g:loyalty_program', {
        'g:program_label': program,
        'g:tier_label': tier,
        'g:price': amount(price),
        'g:loyalty_points': String(points),
      }),
    ),
    ...of.minimumOrders.map(({ country = '', service = '', price }) =>
      element('g:minimum_order_value', {
        'g:country': country,
        'g:service': service,
        'g:price': amount(price),
      }),
    ),
    ...of.freeShippingFrom.map(({ country = '', price }) =>
      element('g:free_shipping_threshold', { 'g:country': country, 'g:price_threshold': amount(price) }),
    ),
  ]
}

function kindFields(of: SeededAttributes): Fields {
  return [
    ['g:identifier_exists', yesNo(of.identifierExists)],
    ['g:external_seller_id', of.sellerId],
    ['g:adult', yesNo(of.isAdult)],
    ['g:is_bundle', yesNo(of.isBundle)],
    ['g:multipack', String(of.multipack)],
    ...each('g:size_type', of.sizeTypes),
    ['g:size_system', of.sizeSystem],
    ...of.variantOptions.map(({ name = '', value = '' }) =>
      element('g:variant_option', { 'g:name': name, 'g:value': value }),
    ),
    ['g:item_group_title', of.groupTitle],
  ]
}

function contentFields(of: SeededAttributes): Fields {
  return [
    ...of.details.map(({ section = '', name = '', value = '' }) =>
      element('g:product_detail', {
        'g:section_name': section,
        'g:attribute_name': name,
        'g:attribute_value': value,
      }),
    ),
    ...each('g:product_highlight', of.highlights),
    ...of.questions.map(({ question = '', answer = '' }) =>
      element('g:question_and_answer', { 'g:question': question, 'g:answer': answer }),
    ),
    ...of.relatedProducts.map(({ id = '', kind = '' }) =>
      element('g:related_product', {
        'g:relationship_type': kind,
        'g:identifier_type': 'id',
        'g:identifier': id,
      }),
    ),
    ['g:popularity_rank', String(of.popularityRank)],
    ['g:product_length', measure(of.length)],
    ['g:product_width', measure(of.width)],
    ['g:product_height', measure(of.height)],
    ['g:product_weight', measure(of.weight)],
  ]
}

function deliveryFields(of: SeededAttributes): Fields {
  return [
    ...of.shipping.map(shippingField),
    ['g:shipping_label', of.shippingLabel],
    ['g:shipping_length', measure(of.shippingLength)],
    ['g:shipping_width', measure(of.shippingWidth)],
    ['g:shipping_height', measure(of.shippingHeight)],
    ['g:ships_from_country', of.shipsFrom],
    ['g:min_handling_time', String(of.minHandlingDays)],
    ['g:max_handling_time', String(of.maxHandlingDays)],
    ['g:transit_time_label', of.transitTimeLabel],
    ['g:return_policy_label', of.returnPolicyLabel],
    ...of.certifications.map(({ authority = '', name = '', code = '' }) =>
      element('g:certification', {
        'g:certification_authority': authority,
        'g:certification_name': name,
        'g:certification_code': code,
      }),
    ),
    ['g:energy_efficiency_class', of.energyClass],
    ['g:min_energy_efficiency_class', of.minEnergyClass],
    ['g:max_energy_efficiency_class', of.maxEnergyClass],
  ]
}

function shippingField(rate: SeededAttributes['shipping'][number]): Fields[number] {
  return [
    'g:shipping',
    [
      ...some('g:country', rate.country),
      ...some('g:region', rate.region),
      ...some('g:postal_code', rate.postalCode),
      ...some('g:service', rate.service),
      ['g:price', amount(rate.price)],
      ['g:min_handling_time', String(rate.minHandlingDays)],
      ['g:max_handling_time', String(rate.maxHandlingDays)],
      ['g:min_transit_time', String(rate.minTransitDays)],
      ['g:max_transit_time', String(rate.maxTransitDays)],
    ],
  ]
}

function campaignFields(of: SeededAttributes): Fields {
  return [
    ...each('g:promotion_id', of.promotionIds),
    ...each('g:ads_labels', of.adsLabels),
    ['g:ads_grouping', of.adsGrouping],
    ...each('g:included_destination', of.includedDestinations),
    ...each('g:excluded_destination', of.excludedDestinations),
    ...each('g:shopping_ads_excluded_country', of.excludedAdsCountries),
  ]
}

const element = (name: string, parts: Readonly<Record<string, string>>) =>
  [name, Object.entries(parts)] as const
