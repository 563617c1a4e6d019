/** A filter as conditions of SQL. */
import type { Knex } from 'knex'
import type { Filter } from '../contract.js'
import { tables } from './schema.js'

/** The last of the N best sellers: whoever sold more, or as much with a lower id, is one of them too. */
export interface LastSeller {
  readonly sold: number
  readonly id: string
}

/** A filter whose look-ups are done. */
export interface Narrowing {
  readonly store: string
  readonly filter: Filter
  /** The category and all below it. */
  readonly categories: readonly string[] | undefined
  readonly lastSeller: LastSeller | undefined
}

/** Products of the store that the filter leaves, `top` included once its last seller is known. */
export function narrow(view: Knex, { store, filter, categories, lastSeller }: Narrowing): Knex.QueryBuilder {
  const query = view(tables.products).where(`${tables.products}.store`, store)
  if (filter.brand !== undefined) query.where('brand', filter.brand)
  if (filter.stock !== undefined) query.where('quantity', '>=', filter.stock)
  if (categories) {
    query.where((either) =>
      either.whereIn(`${tables.products}.category_id`, categories).orWhereExists(
        view(tables.placements)
          .select(view.raw('1'))
          .where(`${tables.placements}.store`, store)
          .where('product_id', view.ref(`${tables.products}.id`))
          .whereIn(`${tables.placements}.category_id`, categories),
      ),
    )
  }
  if (lastSeller) {
    // The first condition is implied by the second; alone it is a range that an index can serve.
    query
      .where('sold', '>=', lastSeller.sold)
      .where((either) => either.where('sold', '>', lastSeller.sold).orWhere('id', '<=', lastSeller.id))
  }
  return query
}
