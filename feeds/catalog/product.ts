/** A product: what a catalog gives, before any channel has had a say in it. */

/** An amount in minor units (cents, yen, fils) of an ISO 4217 currency; always an integer. */
export interface Money {
  readonly amountMinor: number
  readonly currency: string
}

/** Where a product stands in its catalog's order; numbers compare as numbers, strings by code point. */
export type ProductKey = string | number

export type Availability = 'in_stock' | 'out_of_stock' | 'preorder' | 'backorder'

export type Condition = 'new' | 'refurbished' | 'used'

/** One sellable thing; a variant is a product of its own that names its group. Texts may still hold HTML. */
export interface Product {
  readonly key: ProductKey
  /** The shop's own id, without any channel's prefix; only `contentId()` makes feed ids of it. */
  readonly id: string
  /** Shared by the variants of one parent; the parent itself is never a product. */
  readonly groupId?: string | undefined
  readonly title: string
  readonly description: string
  /** Absolute, or relative to the shop's address. */
  readonly link: string
  readonly imageLink?: string | undefined
  readonly additionalImageLinks?: readonly string[] | undefined
  readonly availability: Availability
  readonly price: Money
  /** Stands in for `price` in the channels that a merchant chose (`CUSTOM_PRICE_…`). */
  readonly customPrice?: Money | undefined
  readonly salePrice?: Money | undefined
  /** Milliseconds since the epoch; absent means no bound on that side. */
  readonly saleStartsAt?: number | undefined
  readonly saleEndsAt?: number | undefined
  readonly brand?: string | undefined
  readonly gtin?: string | undefined
  readonly mpn?: string | undefined
  readonly condition: Condition
  /** The category's path, outermost first. */
  readonly productType?: readonly string[] | undefined
}
