/** What a field may know besides the product: the shop's settings and the money rules of this one build. */
import type { Money, Product } from '../catalog/product.js'
import type { Zone } from './dates.js'
import type { AddTax } from './tax.js'

/** A shop's own price of a product, in place of the catalog's; undefined keeps that. Tax and exchange still apply. */
export type PriceHook = (product: Product, about: { readonly channel: string }) => Money | undefined

export interface ItemView {
  /** Put before every product id by `contentId()`. */
  readonly idPrefix: string
  /** The shop's address, against which relative links are resolved; absent where none is set. */
  readonly shopAddress: string | undefined
  /** IANA name; sale dates are told in it. */
  readonly timeZone: string
  /** ISO 3166, of the shop: its tax is added where a price is stored without. */
  readonly country: string
  /** The instant of the build, in milliseconds; a sale that was over by then is not told. */
  readonly builtAt: number
  /** Whether a product's custom price stands in for its price. */
  readonly usesCustomPrice: boolean
  readonly priceOf?: ((product: Product) => Money | undefined) | undefined
  /** Into the feed's one currency, rounded by its exponent; undefined where no rate is known, and the item is left out. */
  convert(money: Money): Money | undefined
}

/** The view as a field gets it: with what the item writer makes of the settings once per build. */
export interface FieldView extends ItemView {
  /** `timeZone`, ready to answer. */
  readonly zone: Zone
  /** Of `country`. */
  readonly addTax: AddTax
}
