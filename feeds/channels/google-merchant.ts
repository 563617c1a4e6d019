/** Google Merchant Center: the product data of ads and free listings, field by field as its specification lists them. */
import { defineChannel, type Field, optional, parts, repeated, required } from '../engine/channel.js'
import { readColours } from '../engine/colours.js'
import { contentId, groupContentId } from '../engine/content-id.js'
import { readShipping } from '../engine/delivery.js'
import { readBrand, readGtins, readIdentifierExists } from '../engine/identifiers.js'
import { furtherImages, mainImage } from '../engine/images.js'
import { readPlace } from '../engine/labels.js'
import { lengths, packBases, packs, parcelWeights, readMeasure, weights } from '../engine/measures.js'
import { readAvailableAt, readExpiry, readInstant } from '../engine/moments.js'
import { partAmount, readAmount, readPrice, readSalePeriod, readSalePrice } from '../engine/price.js'
import { categoryPaths } from '../engine/product-type.js'
import { readGoogleCategory } from '../engine/taxonomy.js'
import { isFrontPage } from '../engine/url.js'
import { createWords, readCountry, readWhole, type Word, yesOrNo } from '../engine/words.js'

const availability = createWords(['in_stock', 'out_of_stock', 'preorder', 'backorder'])
const condition = createWords(['new', 'refurbished', 'used'])
const pause = createWords(['ads', 'all'])
const gender = createWords(['male', 'female', 'unisex'])
const ageGroup = createWords(['newborn', 'infant', 'toddler', 'kids', 'adult'])
const sizeType = createWords(['regular', 'petite', 'maternity', 'big', 'tall', 'plus'])
const sizeSystem = createWords(['AU', 'BR', 'CN', 'DE', 'EU', 'FR', 'IT', 'JP', 'MEX', 'UK', 'US'])
const energyClass = createWords(['A+++', 'A++', 'A+', 'A', 'B', 'C', 'D', 'E', 'F', 'G'])
const authority = createWords(['EC', 'EPA', 'ADEME', 'BMWK'])
const period = createWords(['month', 'year'])
const relation = createWords([
  ...['accessory', 'often_bought_with', 'part_of_set', 'required_part', 'substitute', 'different_brand'],
])
const destination = { kind: 'exact', limit: 100 } as const

