/** What a seeded attribute may know of its product: its place in the catalog, its price and the day of the run. */
import type { AttributeName, Attributes } from '../../../../feeds/catalog/attributes.js'

export interface Seat {
  readonly index: number
  /** Four products in a row are one group, whether they name it or not. */
  readonly group: number
  /** In cents; attributes that are prices stand above zero even where it is zero. */
  readonly price: number
  readonly isExpired: boolean
  /** The first instant (UTC) of the day on which the benchmark runs: dates ahead of it stay ahead. */
  readonly today: number
}

/** These attributes, all of them filled. */
export type AttributesOf<K extends AttributeName> = { readonly [A in K]: NonNullable<Attributes[A]> }

export const euros = (cents: number): { readonly amountMinor: number; readonly currency: 'EUR' } => ({
  amountMinor: cents,
  currency: 'EUR',
})
