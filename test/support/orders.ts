/** The orders of a shop, on a connection of the shop's own: what stands in this table was bought. */
import { createRequire } from 'node:module'
import knexFactory, { type Knex } from 'knex'
import type { Context, MetaApi } from '../../plugins/meta-capi/contract.js'
import { loadSqliteDriver } from '../../src/kernel/database/sqlite-driver.js'

const table = 'shop_orders'

/** Who buys: as a shop saves it on an order. */
export const shopper: Context = {
  version: 1,
  at: 1_795_253_400,
  consent: 'granted',
  user: { external_id: ['a'.repeat(64)], client_user_agent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/120' },
  sourceUrl: 'https://shop.example/checkout',
}

/** What the hook is told of an order. */
export const orderOf = (orderId: string) => ({
  orderId,
  currency: 'EUR',
  lines: [{ product: 'A1', quantity: 1, price: '9.99' }],
})

export interface Orders {
  readonly knex: Knex
  make(): Promise<void>
  /** The order and its event, both or neither; `then` runs before the commit. */
  place(meta: MetaApi, id: string, then?: (trx: Knex.Transaction) => Promise<void>): Promise<void>
  ids(): Promise<readonly string[]>
  close(): Promise<void>
}

/** Connects as a shop does that knows nothing of Storecast but its hooks. */
export async function openOrders(url: string): Promise<Orders> {
  const knex = url.startsWith('mysql')
    ? knexFactory({ client: 'mysql2', connection: url, pool: { min: 0, max: 10 } })
    : knexFactory({
        client: await plainSqlite(),
        connection: { filename: url },
        useNullAsDefault: true,
        // Knex leaves a transaction open whose COMMIT failed, and goes on in it.
        pool: { validate: (connection: { readonly inTransaction: boolean }) => !connection.inTransaction },
      })
  return {
    knex,
    make: () => knex.schema.createTable(table, (columns) => void columns.string('id', 50).primary()),
    place: (meta, id, then) =>
      knex.transaction(async (trx) => {
        await trx(table).insert({ id })
        await meta.within(trx).purchase(shopper, orderOf(id))
        await then?.(trx)
      }),
    ids: () => knex(table).orderBy('id').pluck('id'),
    close: () => knex.destroy(),
  }
}

/** Knex's own dialect, with the build of its driver that runs here. */
async function plainSqlite(): Promise<typeof knexFactory.Client> {
  const driver = await loadSqliteDriver()
  const require = createRequire(import.meta.url)
  const Dialect = require('knex/lib/dialects/better-sqlite3/index.js') as typeof knexFactory.Client
  return class extends Dialect {
    _driver() {
      return driver
    }
  }
}
