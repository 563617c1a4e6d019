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
   * Products behind `after` in ascending key order, at most `limit`; an empty page ends the catalog.
   * A page may be shorter than `limit` without being the last.
   */
  page(
    after: ProductKey | null,
    limit: number,
    filter: Filter,
    signal: AbortSignal,
  ): Promise<readonly Product[]>
  /** A short text that changes whenever any product, category or rate might have; must cost far less than reading. */
  fingerprint(signal: AbortSignal): Promise<string>
  /** Whether this brand or category exists; without these two, every well-formed value is taken as known. */
  hasBrand?(brand: string): Promise<boolean>
  hasCategory?(category: string): Promise<boolean>
  /** By currency, how much of it one unit of the shop's own buys, as decimal texts; what is missing cannot be converted. */
  rates?(): Promise<ReadonlyMap<string, string>>
  /** Runs `work` on a view that does not change while it lasts; without it a build reads whatever it meets. */
  still?<T>(work: (view: Catalog) => Promise<T>): Promise<T>
}
