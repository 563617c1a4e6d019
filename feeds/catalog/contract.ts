/** The catalog contract: how a build reads products, whatever database or API they come from. */
import type { Product, ProductKey } from './product.js'

/** Which products a feed holds; what the shop understood of `brand`, `category`, `top` and `stock`. */
export interface Filter {
  readonly brand?: string
  /** A category's id; its descendants are meant as well. */
  readonly category?: string
  /** The N best sellers of what the other filters leave; ties go to the lower key. */
  readonly top?: number
  /** At least this many in stock. */
  readonly stock?: number
}

/** A source of one store's products. */
export interface Catalog {
  /**
   * Products behind `after`, in the order of their keys, about `limit` of them; an empty page ends the catalog.
   * A page may be shorter without being the last, and longer where the variants of one parent stay together.
   */
  page(
    after: ProductKey | null,
    limit: number,
    filter: Filter,
    signal: AbortSignal,
  ): Promise<readonly Product[]>
  /** A short text that changes whenever any product, category or rate might have; must cost far less than reading. */
  fingerprint(signal: AbortSignal): Promise<string>
  /**
   * Keys come in an order of the catalog's own, as a collation's; no key may come twice all the same.
   * Otherwise they must ascend: numbers as numbers, strings by code point.
   */
  readonly ordersByItself?: boolean
  /** How many products it would rather be asked for at a time. */
  readonly pageSize?: number
  /** The product with this id of the shop's; without it, looking one up reads the catalog from its beginning. */
  find?(id: string, signal: AbortSignal): Promise<Product | undefined>
  /**
   * Every `groupId` that a product with another id names, in any order and as often as it likes: whose own id is
   * among them is a parent and no item. Without it, a build reads the catalog twice.
   */
  groupIds?(signal: AbortSignal): AsyncIterable<readonly string[]>
  /** Whether this brand or category exists; without these two, every well-formed value is taken as known. */
  hasBrand?(brand: string): Promise<boolean>
  hasCategory?(category: string): Promise<boolean>
  /** By currency, how much of it one unit of the shop's own buys, as decimal texts; what is missing cannot be converted. */
  rates?(): Promise<ReadonlyMap<string, string>>
  /** Runs `work` on a view that does not change while it lasts; without it a build reads whatever it meets. */
  still?<T>(work: (view: Catalog) => Promise<T>): Promise<T>
  /** Ends what the catalog opened by itself, as connections to a shop's database. */
  close?(): Promise<void>
}
