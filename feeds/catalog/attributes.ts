/** What a product may say beyond the necessary: one table, from which types, columns, mappings and docs are made. */
import type { Money } from './money.js'

/** A size or weight, as `{ value: 1.5, unit: 'kg' }`. */
export interface Measure {
  readonly value: number
  readonly unit: string
}

/**
 * How an attribute is told:
 * - `text` and `texts` (in our own table one a line); they may hold HTML where the channel's field is text
 * - `flag`, `whole` (an integer), `amount` (`Money`), `measure`
 * - `instant`: milliseconds since the epoch
 * - `records`: a list of parts, each of a kind of its own (in our own table JSON)
 */
interface Values {
  readonly text: string
  readonly texts: readonly string[]
  readonly flag: boolean
  readonly whole: number
  readonly instant: number
  readonly amount: Money
  readonly measure: Measure
}

export type PlainKind = keyof Values
type PartKind = Exclude<PlainKind, 'texts'>
export type Parts = Readonly<Record<string, PartKind>>

export interface PlainAttribute<K extends PlainKind = PlainKind> {
  readonly kind: K
  readonly means: string
}

export interface RecordsAttribute<P extends Parts = Parts> {
  readonly kind: 'records'
  readonly means: string
  readonly parts: P
}

export type Attribute = PlainAttribute | RecordsAttribute

type Value<A> =
  A extends RecordsAttribute<infer P>
    ? readonly { readonly [K in keyof P]?: Values[P[K]] | undefined }[]
    : A extends PlainAttribute<infer K>
      ? Values[K]
      : never

const plain =
  <K extends PlainKind>(kind: K) =>
  (means: string): PlainAttribute<K> => ({ kind, means })

const text = plain('text')
const texts = plain('texts')
const flag = plain('flag')
const whole = plain('whole')
const instant = plain('instant')
const amount = plain('amount')
const measure = plain('measure')
const records = <P extends Parts>(means: string, parts: P): RecordsAttribute<P> => ({
  kind: 'records',
  means,
  parts,
})

