/** The `sql` catalog: products of our own schema, on whatever database Storecast runs. */
import type { Database } from '../../../src/kernel.js'
import type { Catalog } from '../contract.js'
import { SqlView } from './view.js'

export interface SqlCatalogOptions {
  readonly database: Database
  readonly store: string
}

/**
 * A catalog on our own tables. Outside `still` each call looks up anew what it needs besides its rows;
 * a view of `still` looks it up once, so that a build belongs there.
 * Attributes of its products are getters: `Object.create(product, …)` keeps them, a spread does not.
 */
export function sqlCatalog({ database, store }: SqlCatalogOptions): Catalog {
  const now = () => new SqlView(database, database.knex, store)
  return {
    pageSize: SqlView.pageSize,
    page: (after, limit, filter, signal) => now().page(after, limit, filter, signal),
    find: (id, signal) => now().find(id, signal),
    groupIds: (signal) => now().groupIds(signal),
    fingerprint: (signal) => now().fingerprint(signal),
    hasBrand: (brand) => now().hasBrand(brand),
    hasCategory: (id) => now().hasCategory(id),
    rates: () => now().rates(),
    still: (work) =>
      database.still(async (knex) => {
        const view = new SqlView(database, knex, store)
        // Before any table is read: the fingerprint's clock must not be later than what the view sees.
        await view.openedAt()
        return work(view)
      }),
  }
}
