/** Every fault that was planted on purpose: what a feed, its report and the merchant's pages must cope with. */

/** What a channel finds in a faulty product, in the words of its report. */
export interface PlantedFinding {
  readonly channel: 'google-merchant' | 'facebook-catalog'
  readonly effect: 'leftOut' | 'dropped' | 'shortened' | 'changed' | 'advised'
  readonly reason: string
  readonly field: string
}

export interface PlantedFault {
  readonly productId: string
  readonly wrong: string
  /** None where the feed copes with it without a word. */
  readonly findings: readonly PlantedFinding[]
}

type Find = (effect: PlantedFinding['effect'], reason: string, field: string) => readonly PlantedFinding[]

const google: Find = (effect, reason, field) => [{ channel: 'google-merchant', effect, reason, field }]

const meta: Find = (effect, reason, field) => [{ channel: 'facebook-catalog', effect, reason, field }]

const both: Find = (...finding) => [...google(...finding), ...meta(...finding)]

const unnoticed: readonly PlantedFinding[] = []

const fault = (
  productId: string,
  wrong: string,
  ...findings: readonly (readonly PlantedFinding[])[]
): PlantedFault => ({ productId, wrong, findings: findings.flat() })

export const plantedFaults: readonly PlantedFault[] = [
  fault(
    'HP-STORM-SHIRT',
    'title and description are all capitals',
    both('changed', 'PROPERTY_VALUE_UPPERCASE', 'g:title'),
    both('changed', 'PROPERTY_VALUE_UPPERCASE', 'g:description'),
  ),
  fault('HP-EIDER-VEST', 'has no image', both('leftOut', 'EMPTY_IMAGE_URL', 'g:image_link')),
  fault('HP-GIFT-CARD-50', 'has no image', both('leftOut', 'EMPTY_IMAGE_URL', 'g:image_link')),
  // Whatever else is wrong with a product that is left out is not looked for.
  fault('HP-GIFT-CARD-50', 'has no brand, gtin or mpn', unnoticed),
  fault(
    'HP-DRIFTWOOD-HOOK',
    'has no brand, gtin or mpn',
    meta('leftOut', 'UNIQUE_PRODUCT_IDENTIFIER_MISSING', 'g:brand'),
  ),
  fault('HP-SKUA-GLOVES', 'brand is a word for none', both('dropped', 'PROPERTY_VALUE_FORMAT', 'g:brand')),
  fault(
    'HP-SKUA-GLOVES',
    'description is shorter than 30 characters',
    meta('advised', 'PROPERTY_VALUE_STRING_TOO_SHORT', 'g:description'),
  ),
  fault(
    'HP-TERN-RUST-M-2ND',
    'has the colour and size of another variant of its group',
    both('dropped', 'VARIANT_ATTRIBUTE_ISSUE', 'g:item_group_id'),
  ),
  fault(
    'HP-PUFFIN-JUMPER',
    'is in stock with a quantity of zero',
    meta('advised', 'INVENTORY_ZERO_AVAILABILITY_IN_STOCK', 'quantity_to_sell_on_facebook'),
  ),
  fault(
    'HP-BEACON-LANTERN',
    'title and description hold emoji, a zero-width space and odd hyphens',
    unnoticed,
  ),
  fault('HP-DOZE-BAG', 'description holds a script, a style and a comment', unnoticed),
  fault(
    'HP-DOZE-BAG',
    'weight of the parcel is in a unit that platforms do not read',
    both('dropped', 'PROPERTY_VALUE_FORMAT', 'g:shipping_weight'),
  ),
  fault('HP-HALYARD-10', 'texts hold replacement patterns and the end of a CDATA section', unnoticed),
  fault(
    'HP-GLOW-HEADLAMP',
    'sale price is above the price',
    both('dropped', 'INVALID_SALE_PRICE', 'g:sale_price'),
  ),
  fault('HP-GLOW-HEADLAMP', 'gtin has a wrong check digit', both('dropped', 'INVALID_GTIN', 'g:gtin')),
  fault('HP-NORTH-COMPASS', 'has no description', both('leftOut', 'EMPTY_DESCRIPTION', 'g:description')),
  fault(
    'HP-SQUALL-TARP',
    'is a preorder and does not say for when',
    google('advised', 'INVALID_PRE_ORDER_PARAMS', 'g:availability_date'),
  ),
  fault('HP-REGATTA-PASS', 'is past its expiry', both('leftOut', 'PRODUCT_EXPIRED', 'g:expiration_date')),
  fault('HP-COUSSIN-MAREE', 'gtin has a wrong check digit', both('dropped', 'INVALID_GTIN', 'g:gtin')),
  fault('HP-WICK-RESIN', 'texts were escaped for HTML, some of them twice', unnoticed),
  fault('HP-WICK-SMOKE', 'texts were escaped for HTML, some of them twice', unnoticed),
  fault('HP-WICK-BERRY', 'texts were escaped for HTML, some of them twice', unnoticed),
  fault(
    'hp-creel-basket',
    'id differs from another only in capitals',
    google('leftOut', 'DUPLICATE_ID', 'g:id'),
  ),
  fault(
    'HP-TALLOW-SOAP',
    'description is equal to the title',
    meta('advised', 'DUPLICATE_TITLE_AND_DESCRIPTION', 'g:description'),
  ),
  fault('HP-CARE-SET', 'details are no JSON', both('dropped', 'PROPERTY_VALUE_FORMAT', 'details')),
  fault('HP-CARE-PLAN', 'links to the front page', both('advised', 'PRODUCT_URL_EQUALS_DOMAIN', 'g:link')),
  fault('HP-SAMPLE-SWATCHES', 'price is zero', both('leftOut', 'ITEM_PRICE_NOT_POSITIVE', 'g:price')),
  fault(
    'HP-DOORMAT-COIR-FROM-OUR-FRIENDS-IN-THE-OLD-ROPEWALK-60X40',
    'id is longer than the 50 characters that Google takes',
    google('leftOut', 'ID_TOO_LONG', 'g:id'),
  ),
  fault(
    'HP-GALLEY',
    'id is that of a group: it is the parent of variants',
    both('leftOut', 'RETAILER_ID_USED_BY_GROUP', 'g:id'),
  ),
  fault('HP-SKILLET-26', 'description holds control characters that XML forbids', unnoticed),
  fault(
    'HP-COPPER-POT',
    'price is in a currency without a rate',
    both('leftOut', 'PRODUCT_NOT_DOMINANT_CURRENCY', 'g:price'),
  ),
  fault(
    'HP-SEA-SALT',
    'description holds a web address',
    meta('advised', 'PROPERTY_VALUE_DESCRIPTION_CONTAINS_OFF_PLATFORM_LINK', 'g:description'),
  ),
  fault('HP-BOOK-MAIDA-AR', 'texts hold right-to-left and left-to-right marks', unnoticed),
  fault(
    'HP-BOOK-ATLAS',
    'title is longer than 200 characters',
    both('shortened', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH', 'g:title'),
  ),
  fault('HP-BOOK-SIGNALS', 'title looks like a tag', unnoticed),
  // It has no brand either, which Google can do without.
  fault(
    'HP-BOOK-SIGNALS',
    'gtin has six digits',
    google('dropped', 'INVALID_GTIN', 'g:gtin'),
    meta('leftOut', 'UNIQUE_PRODUCT_IDENTIFIER_MISSING', 'g:brand'),
  ),
  fault(
    'HP-TOY-TRAWLER',
    'sale ends before it starts',
    both('dropped', 'INVALID_SALE_DATES', 'g:sale_price'),
  ),
]
