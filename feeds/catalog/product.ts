/** A product: what a catalog gives, before any channel has had a say in it. */
import type { Attributes } from './attributes.js'
import type { Money, PercentChange, TaxPercents } from './money.js'

export type { Measure } from './attributes.js'
export type { Money, PercentChange, TaxPercents } from './money.js'

/** Where a product stands in its catalog's order; numbers compare as numbers, strings by code point. */
export type ProductKey = string | number

export type Availability = 'in_stock' | 'out_of_stock' | 'preorder' | 'backorder'

export type Condition = 'new' | 'refurbished' | 'used'

/** Something that the catalog holds and that cannot be read; the product does without it, and the merchant is told. */
export interface Flaw {
  /** The property it would have been, as `salePrice`. */
  readonly property: string
  /** What is wrong, as `"12,5O" is no amount`. */
  readonly problem: string
}

/** One sellable thing; a variant is a product of its own that names its group. Texts may still hold HTML. */
export interface Product extends Attributes {
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
  readonly customPrice?: Money | PercentChange | undefined
  readonly salePrice?: Money | undefined
  /** Milliseconds since the epoch; absent means no bound on that side. */
  readonly saleStartsAt?: number | undefined
  readonly saleEndsAt?: number | undefined
  /** What comes on top of `price`, `customPrice` and `salePrice`; absent where they hold the tax already. */
  readonly taxToAdd?: TaxPercents | undefined
  readonly brand?: string | undefined
  readonly gtin?: string | undefined
  /** Further GTINs of the same thing. */
  readonly furtherGtins?: readonly string[] | undefined
  readonly mpn?: string | undefined
  readonly condition: Condition
  /** The main category's path, outermost first. */
  readonly productType?: readonly string[] | undefined
  /** Paths of the other categories it stands in. */
  readonly furtherProductTypes?: readonly (readonly string[])[] | undefined
  readonly flaws?: readonly Flaw[] | undefined
}
