/** A database that can go away and come back: MariaDB behind a proxy, SQLite with a disk that fails. */
import { onTestFinished } from 'vitest'
import type { FreshDatabase, TestDatabase } from './databases.js'
import { type EventShop, type EventShopOptions, openEventShop } from './event-shop.js'
import { queryFaults } from './query-faults.js'
import { type TcpProxy, tcpProxy } from './tcp-proxy.js'

export interface WeakLink {
  readonly shop: EventShop
  /** For what only a server's connections can do; undefined where there are none. */
  readonly proxy: TcpProxy | undefined
  away(): Promise<void>
  back(): Promise<void>
}

/** A shop whose Storecast, and nothing else, is on the weak link. */
export async function shopOnWeakLink(
  kind: TestDatabase['kind'],
  { url }: FreshDatabase,
  options: Omit<EventShopOptions, 'url' | 'outsideUrl'> = {},
): Promise<WeakLink> {
  if (kind === 'sqlite') {
    const shop = await openEventShop({ url, ...options })
    const faults = queryFaults(shop.kernel.database.knex)
    onTestFinished(() => faults.heal())
    return { shop, proxy: undefined, away: async () => faults.failAll(), back: async () => faults.heal() }
  }
  const { hostname, port } = new URL(url)
  const proxy = await tcpProxy({ host: hostname, port: Number(port) })
  onTestFinished(() => proxy.close())
  const shop = await openEventShop({ url: proxy.through(url), outsideUrl: url, ...options })
  return { shop, proxy, away: () => proxy.refuse(), back: () => proxy.pass() }
}
