/** A part of a mapping that adds to products out of tables of its own. */
import type { RawRow } from '../cell.js'
import type { Draft } from '../draft.js'
import type { Shop } from '../rows-query.js'

/** Adds what its rows say to one product; `id` is the product's own as a text. */
export type Add = (draft: Draft, row: RawRow, id: string) => void

export interface Part {
  /** Reads with one query, or none, what it needs for these rows of products. */
  forPage(shop: Shop, products: readonly RawRow[], ids: readonly (string | number)[]): Promise<Add>
}
