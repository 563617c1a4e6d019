/** Why a product is not in a feed: named, counted and told to the merchant. */

/** Reasons for leaving a product out; Meta's own error names where one exists. */
export type OmissionReason =
  | 'EMPTY_ID'
  | 'EMPTY_TITLE'
  | 'EMPTY_DESCRIPTION'
  | 'EMPTY_PRODUCT_URL'
  | 'EMPTY_IMAGE_URL'
  | 'EMPTY_PRICE'
  | 'EMPTY_BRAND'
  | 'EMPTY_AVAILABILITY'
  | 'EMPTY_CONDITION'
  | 'DUPLICATE_ID'
  | 'ITEM_PRICE_NOT_POSITIVE'
  | 'NO_EXCHANGE_RATE'
  | 'ID_TOO_LONG'
  | 'INVALID_FIELD'

/** One product left out of one feed. */
export interface Omission {
  readonly productId: string
  readonly reason: OmissionReason
  /** The channel field that made the decision, as `g:image_link`. */
  readonly field: string | undefined
}

/** What a field returns to leave the whole product out. */
export interface Refusal {
  readonly refusal: OmissionReason
}

/** Made once per reason, not per product. */
export const refuse = (reason: OmissionReason): Refusal => Object.freeze({ refusal: reason })

const emptyReasons: ReadonlyMap<string, OmissionReason> = new Map([
  ['g:id', 'EMPTY_ID'],
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
export const emptyReason = (field: string): OmissionReason => emptyReasons.get(field) ?? 'INVALID_FIELD'
