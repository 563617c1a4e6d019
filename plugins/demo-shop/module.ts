/** The module of the demo shop: the storefront on the web, its orders in the same database as the events. */
import { defineModule, type Host, type Module } from '../../src/kernel.js'
import { META, type MetaApi } from '../meta-capi/contract.js'
import { demoShop } from './index.js'
import type { Products } from './products.js'
import { dropOrders, makeOrders, sqlOrders } from './sql-orders.js'

export interface DemoShopModuleOptions {
  readonly name: string
  /** ISO 4217. */
  readonly currency: string
  /** What it sells. */
  products(host: Host): Products
  /** Where an order's event is seen, relative to the shop; no page says so unless given. */
  readonly seenAt?: (orderId: string) => string
}

/** Where it stands below the router. */
export const demoShopPath = '/demo'

export function demoShopModule({ products, ...shown }: DemoShopModuleOptions): Module<Host> {
  return defineModule<Host, object>({
    name: 'demo-shop',
    summary: 'A storefront in which nothing is sold, to see events on their way.',
    assemble: (host) => host,
    mounts: (host) => [
      {
        path: demoShopPath,
        handler: demoShop({
          ...shown,
          meta: metaOf(host),
          products: products(host),
          orders: sqlOrders(host.database, () => host.clock.now()),
          now: () => host.clock.now(),
          log: host.log,
        }),
      },
    ],
    welcome: async (host) => [`Shop ${host.publicUrl}${demoShopPath}`],
    // No migration: the table goes with the demo, and comes with it again.
    prepare: (host) => makeOrders(host.database),
  })
}

function metaOf({ offers }: Host): MetaApi {
  const meta = offers(META)
  if (!meta) throw new TypeError('The demo shop needs the module of the events')
  return meta('default')
}

/** Takes away what the shop kept; nothing where it never was. */
export const leaveDemoShop = ({ database }: Pick<Host, 'database'>): Promise<void> => dropOrders(database)