/** Google reads JPEG, WebP, PNG, GIF, BMP and TIFF. */
const notForGoogle = /\.(?:svgz?|avif|hei[cf]|jxl|pdf)(?:[?#]|$)/i

const mpnLimit = 70

const count = (number: number | undefined): Word => readWhole(number, 0, 1e9)

const url = { kind: 'url', limit: 2_000 } as const
const exact = { kind: 'exact' } as const
const label = { kind: 'line', limit: 100 } as const

const basics: readonly Field[] = [
  required('g:id', { kind: 'exact', limit: 50, read: (product, view) => contentId(product, view.idPrefix) }),
  required('g:title', { kind: 'line', limit: 150, softensCapitals: true, read: (product) => product.title }),
  required('g:description', {
    kind: 'block',
    limit: 5_000,
    softensCapitals: true,
    read: (product) => product.description,
  }),
  required('g:link', {
    ...url,
    minds: (address) => (isFrontPage(address) ? 'PRODUCT_URL_EQUALS_DOMAIN' : undefined),
    read: (product) => product.link,
  }),
  required('g:image_link', { ...url, read: (product) => mainImage(product, notForGoogle) }),
  required('g:availability', { ...exact, read: (product) => availability(product.availability) }),
  required('g:price', { ...exact, read: readPrice }),
  required('g:condition', { ...exact, read: (product) => condition(product.condition) }),
]

const pages: readonly Field[] = [
  optional('g:mobile_link', { ...url, read: (product) => product.mobileLink }),
  optional('g:canonical_link', { ...url, read: (product) => product.canonicalLink }),
  optional('g:ads_redirect', { ...url, read: (product) => product.adsRedirect }),
  repeated('g:additional_image_link', 10, {
    ...url,
    read: (product) => furtherImages(product, notForGoogle),
  }),
  repeated('g:lifestyle_image_link', 10, { ...url, read: (product) => product.lifestyleImageLinks }),
  repeated('g:video_link', 10, { ...url, read: (product) => product.videoLinks }),
  repeated('g:document_link', 10, { ...url, read: (product) => product.documentLinks }),
  optional('g:virtual_model_link', { ...url, read: (product) => product.virtualModelLink }),
]

const times: readonly Field[] = [
  optional('g:availability_date', { kind: 'exact', limit: 25, read: readAvailableAt }),
  optional('g:expiration_date', {
    kind: 'exact',
    limit: 25,
    read: (product, view) => readExpiry(product, view, 'basic'),
  }),
  optional('g:disclosure_date', {
    kind: 'exact',
    limit: 25,
    read: (product, view) => readInstant(product.disclosedAt, view),
  }),
  optional('g:pause', { ...exact, read: (product) => pause(product.pause) }),
]

const prices: readonly Field[] = [
  optional('g:sale_price', { ...exact, read: readSalePrice }),
  // Google wants no colon in the offset (https://support.google.com/merchants/answer/6324460).
  optional('g:sale_price_effective_date', {
    kind: 'exact',
    limit: 51,
    read: (product, view) => readSalePeriod(product, view, 'basic'),
  }),
  optional('g:maximum_retail_price', {
    ...exact,
    read: (product, view) => readAmount(product.maximumRetailPrice, view),
  }),
  optional('g:cost_of_goods_sold', {
    ...exact,
    read: (product, view) => readAmount(product.costOfGoods, view),
  }),
  optional('g:auto_pricing_min_price', {
    ...exact,
    read: (product, view) => readAmount(product.lowestAutoPrice, view),
  }),
  optional('g:unit_pricing_measure', {
    ...exact,
    of: (product) => product.unitMeasure,
    read: (product) => readMeasure(product.unitMeasure, packs),
  }),
  optional('g:unit_pricing_base_measure', {
    ...exact,
    of: (product) => product.unitBase,
    read: (product) => readMeasure(product.unitBase, packBases),
  }),
  parts(
    'g:installment',
    1,
    [
      { name: 'g:months', kind: 'exact', required: true },
      { name: 'g:amount', kind: 'exact', required: true },
      { name: 'g:downpayment', kind: 'exact' },
      { name: 'g:credit_type', kind: 'exact', limit: 100 },
    ],
    ({ installments }, view) =>
      installments?.map(({ months, amount, downpayment, creditType }) => ({
        'g:months': count(months),
        'g:amount': partAmount(amount, view),
        'g:downpayment': partAmount(downpayment, view),
        'g:credit_type': creditType,
      })),
    (product) => product.installments,
  ),
  parts(
    'g:subscription_cost',
    1,
    [
      { name: 'g:period', kind: 'exact', required: true },
      { name: 'g:period_length', kind: 'exact', required: true },
      { name: 'g:amount', kind: 'exact', required: true },
    ],
    ({ subscription }, view) =>
      subscription?.map((cost) => ({
        'g:period': period(cost.period),
        'g:period_length': count(cost.periodLength),
        'g:amount': partAmount(cost.amount, view),
      })),
    (product) => product.subscription,
  ),
  parts(
    'g:loyalty_points',
    1,
    [
      { name: 'g:name', kind: 'line', limit: 100 },
      { name: 'g:points_value', kind: 'exact', required: true },
      { name: 'g:ratio', kind: 'exact', limit: 20 },
    ],
    ({ loyaltyPoints }) =>
      loyaltyPoints?.map(({ name, value, ratio }) => ({
        'g:name': name,
        'g:points_value': count(value),
        'g:ratio': ratio,
      })),
    (product) => product.loyaltyPoints,
  ),
  parts(
    'g:loyalty_program',
    100,
    [
      { name: 'g:program_label', kind: 'exact', limit: 100, required: true },
      { name: 'g:tier_label', kind: 'exact', limit: 100, required: true },
      { name: 'g:price', kind: 'exact' },
      { name: 'g:loyalty_points', kind: 'exact' },
    ],
    ({ loyaltyPrograms }, view) =>
      loyaltyPrograms?.map(({ program, tier, price, points }) => ({
        'g:program_label': program,
        'g:tier_label': tier,
        'g:price': partAmount(price, view),
        'g:loyalty_points': count(points),
      })),
    (product) => product.loyaltyPrograms,
  ),
  parts(
    'g:minimum_order_value',
    100,
    [
      { name: 'g:country', kind: 'exact' },
      { name: 'g:service', kind: 'line', limit: 100 },
      { name: 'g:price', kind: 'exact', required: true },
    ],
    ({ minimumOrders }, view) =>
      minimumOrders?.map(({ country, service, price }) => ({
        'g:country': readCountry(country),
        'g:service': service,
        'g:price': partAmount(price, view),
      })),
    (product) => product.minimumOrders,
  ),
  parts(
    'g:free_shipping_threshold',
    100,
    [
      { name: 'g:country', kind: 'exact' },
      { name: 'g:price_threshold', kind: 'exact', required: true },
    ],
    ({ freeShippingFrom }, view) =>
      freeShippingFrom?.map(({ country, price }) => ({
        'g:country': readCountry(country ?? view.country),
        'g:price_threshold': partAmount(price, view),
      })),
    (product) => product.freeShippingFrom,
  ),
]

const identity: readonly Field[] = [
  optional('g:google_product_category', { kind: 'line', limit: 750, read: readGoogleCategory }),
  repeated('g:product_type', 5, {
    kind: 'line',
    limit: 750,
    read: (product) => categoryPaths(product, 750),
  }),
  optional('g:brand', { kind: 'line', limit: 70, read: readBrand }),
  repeated('g:gtin', 10, { ...exact, read: readGtins }),
  optional('g:mpn', { kind: 'exact', limit: mpnLimit, read: (product) => product.mpn?.trim() }),
  optional('g:identifier_exists', {
    ...exact,
    read: (product) => readIdentifierExists(product, { mpn: mpnLimit }),
  }),
  optional('g:external_seller_id', { kind: 'exact', limit: 50, read: (product) => product.sellerId }),
]

const looks: readonly Field[] = [
  optional('g:adult', { ...exact, read: (product) => yesOrNo(product.isAdult) }),
  optional('g:is_bundle', { ...exact, read: (product) => yesOrNo(product.isBundle) }),
  optional('g:multipack', { ...exact, read: (product) => readWhole(product.multipack, 0, 1e9) }),
  optional('g:age_group', {
    ...exact,
    tellsVariantsApart: true,
    // Google has no word between kids and adults.
    read: ({ ageGroup: age }) => ageGroup(age?.trim().toLowerCase() === 'teen' ? 'adult' : age),
  }),
  optional('g:gender', { ...exact, tellsVariantsApart: true, read: (product) => gender(product.gender) }),
  optional('g:color', { ...label, tellsVariantsApart: true, read: (product) => readColours(product.color) }),
  optional('g:size', { ...label, tellsVariantsApart: true, read: (product) => product.size }),
  repeated('g:size_type', 2, { ...exact, read: (product) => product.sizeTypes?.map(sizeType) }),
  optional('g:size_system', { ...exact, read: (product) => sizeSystem(product.sizeSystem) }),
  optional('g:material', {
    kind: 'line',
    limit: 200,
    tellsVariantsApart: true,
    read: (product) => product.material,
  }),
  optional('g:pattern', { ...label, tellsVariantsApart: true, read: (product) => product.pattern }),
  {
    ...parts(
      'g:variant_option',
      30,
      [
        { name: 'g:name', kind: 'line', limit: 250, required: true },
        { name: 'g:value', kind: 'line', limit: 250, required: true },
      ],
      ({ variantOptions }) =>
        variantOptions?.map(({ name, value }) => ({ 'g:name': name, 'g:value': value })),
      (product) => product.variantOptions,
    ),
    tellsVariantsApart: true,
  },
  optional('g:item_group_title', { kind: 'line', limit: 150, read: (product) => product.groupTitle }),
  optional('g:item_group_id', {
    kind: 'exact',
    limit: 50,
    read: (product, view) => groupContentId(product, view.idPrefix),
  }),
]

const content: readonly Field[] = [
  parts(
    'g:product_detail',
    100,
    [
      { name: 'g:section_name', kind: 'line', limit: 140 },
      { name: 'g:attribute_name', kind: 'line', limit: 140, required: true },
      { name: 'g:attribute_value', kind: 'line', limit: 1_000, required: true },
    ],
    ({ details }) =>
      details?.map(({ section, name, value }) => ({
        'g:section_name': section,
        'g:attribute_name': name,
        'g:attribute_value': value,
      })),
    (product) => product.details,
  ),
  repeated('g:product_highlight', 100, { kind: 'line', limit: 150, read: (product) => product.highlights }),
  {
    ...parts(
      'g:question_and_answer',
      30,
      [
        { name: 'g:question', kind: 'line', limit: 1_000, required: true },
        { name: 'g:answer', kind: 'line', limit: 1_000, required: true },
      ],
      ({ questions }) =>
        questions?.map(({ question, answer }) => ({ 'g:question': question, 'g:answer': answer })),
      (product) => product.questions,
    ),
    mostTogether: 10_000,
  },
  parts(
    'g:related_product',
    30,
    [
      { name: 'g:relationship_type', kind: 'exact', required: true },
      { name: 'g:identifier_type', kind: 'exact', required: true },
      { name: 'g:identifier', kind: 'exact', limit: 50, required: true },
    ],
    ({ relatedProducts }, view) =>
      relatedProducts?.map(({ id = '', kind }) => ({
        'g:relationship_type': relation(kind),
        'g:identifier_type': 'id',
        'g:identifier': contentId({ id }, view.idPrefix),
      })),
    (product) => product.relatedProducts,
  ),
  optional('g:popularity_rank', { ...exact, read: (product) => readWhole(product.popularityRank, 0, 100) }),
]

const sizes: readonly Field[] = [
  optional('g:product_length', {
    ...exact,
    of: (product) => product.length,
    read: (product) => readMeasure(product.length, lengths),
  }),
  optional('g:product_width', {
    ...exact,
    of: (product) => product.width,
    read: (product) => readMeasure(product.width, lengths),
  }),
  optional('g:product_height', {
    ...exact,
    of: (product) => product.height,
    read: (product) => readMeasure(product.height, lengths),
  }),
  optional('g:product_weight', {
    ...exact,
    of: (product) => product.weight,
    read: (product) => readMeasure(product.weight, weights),
  }),
]

const delivery: readonly Field[] = [
  parts(
    'g:shipping',
    100,
    [
      { name: 'g:country', kind: 'exact', required: true },
      { name: 'g:region', kind: 'line', limit: 100 },
      { name: 'g:postal_code', kind: 'line', limit: 100 },
      { name: 'g:location_id', kind: 'exact', limit: 100 },
      { name: 'g:location_group_name', kind: 'line', limit: 100 },
      { name: 'g:service', kind: 'line', limit: 100 },
      { name: 'g:price', kind: 'exact' },
      { name: 'g:min_handling_time', kind: 'exact' },
      { name: 'g:max_handling_time', kind: 'exact' },
      { name: 'g:min_transit_time', kind: 'exact' },
      { name: 'g:max_transit_time', kind: 'exact' },
    ],
    readShipping,
    (product) => product.shipping,
  ),
  optional('g:shipping_label', { ...label, read: (product) => product.shippingLabel }),
  optional('g:shipping_weight', {
    ...exact,
    of: (product) => product.shippingWeight,
    read: (product) => readMeasure(product.shippingWeight, parcelWeights),
  }),
  optional('g:shipping_length', {
    ...exact,
    of: (product) => product.shippingLength,
    read: (product) => readMeasure(product.shippingLength, lengths),
  }),
  optional('g:shipping_width', {
    ...exact,
    of: (product) => product.shippingWidth,
    read: (product) => readMeasure(product.shippingWidth, lengths),
  }),
  optional('g:shipping_height', {
    ...exact,
    of: (product) => product.shippingHeight,
    read: (product) => readMeasure(product.shippingHeight, lengths),
  }),
  optional('g:ships_from_country', { ...exact, read: (product) => readCountry(product.shipsFrom) }),
  optional('g:min_handling_time', {
    ...exact,
    read: (product) => readWhole(product.minHandlingDays, 0, 1_000),
  }),
  optional('g:max_handling_time', {
    ...exact,
    read: (product) => readWhole(product.maxHandlingDays, 0, 1_000),
  }),
  optional('g:transit_time_label', { ...label, read: (product) => product.transitTimeLabel }),
  optional('g:return_policy_label', { ...label, read: (product) => product.returnPolicyLabel }),
]

const compliance: readonly Field[] = [
  parts(
    'g:certification',
    10,
    [
      { name: 'g:certification_authority', kind: 'exact', required: true },
      { name: 'g:certification_name', kind: 'line', limit: 100, required: true },
      { name: 'g:certification_code', kind: 'exact', limit: 2_000, required: true },
      { name: 'g:certification_value', kind: 'exact', limit: 100 },
    ],
    ({ certifications }) =>
      certifications?.map(({ authority: by, name, code, value }) => ({
        'g:certification_authority': authority(by),
        'g:certification_name': name,
        'g:certification_code': code,
        'g:certification_value': value,
      })),
    (product) => product.certifications,
  ),
  optional('g:energy_efficiency_class', { ...exact, read: (product) => energyClass(product.energyClass) }),
  optional('g:min_energy_efficiency_class', {
    ...exact,
    read: (product) => energyClass(product.minEnergyClass),
  }),
  optional('g:max_energy_efficiency_class', {
    ...exact,
    read: (product) => energyClass(product.maxEnergyClass),
  }),
]

const campaigns: readonly Field[] = [
  ...[0, 1, 2, 3, 4].map((n) =>
    optional(`g:custom_label_${n}`, { ...label, read: ({ customLabels }) => readPlace(customLabels, n) }),
  ),
  repeated('g:promotion_id', 10, { kind: 'exact', limit: 50, read: (product) => product.promotionIds }),
  repeated('g:ads_labels', 100, { ...label, read: (product) => product.adsLabels }),
  optional('g:ads_grouping', { ...label, read: (product) => product.adsGrouping }),
  repeated('g:included_destination', 20, { ...destination, read: (product) => product.includedDestinations }),
  repeated('g:excluded_destination', 20, { ...destination, read: (product) => product.excludedDestinations }),
  repeated('g:shopping_ads_excluded_country', 100, {
    ...exact,
    read: (product) => product.excludedAdsCountries?.map(readCountry),
  }),
]

export const googleMerchant = defineChannel({
  name: 'google-merchant',
  title: 'Google Merchant Center',
  spec: 'https://support.google.com/merchants/answer/7052112',
  code: 'GOOGLE',
  ignoresCaseOfIds: true,
  fields: [
    ...basics,
    ...pages,
    ...times,
    ...prices,
    ...identity,
    ...looks,
    ...content,
    ...sizes,
    ...delivery,
    ...compliance,
    ...campaigns,
  ],
})
