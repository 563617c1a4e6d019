/** Meta's catalog, for Facebook and Instagram: what it asks for differently from Google. */
import { extendChannel, optional, parts, repeated, required } from '../engine/channel.js'
import { contentId, groupContentId } from '../engine/content-id.js'
import { readShipping } from '../engine/delivery.js'
import { Remark, refuse } from '../engine/finding.js'
import { isIdentified, readBrand, readGtin } from '../engine/identifiers.js'
import { furtherImages, mainImage } from '../engine/images.js'
import { readPlace } from '../engine/labels.js'
import { readExpiry } from '../engine/moments.js'
import { readSalePeriod } from '../engine/price.js'
import { categoryPath } from '../engine/product-type.js'
import { readSize } from '../engine/sizes.js'
import { holdsAddress } from '../engine/text/addresses.js'
import { plainLine } from '../engine/text/plain.js'
import { readUnitPrice } from '../engine/unit-price.js'
import { createWords, readCountry, readWhole, type Word } from '../engine/words.js'
import { googleMerchant } from './google-merchant.js'

/** Meta takes JPEG and PNG only; an address without one of these endings gets the benefit of the doubt. */
const notForMeta = /\.(?:webp|avif|gif|svg|bmp|tiff?|hei[cf])(?:[?#]|$)/i

/**
 * The feed page knows two words only. What can be ordered is in stock to Meta, as in its own shop plug-ins:
 * an ad for a product that is `out of stock` is not shown.
 */
const availabilities: Readonly<Record<string, string>> = {
  in_stock: 'in stock',
  out_of_stock: 'out of stock',
  preorder: 'in stock',
  backorder: 'in stock',
}

const ageGroup = createWords(['adult', 'all ages', 'teen', 'kids', 'toddler', 'infant', 'newborn'])
const status = createWords(['active', 'archived'])
const unidentified = refuse('UNIQUE_PRODUCT_IDENTIFIER_MISSING')
const soldOutInStock = new Remark('advised', 'INVENTORY_ZERO_AVAILABILITY_IN_STOCK', '0')

/** Google's alone: Meta would ignore them. */
const without = [
  ...['g:canonical_link', 'g:ads_redirect', 'g:lifestyle_image_link', 'g:video_link', 'g:document_link'],
  ...[
    'g:virtual_model_link',
    'g:availability_date',
    'g:disclosure_date',
    'g:pause',
    'g:maximum_retail_price',
  ],
  ...['g:cost_of_goods_sold', 'g:auto_pricing_min_price', 'g:unit_pricing_measure', 'g:installment'],
  ...['g:unit_pricing_base_measure', 'g:subscription_cost', 'g:loyalty_points', 'g:loyalty_program'],
  ...['g:minimum_order_value', 'g:free_shipping_threshold', 'g:identifier_exists', 'g:external_seller_id'],
  ...['g:adult', 'g:is_bundle', 'g:multipack', 'g:size_type', 'g:size_system', 'g:variant_option'],
  ...['g:item_group_title', 'g:product_detail', 'g:product_highlight', 'g:question_and_answer'],
  ...['g:related_product', 'g:popularity_rank', 'g:product_length', 'g:product_width', 'g:product_height'],
  ...['g:product_weight', 'g:shipping_label', 'g:shipping_length', 'g:shipping_width', 'g:shipping_height'],
  ...['g:ships_from_country', 'g:min_handling_time', 'g:max_handling_time', 'g:transit_time_label'],
  ...[
    'g:return_policy_label',
    'g:certification',
    'g:energy_efficiency_class',
    'g:min_energy_efficiency_class',
  ],
  ...['g:max_energy_efficiency_class', 'g:promotion_id', 'g:ads_labels', 'g:ads_grouping'],
  ...['g:included_destination', 'g:excluded_destination', 'g:shopping_ads_excluded_country'],
]

const exact = { kind: 'exact' } as const
const titleLimit = 200
const mpnLimit = 100

export const facebookCatalog = extendChannel(googleMerchant, {
  name: 'facebook-catalog',
  title: 'Facebook and Instagram catalog',
  spec: 'https://developers.facebook.com/docs/marketing-api/catalog/reference',
  code: 'FACEBOOK',
  ignoresCaseOfIds: false,
  without,
  fields: [
    required('g:id', {
      kind: 'exact',
      limit: 100,
      read: (product, view) => contentId(product, view.idPrefix),
    }),
    required('g:title', {
      kind: 'line',
      limit: titleLimit,
      softensCapitals: true,
      read: (product) => product.title,
    }),
    required('g:description', {
      kind: 'block',
      limit: 9_999,
      least: 30,
      softensCapitals: true,
      minds(text, { title }) {
        // A text is never longer than what it was cleaned from.
        if (text.length <= title.length && text === plainLine(title, titleLimit))
          return 'DUPLICATE_TITLE_AND_DESCRIPTION'
        return holdsAddress(text) ? 'PROPERTY_VALUE_DESCRIPTION_CONTAINS_OFF_PLATFORM_LINK' : undefined
      },
      read: (product) => product.description,
    }),
    required('g:image_link', {
      kind: 'url',
      limit: 2_000,
      read: (product) => mainImage(product, notForMeta),
    }),
    {
      ...repeated('g:additional_image_link', 20, {
        kind: 'url',
        limit: 2_000,
        read: (product) => furtherImages(product, notForMeta),
      }),
      mostTogether: 2_000,
    },
    required('g:availability', { ...exact, read: (product) => availabilities[product.availability] }),
    optional('g:expiration_date', { ...exact, read: (product, view) => readExpiry(product, view, 'day') }),
    optional('g:sale_price_effective_date', {
      kind: 'exact',
      limit: 51,
      read: (product, view) => readSalePeriod(product, view, 'extended'),
    }),
    optional('g:product_type', {
      kind: 'line',
      limit: 750,
      of: (product) => product.productType,
      read: (product) => categoryPath(product.productType, 750),
    }),
    // One of brand, GTIN and MPN must be there.
    optional('g:brand', {
      kind: 'line',
      limit: 100,
      read: (product) => (isIdentified(product, { mpn: mpnLimit }) ? readBrand(product) : unidentified),
    }),
    optional('g:gtin', { ...exact, read: (product) => readGtin(product.gtin) }),
    optional('g:mpn', { kind: 'exact', limit: mpnLimit, read: (product) => product.mpn?.trim() }),
    optional('g:age_group', {
      ...exact,
      tellsVariantsApart: true,
      read: (product) => ageGroup(product.ageGroup),
    }),
    parts(
      'g:shipping',
      100,
      [
        { name: 'g:country', kind: 'exact', required: true },
        { name: 'g:region', kind: 'line', limit: 100 },
        { name: 'g:service', kind: 'line', limit: 100 },
        { name: 'g:price', kind: 'exact', required: true },
      ],
      readShipping,
      (product) => product.shipping,
    ),
    optional('g:color', {
      kind: 'line',
      limit: 200,
      tellsVariantsApart: true,
      read: (product) => product.color,
    }),
    optional('g:size', { kind: 'line', limit: 200, tellsVariantsApart: true, read: readSize }),
    {
      ...parts(
        'additional_variant_attribute',
        30,
        [
          { name: 'label', kind: 'line', limit: 100, required: true },
          { name: 'value', kind: 'line', limit: 200, required: true },
        ],
        ({ variantOptions }) => variantOptions?.map(({ name, value }) => ({ label: name, value })),
        (product) => product.variantOptions,
      ),
      tellsVariantsApart: true,
    },
    optional('g:item_group_id', {
      kind: 'exact',
      limit: 100,
      read: (product, view) => groupContentId(product, view.idPrefix),
    }),
    // Elements that Google does not have stand without its prefix, as in Meta's own list of fields.
    optional('short_description', {
      kind: 'line',
      limit: 1_000,
      read: (product) => product.shortDescription,
    }),
    optional('rich_text_description', {
      kind: 'rich',
      limit: 9_999,
      read: (product) => product.richDescription,
    }),
    optional('fb_product_category', { kind: 'line', limit: 750, read: (product) => product.metaCategory }),
    optional('status', { ...exact, read: (product) => status(product.status) }),
    optional('quantity_to_sell_on_facebook', {
      ...exact,
      read({ quantity, availability }) {
        if (quantity !== undefined && quantity <= 0) return availability === 'in_stock' ? soldOutInStock : '0'
        return readWhole(quantity, 0, Number.MAX_SAFE_INTEGER)
      },
    }),
    parts(
      'video',
      20,
      [{ name: 'url', kind: 'url', limit: 2_000, required: true }],
      ({ videoLinks }) => videoLinks?.map((url) => ({ url })),
      (product) => product.videoLinks,
    ),
    parts(
      'unit_price',
      1,
      [
        { name: 'value', kind: 'exact', required: true },
        { name: 'currency', kind: 'exact', required: true },
        { name: 'unit', kind: 'exact', required: true },
      ],
      readUnitPrice,
    ),
    repeated('internal_label', 5_000, {
      kind: 'line',
      limit: 110,
      read: ({ internalLabels }) => internalLabels?.map((each) => each.toLowerCase()),
    }),
    ...[0, 1, 2, 3, 4].map((n) =>
      optional(`custom_number_${n}`, {
        ...exact,
        read: ({ customNumbers }) => readPlace(customNumbers, n, readNumber),
      }),
    ),
    optional('vendor_id', { kind: 'exact', limit: 100, read: (product) => product.vendorId }),
    repeated('disabled_capabilities', 20, {
      kind: 'exact',
      limit: 100,
      read: (product) => product.disabledCapabilities,
    }),
    optional('origin_country', { ...exact, read: (product) => readCountry(product.originCountry) }),
    optional('importer_name', { kind: 'line', limit: 200, read: (product) => product.importerName }),
    optional('importer_address', { kind: 'line', limit: 1_000, read: (product) => product.importerAddress }),
    optional('manufacturer_info', {
      kind: 'line',
      limit: 1_000,
      read: (product) => product.manufacturerInfo,
    }),
    optional('wa_compliance_category', {
      kind: 'exact',
      limit: 100,
      read: (product) => product.complianceCategory,
    }),
  ],
})

/** Meta's custom numbers are unsigned and of 32 bits. */
function readNumber(text: string): Word {
  if (text.trim() === '') return undefined
  return readWhole(Number(text), 0, 2 ** 32 - 1)
}
