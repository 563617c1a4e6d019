/** What the shop sells, and where it learns of it. */

/** A product as the shop's pages show it; its texts are plain, without markup. */
export interface ShopProduct {
  /** The catalog's own id: the hooks make of it what stands in the feed. */
  readonly id: string
  readonly name: string
  readonly description?: string
  /** Decimal text in whole units of the shop's currency, as `19.90`. */
  readonly price: string
  /** What it cost before it was reduced. */
  readonly formerPrice?: string
  readonly brand?: string
  readonly category?: string
  /** A whole address, or one below the shop's own. */
  readonly image?: string
  /** True unless given. */
  readonly isAvailable?: boolean
  /** Those that differ in size or colour only, this one among them. */
  readonly variants?: readonly Variant[]
}

export interface Variant {
  /** A product's id. */
  readonly id: string
  /** What tells it from the others. */
  readonly label: string
  readonly isAvailable: boolean
}

/** Which products a list shows; all of them where nothing is said. */
export interface Wanted {
  readonly query?: string
  readonly brand?: string
  readonly category?: string
}

/** A source of products: the shop's catalog, or an array. */
export interface Products {
  list(wanted: Wanted): Promise<readonly ShopProduct[]>
  find(id: string): Promise<ShopProduct | undefined>
}
