/** A Storecast whose events go to a local Graph API, beside the orders of a shop: for what may befall a purchase. */
import type { Knex } from 'knex'
import { onTestFinished } from 'vitest'
import type { GraphStandIn } from '../../plugins/graph-stand-in/contract.js'
import { startGraphStandIn } from '../../plugins/graph-stand-in/index.js'
import type { MetaApi } from '../../plugins/meta-capi/contract.js'
import { modulesOf, type StorecastOptions } from '../../src/app.js'
import { assemble, type Kernel } from '../../src/kernel/assembly.js'
import { entryTable } from '../../src/kernel/outbox/schema.js'
import { type TestClock, testClock } from './clock.js'
import { eventEnvironment, pixel, token } from './event-environment.js'
import { type Lines, lines } from './lines.js'
import { type Orders, openOrders, orderOf, shopper } from './orders.js'
import { testFolder } from './temp-folder.js'

export interface EventShop {
  readonly kernel: Kernel
  readonly meta: MetaApi
  readonly graph: GraphStandIn
  readonly clock: TestClock
  readonly orders: Orders
  readonly lines: Lines
  /** Buys; the hook's promise is awaited. */
  buy(...ids: readonly string[]): Promise<void>
  /** Delivers what is due now; with a clock that stands still, that is all that ever happens by itself. */
  deliver(): Promise<number>
  /** What so much time does: the clock goes on and breakers cool down; nobody sweeps or delivers meanwhile. */
  pass(ms: number): Promise<void>
  /** How many entries are in each state. */
  states(): Promise<Readonly<Record<string, number>>>
  codes(): Promise<readonly string[]>
  close(): Promise<void>
}

export interface EventShopOptions extends Omit<StorecastOptions, 'database' | 'environment'> {
  readonly url: string
  /** The same database for what the test does itself, where the way to `url` is to be cut. */
  readonly outsideUrl?: string
  readonly graph?: GraphStandIn
  readonly clock?: TestClock
  /** Undefined takes a value away. */
  readonly environment?: Readonly<Record<string, string | undefined>>
}

/** Migrated, with an empty orders table; closed when the current test has finished. Its worker runs if `background` says so. */
export async function openEventShop(options: EventShopOptions): Promise<EventShop> {
  const { url, outsideUrl = url, environment = {}, background = false, ...others } = options
  const clock = options.clock ?? testClock()
  const graph = options.graph ?? (await startGraph(clock))
  const written = lines()
  const kernel = await assemble(modulesOf(others), {
    logDestination: written,
    logLevel: 'debug',
    dataFolder: testFolder(),
    ...others,
    clock,
    database: url,
    environment: Object.fromEntries(
      Object.entries({ ...eventEnvironment(graph.url), ...environment }).filter(
        ([, value]) => value !== undefined,
      ),
    ),
  })
  let closed: Promise<void> | undefined
  const close = () => {
    closed ??= kernel.close()
    return closed
  }
  onTestFinished(close)
  await kernel.migrate()
  const orders = await openOrders(outsideUrl)
  onTestFinished(() => orders.close())
  if (!(await orders.knex.schema.hasTable('shop_orders'))) await orders.make()
  if (background) await kernel.start()
  const meta = kernel.api('meta', 'default') as MetaApi
  return {
    kernel,
    meta,
    graph,
    clock,
    orders,
    lines: written,
    async buy(...ids) {
      await Promise.all(ids.map((id) => meta.purchase(shopper, orderOf(id)).stored))
    },
    deliver: () => kernel.outbox.deliver(),
    async pass(ms) {
      clock.move(ms)
      await letBreakersCool(orders.knex, ms)
    },
    states: () => statesIn(orders.knex),
    codes: async () => (await kernel.problems.standing('default')).map(({ code }) => code),
    close,
  }
}

/** A local Graph API that knows one pixel; closed when the current test has finished. */
export async function startGraph(clock?: TestClock, namesIndex = true): Promise<GraphStandIn> {
  const graph = await startGraphStandIn({ pixels: { [pixel]: token }, namesIndex, ...(clock && { clock }) })
  onTestFinished(() => graph.close())
  return graph
}

/** Breakers run by the database's clock, which no test can move: their instants come nearer instead. */
export async function letBreakersCool(knex: Knex, ms: number): Promise<void> {
  const sooner = (column: string) => knex.raw('?? - ?', [column, ms])
  await knex('storecast_breakers').update({
    retry_at: sooner('retry_at'),
    probe_until: sooner('probe_until'),
  })
}

/** What the database's clock does to the leases of a worker that fell silent. */
export async function endLeases(knex: Knex): Promise<void> {
  await knex(entryTable).where({ state: 'sending' }).update({ state_until: 0 })
}

export async function statesIn(knex: Knex): Promise<Readonly<Record<string, number>>> {
  const rows = await knex(entryTable).groupBy('state').select('state', knex.raw('count(*) as n'))
  return Object.fromEntries(rows.map(({ state, n }) => [state, Number(n)]))
}
