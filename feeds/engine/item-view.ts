/** What a field may know besides the product: the shop's settings and the money rules of this one build. */
import type { Money } from '../catalog/product.js'
import type { Zone } from './dates.js'

export interface ItemView {
  /** Put before every product id by `contentId()`. */
  readonly idPrefix: string
  /** The shop's address, against which relative links are resolved; absent where none is set. */
  readonly shopAddress: string | undefined
  /** IANA name; sale dates are told in it. */
  readonly timeZone: string
  /** The instant of the build, in milliseconds; a sale that was over by then is not told. */
  readonly builtAt: number
  /** Whether a product's custom price stands in for its price. */
  readonly usesCustomPrice: boolean
  /** Into the feed's one currency, rounded by its exponent; undefined where no rate is known, and the item is left out. */
  convert(money: Money): Money | undefined
}

/** The view as a field gets it: with what the item writer makes of the settings once per build. */
export interface FieldView extends ItemView {
  /** `timeZone`, ready to answer. */
  readonly zone: Zone
}
