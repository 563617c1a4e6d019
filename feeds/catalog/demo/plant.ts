/** Plants the demo shop in a store's catalog tables. */
import type { Knex } from 'knex'
import type { Database } from '../../../src/kernel.js'
import type { PlacementRow } from '../sql/row.js'
import { tables } from '../sql/schema.js'
import { categoryPrefix } from './categories.js'
import { productLinkPrefix } from './links.js'
import { categoryRows, placementRows, productRows, rateRows, taxRows } from './rows.js'

/**
 * Brings the store's demo rows to what the shop is in the month of `nowMs`; a merchant's own rows stay.
 * Safe when two processes plant at once: both write the same, and a deadlock's victim tries again.
 */
export async function plantDemo(database: Database, store: string, nowMs: number): Promise<void> {
  const categories = categoryRows(store)
  await database.transaction(async (trx) => {
    await trx(tables.categories).insert(categories).onConflict(['store', 'id']).merge()
    await trx(tables.categories)
      .where({ store })
      .where('id', 'like', `${categoryPrefix}%`)
      .whereNotIn('id', idsOf(categories))
      .delete()
  })
  const products = productRows(store, nowMs)
  await database.transaction(async (trx) => {
    await trx(tables.products).insert(products).onConflict(['store', 'id']).merge()
    await trx(tables.products)
      .where({ store })
      .where('link', 'like', `${productLinkPrefix}%`)
      .whereNotIn('id', idsOf(products))
      .delete()
  })
  await database.transaction((trx) => plantPlacements(trx, store, placementRows(store)))
  await database.transaction(async (trx) => {
    await trx(tables.rates).insert(rateRows(store)).onConflict(['store', 'currency']).merge()
    await trx(tables.taxes).insert(taxRows(store)).onConflict(['store', 'tax_class', 'country']).merge()
  })
}

async function plantPlacements(trx: Knex.Transaction, store: string, wanted: PlacementRow[]): Promise<void> {
  await trx(tables.placements).insert(wanted).onConflict(['store', 'category_id', 'product_id']).ignore()
  const here: PlacementRow[] = await trx(tables.placements)
    .where({ store })
    .where('category_id', 'like', `${categoryPrefix}%`)
    .select('store', 'category_id', 'product_id')
  const kept = new Set(wanted.map(nameOf))
  for (const row of here) {
    if (!kept.has(nameOf(row)))
      await trx(tables.placements)
        .where({ ...row })
        .delete()
  }
}

function idsOf(rows: readonly { readonly id: string }[]): string[] {
  return rows.map(({ id }) => id)
}

function nameOf({ category_id, product_id }: PlacementRow): string {
  return JSON.stringify([category_id, product_id])
}
