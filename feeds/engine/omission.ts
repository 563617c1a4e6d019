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
