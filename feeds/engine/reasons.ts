/** Every reason a feed has for leaving something out or telling it otherwise; under Meta's own error name where it has one. */
import type { Effect } from './effects.js'

interface Explanation {
  readonly effects: readonly Effect[]
  /** Not one of the names in which Meta reports errors of a catalog. */
  readonly isOurs?: true
  /** Completes "The product …" for a merchant. */
  readonly says: string
  /** What to do about it. */
  readonly todo: string
}

export const reasons = {
  RETAILER_ID_NOT_PROVIDED: {
    effects: ['leftOut'],
    says: 'has no id.',
    todo: 'Give it an id that stays the same for ever.',
  },
  RETAILER_ID_USED_BY_GROUP: {
    effects: ['leftOut', 'dropped'],
    says: 'has the id of a group of variants; platforms take the variants, and no parent beside them.',
    todo: 'Give the parent no row of its own, or the group another id.',
  },
  DUPLICATE_ID: {
    effects: ['leftOut'],
    isOurs: true,
    says: 'has an id that an earlier product has.',
    todo: 'Give each product an id of its own; Google does not tell capitals from small letters.',
  },
  ID_TOO_LONG: {
    effects: ['leftOut'],
    isOurs: true,
    says: 'has an id that is, with the prefix, longer than the platform takes. Ids are never cut.',
    todo: 'Shorten the id or the prefix PRODUCT_ID_PREFIX_….',
  },
  EMPTY_TITLE: {
    effects: ['leftOut'],
    says: 'has no title.',
    todo: 'Give it a title.',
  },
  EMPTY_DESCRIPTION: {
    effects: ['leftOut'],
    says: 'has no description, or none that holds words.',
    todo: 'Describe it in a few sentences.',
  },
  EMPTY_PRODUCT_URL: {
    effects: ['leftOut'],
    says: 'has no address that leads to its page.',
    todo: 'Give it a link that begins with https://, or set SHOP.ADDRESS where links are relative.',
  },
  EMPTY_IMAGE_URL: {
    effects: ['leftOut'],
    says: 'has no image that the platform takes.',
    todo: 'Add a picture: JPEG or PNG, at least 500 × 500.',
  },
  EMPTY_PRICE: {
    effects: ['leftOut'],
    says: 'has no price.',
    todo: 'Give it a price.',
  },
  EMPTY_AVAILABILITY: {
    effects: ['leftOut'],
    says: 'says nothing of its availability.',
    todo: 'Say whether it is in stock.',
  },
  EMPTY_CONDITION: {
    effects: ['leftOut'],
    says: 'says nothing of its condition.',
    todo: 'Say whether it is new.',
  },
  EMPTY_BRAND: {
    effects: ['leftOut'],
    says: 'has no brand.',
    todo: 'Add the brand; a shop’s own goods carry the shop’s name.',
  },
  UNIQUE_PRODUCT_IDENTIFIER_MISSING: {
    effects: ['leftOut'],
    says: 'has neither brand nor GTIN nor MPN, and one of them is needed.',
    todo: 'Add the brand; a shop’s own goods carry the shop’s name.',
  },
  ITEM_PRICE_NOT_POSITIVE: {
    effects: ['leftOut'],
    says: 'has a price of zero or less.',
    todo: 'Give it a price above zero, or take it out of the catalog.',
  },
  PROPERTY_PRICE_TOO_HIGH: {
    effects: ['leftOut'],
    says: 'has a price that no shop asks.',
    todo: 'Look whether the price has too many digits: it is counted in cents.',
  },
  PRODUCT_NOT_DOMINANT_CURRENCY: {
    effects: ['leftOut', 'dropped'],
    says: 'has a price in a currency that has no exchange rate. A feed holds one currency.',
    todo: 'Store a rate for this currency.',
  },
  PRODUCT_EXPIRED: {
    effects: ['leftOut'],
    says: 'is past its expiry.',
    todo: 'Nothing, if that is meant; else move or remove its expiry date.',
  },
  INVALID_SALE_PRICE: {
    effects: ['dropped'],
    says: 'has a sale price that is no lower than its price, or not above zero.',
    todo: 'Set a lower sale price, or remove it.',
  },
  INVALID_SALE_DATES: {
    effects: ['dropped'],
    isOurs: true,
    says: 'has a sale that ends before it begins, or at no date that exists.',
    todo: 'Mend the dates of the sale.',
  },
  INVALID_PRE_ORDER_PARAMS: {
    effects: ['dropped', 'advised'],
    says: 'can be ordered before it is there, and does not say from when on.',
    todo: 'Set the date from which it is available, at most a year ahead.',
  },
  INVENTORY_ZERO_AVAILABILITY_IN_STOCK: {
    effects: ['advised'],
    says: 'is in stock with a quantity of zero.',
    todo: 'Set its availability to out of stock, or correct the quantity.',
  },
  INVALID_GTIN: {
    effects: ['dropped'],
    isOurs: true,
    says: 'has a GTIN whose length or check digit is wrong.',
    todo: 'Copy the number from the barcode; a number of your own is no GTIN.',
  },
  INVALID_IMAGES: {
    effects: ['dropped'],
    says: 'has images that the platform cannot read.',
    todo: 'Offer them as JPEG or PNG at an address of their own.',
  },
  TOO_MANY_VALUES: {
    effects: ['dropped'],
    isOurs: true,
    says: 'has more of this than the platform takes; the first ones are told.',
    todo: 'Put the best first.',
  },
  PROPERTY_VALUE_STRING_EXCEEDS_LENGTH: {
    effects: ['leftOut', 'dropped', 'shortened'],
    says: 'has a text that is longer than the platform takes.',
    todo: 'Shorten it, or put what matters first.',
  },
  PROPERTY_VALUE_STRING_TOO_SHORT: {
    effects: ['advised'],
    says: 'has a text that is shorter than the platform wants.',
    todo: 'Write at least a sentence of thirty characters.',
  },
  PROPERTY_VALUE_UPPERCASE: {
    effects: ['changed'],
    says: 'has a text in capitals throughout; it is told in small letters.',
    todo: 'Write it as in a sentence.',
  },
  PROPERTY_VALUE_DESCRIPTION_CONTAINS_OFF_PLATFORM_LINK: {
    effects: ['advised'],
    says: 'has a web address in its description.',
    todo: 'Take addresses out of the description.',
  },
  DUPLICATE_TITLE_AND_DESCRIPTION: {
    effects: ['advised'],
    says: 'has a description that only repeats its title.',
    todo: 'Describe what the title does not say.',
  },
  PRODUCT_URL_EQUALS_DOMAIN: {
    effects: ['advised'],
    says: 'links to the shop’s front page.',
    todo: 'Link to the product’s own page.',
  },
  VARIANT_ATTRIBUTE_ISSUE: {
    effects: ['dropped', 'advised'],
    says: 'cannot be told from another variant of its group by colour, size or another attribute.',
    todo: 'Fill the attributes in which the variants differ.',
  },
  PROPERTY_VALUE_FORMAT: {
    effects: ['leftOut', 'dropped', 'changed'],
    says: 'has a value that is not of the form the platform reads.',
    todo: 'Correct the value.',
  },
  PROPERTY_VALUE_NON_POSITIVE: {
    effects: ['dropped'],
    says: 'has a value that must be above zero.',
    todo: 'Correct the value.',
  },
  PROPERTY_VALUE_MISSING: {
    effects: ['leftOut', 'dropped'],
    says: 'lacks a part that goes with another.',
    todo: 'Fill the part, or remove the other.',
  },
  GENERIC_INVALID_FIELD: {
    effects: ['leftOut'],
    says: 'has a field that failed in code: the shop’s own, or ours.',
    todo: 'Look at the field’s function in the configuration.',
  },
} as const satisfies Readonly<Record<string, Explanation>>

export type Reason = keyof typeof reasons

const emptyReasons: ReadonlyMap<string, Reason> = new Map([
  ['g:id', 'RETAILER_ID_NOT_PROVIDED'],
  ['g:title', 'EMPTY_TITLE'],
  ['g:description', 'EMPTY_DESCRIPTION'],
  ['g:link', 'EMPTY_PRODUCT_URL'],
  ['g:image_link', 'EMPTY_IMAGE_URL'],
  ['g:price', 'EMPTY_PRICE'],
  ['g:brand', 'EMPTY_BRAND'],
  ['g:availability', 'EMPTY_AVAILABILITY'],
  ['g:condition', 'EMPTY_CONDITION'],
])

/** Why a product is left out whose required `field` came out empty. */
export const emptyReason = (field: string): Reason => emptyReasons.get(field) ?? 'PROPERTY_VALUE_MISSING'