/** Every attribute by its name in a `Product`; in our own table the column is the same in snake case. */
export const attributes = {
  groupTitle: text('the title that all variants of the group share'),
  shortDescription: text('a sentence or two'),
  richDescription: text('the description as HTML, for platforms that show some of it'),
  highlights: texts('short statements on what matters most'),
  details: records('technical facts', { section: 'text', name: 'text', value: 'text' }),
  questions: records('questions that buyers ask', { question: 'text', answer: 'text' }),
  relatedProducts: records('products that go with it; `kind` as `accessory` or `often_bought_with`', {
    id: 'text',
    kind: 'text',
  }),
  popularityRank: whole('0 to 100, the best seller last'),

  mobileLink: text('the page for phones, where it has an address of its own'),
  canonicalLink: text('the address that stands for all addresses of this page'),
  adsRedirect: text('where an ad leads instead of `link`'),
  lifestyleImageLinks: texts('pictures of the product in use'),
  videoLinks: texts('addresses of video files'),
  documentLinks: texts('addresses of manuals and data sheets'),
  virtualModelLink: text('a 3D model'),

  availableAt: instant('when a preorder or backorder can be delivered'),
  expiresAt: instant('from when on it must not be shown'),
  disclosedAt: instant('before when it must not be shown'),
  quantity: whole('units in stock; none: stock is not counted'),
  status: text('`active` or `archived`'),
  pause: text('`ads` or `all`: not shown for a while'),

  unitMeasure: measure('how much a pack holds, for the price per unit'),
  unitBase: measure('the unit that the price per unit is told for'),
  installments: records('paying in parts', {
    months: 'whole',
    amount: 'amount',
    downpayment: 'amount',
    creditType: 'text',
  }),
  subscription: records('paying by period; `period` as `month` or `year`', {
    period: 'text',
    periodLength: 'whole',
    amount: 'amount',
  }),
  loyaltyPoints: records('points that a purchase brings', { name: 'text', value: 'whole', ratio: 'text' }),
  loyaltyPrograms: records('prices and points of members', {
    program: 'text',
    tier: 'text',
    price: 'amount',
    points: 'whole',
  }),
  costOfGoods: amount('what the shop paid for it'),
  maximumRetailPrice: amount('the highest price that the law allows (India)'),
  lowestAutoPrice: amount('the lowest price that an automatic sale may reach'),
  minimumOrders: records('the least value of an order', {
    country: 'text',
    service: 'text',
    price: 'amount',
  }),
  freeShippingFrom: records('the value from which delivery is free', { country: 'text', price: 'amount' }),

  googleCategory: text('id or path in Google’s taxonomy'),
  metaCategory: text('id or path in Meta’s taxonomy'),
  identifierExists: flag(
    'whether the maker gave it a GTIN, or brand and MPN; unless told, what is there decides',
  ),
  vendorId: text('the id of who sells it, on a marketplace'),
  sellerId: text('the id of the seller in the merchant’s account'),

  color: text('colours, the main one first, with `/` between them'),
  size: text('the size as it stands on the label'),
  sizeTypes: texts('`regular`, `petite`, `maternity`, `big`, `tall` or `plus`'),
  sizeSystem: text('whose sizes they are: `EU`, `UK`, `US` …'),
  material: text('materials, the main one first, with `/` between them'),
  pattern: text('the pattern or print'),
  gender: text('`male`, `female` or `unisex`'),
  ageGroup: text('`newborn`, `infant`, `toddler`, `kids`, `teen`, `adult` or `all ages`'),
  variantOptions: records('what else tells variants apart', { name: 'text', value: 'text' }),
  isAdult: flag('whether it is for adults only'),
  isBundle: flag('whether different products are sold as one'),
  multipack: whole('how many of the same are sold as one'),

  length: measure('the product’s own length'),
  width: measure('the product’s own width'),
  height: measure('the product’s own height'),
  weight: measure('the product’s own weight'),
  shipping: records('what delivery costs', {
    country: 'text',
    region: 'text',
    postalCode: 'text',
    locationId: 'text',
    locationGroup: 'text',
    service: 'text',
    price: 'amount',
    minHandlingDays: 'whole',
    maxHandlingDays: 'whole',
    minTransitDays: 'whole',
    maxTransitDays: 'whole',
  }),
  shippingLabel: text('groups products for shipping rules'),
  shippingLength: measure('the parcel’s length'),
  shippingWidth: measure('the parcel’s width'),
  shippingHeight: measure('the parcel’s height'),
  shippingWeight: measure('the parcel’s weight'),
  shipsFrom: text('the country it is sent from (ISO 3166)'),
  minHandlingDays: whole('working days until it is sent, at least'),
  maxHandlingDays: whole('working days until it is sent, at most'),
  transitTimeLabel: text('groups products for transit times'),
  returnPolicyLabel: text('groups products for return policies'),

  certifications: records('certificates, as EPREL’s for energy', {
    authority: 'text',
    name: 'text',
    code: 'text',
    value: 'text',
  }),
  energyClass: text('`A+++` to `G`'),
  minEnergyClass: text('the best class of its kind'),
  maxEnergyClass: text('the worst class of its kind'),
  originCountry: text('where it was made (ISO 3166)'),
  importerName: text('who brought it into the country'),
  importerAddress: text('the importer’s address'),
  manufacturerInfo: text('the maker’s name and address'),
  complianceCategory: text('Meta’s `wa_compliance_category`'),

  customLabels: texts('up to five, for grouping in campaigns; an empty line keeps its place'),
  customNumbers: texts('up to five whole numbers, for rules in campaigns; an empty line keeps its place'),
  internalLabels: texts('labels that are changed without a review by the platform'),
  adsLabels: texts('labels for bidding'),
  adsGrouping: text('one group for bidding'),
  promotionIds: texts('promotions it takes part in'),
  includedDestinations: texts('where it is shown although the account says otherwise'),
  excludedDestinations: texts('where it is not shown'),
  excludedAdsCountries: texts('countries without ads for it (ISO 3166)'),
  disabledCapabilities: texts('Meta’s surfaces that must not show it'),
} as const satisfies Readonly<Record<string, Attribute>>

export type AttributeName = keyof typeof attributes

/** The attributes as properties of a product; each may be absent. */
export type Attributes = {
  readonly [K in AttributeName]?: Value<(typeof attributes)[K]> | undefined
}
