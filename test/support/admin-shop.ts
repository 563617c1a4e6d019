/** A whole shop for a merchant at a browser: products in memory, a local Graph API, a clock that a test moves, and its pages over HTTP. */
import express, { type RequestHandler } from 'express'
import type { FeedsState } from '../../feeds/state.js'
import type { GraphStandIn } from '../../plugins/graph-stand-in/contract.js'
import { startGraphStandIn } from '../../plugins/graph-stand-in/index.js'
import type { MetaApi } from '../../plugins/meta-capi/contract.js'
import type { MetaState } from '../../plugins/meta-capi/state.js'
import { hashOneTimePassword } from '../../src/admin/door/password.js'
import type { AdminState } from '../../src/admin/index.js'
import { modulesOf } from '../../src/app.js'
import { assemble, type Kernel } from '../../src/kernel/assembly.js'
import type { Role } from '../../src/kernel/pages/page.js'
import { type TestClock, testClock } from './clock.js'
import { eventEnvironment, pixel, token } from './event-environment.js'
import { listen } from './http.js'
import { type MemoryCatalog, memoryCatalog } from './memory-catalog.js'
import { orderOf, shopper } from './orders.js'
import { tempFolder } from './temp-folder.js'

/** Of everybody whom `let` lets in. */
export const merchantPassword = 'a walk along the harbour'

export interface AdminShop {
  readonly kernel: Kernel
  readonly feeds: FeedsState
  readonly admin: AdminState
  readonly catalog: MemoryCatalog
  readonly graph: GraphStandIn
  readonly clock: TestClock
  /** Up to where it is mounted, without a trailing slash. */
  readonly url: string
  /** Somebody who may sign in with `merchantPassword`. */
  letIn(name: string, role: Role, store?: string): Promise<void>
  /** A purchase, kept in the outbox. */
  buy(orderId: string, store?: string): Promise<void>
  /** Hands over what is due; nothing else goes out by itself. */
  deliver(): Promise<number>
  /** The whole Google feed, built. */
  build(force?: boolean): Promise<void>
  /** Its event's id in the outbox. */
  eventOf(orderId: string, store?: string): Promise<string>
  close(): Promise<void>
}

export interface AdminShopOptions {
  readonly database: string
  readonly products?: number
  readonly stores?: readonly string[]
  /** The path of a host's app under which it is mounted. */
  readonly mount?: string
  /** What the host's app does first. */
  readonly before?: RequestHandler
  readonly environment?: Readonly<Record<string, string>>
}

/** Migrated and listening, with nothing in the background; the caller closes it. */
export async function openAdminShop(options: AdminShopOptions): Promise<AdminShop> {
  const { database, products = 30, stores, mount = '', before, environment } = options
  const folder = tempFolder()
  const clock = testClock(Date.now())
  const catalog = memoryCatalog(products)
  const graph = await startGraphStandIn({ pixels: { [pixel]: token } })
  const app = express()
  const server = await listen(app)
  const url = `${server.url}${mount}`
  const kernel = await assemble(modulesOf({ catalog }), {
    dataFolder: folder.path,
    logLevel: 'silent',
    clock,
    database,
    publicUrl: url,
    ...(stores && { stores }),
    environment: {
      ...eventEnvironment(graph.url),
      SERVER__RATE_LIMIT_PER_MINUTE: '1000000',
      ...environment,
    },
  })
  if (before) app.use(before)
  app.use(mount || '/', kernel.router)
  app.use(kernel.notFound)
  await kernel.migrate()
  const feeds = kernel.state('feeds') as FeedsState
  const admin = kernel.state('admin') as AdminState
  const { outbox } = kernel
  return {
    kernel,
    feeds,
    admin,
    catalog,
    graph,
    clock,
    url,
    async letIn(name, role, store = '*') {
      await admin.people.add({ name, role, store, by: 'a test' })
      await admin.people.setPassword(name, hashOneTimePassword(merchantPassword), 'a test')
    },
    async buy(orderId, store = 'default') {
      // A hook waits for nothing; what was set a moment ago is to hold for it already.
      await (kernel.state('meta') as MetaState).configurations.read(store)
      const meta = kernel.api('meta', store) as MetaApi
      // Whoever bought it did so just now, by the clock of this shop.
      const at = Math.floor(clock.now() / 1_000)
      const stored = await meta.purchase({ ...shopper, at }, orderOf(orderId)).stored
      if (stored !== 'stored') throw new Error(`The purchase ${orderId} was not stored: ${stored}`)
    },
    deliver: () => outbox.deliver(),
    async build(force = false) {
      await feeds.workshop.refresh(
        await feeds.feedFrom('default', 'google-merchant', new URLSearchParams()),
        { force },
      )
    },
    async eventOf(orderId, store = 'default') {
      const [entry] = await outbox.list(store, { orderId, limit: 1 })
      if (!entry) throw new Error(`There is no event of ${orderId}`)
      return entry.id
    },
    async close() {
      await feeds.workshop.idle()
      await server.close()
      await kernel.close()
      await graph.close()
      folder.remove()
    },
  }
}
