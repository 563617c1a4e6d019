/** Several workers on one outbox: two that share, one that sleeps, one that is told to end, and clocks that jump. */
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import type { GraphStandIn } from '../../../plugins/graph-stand-in/contract.js'
import { entryTable } from '../../../src/kernel/outbox/schema.js'
import { type Child, startChild } from '../../support/child.js'
import { testClock } from '../../support/clock.js'
import { describeEachDatabase } from '../../support/databases.js'
import { eventEnvironment } from '../../support/event-environment.js'
import { endLeases, openEventShop, startGraph } from '../../support/event-shop.js'
import { eventually } from '../../support/eventually.js'
import { freePort } from '../../support/free-port.js'
import { expectEachOnce, repeatedAt } from '../../support/purchases-at-graph.js'
import { tcpProxy } from '../../support/tcp-proxy.js'
import { testFolder } from '../../support/temp-folder.js'

const shopChild = fileURLToPath(new URL('../../support/purchase-child.ts', import.meta.url))
const program = fileURLToPath(new URL('../../../src/main.ts', import.meta.url))
const hourMs = 3_600_000

describeEachDatabase('the outbox', (fresh) => {
  /** A worker in a process of its own, which reaches Graph on a way of its own. */
  async function worker(url: string, graphUrl: string): Promise<Child> {
    const child = startChild(shopChild, { args: [url, testFolder(), graphUrl] })
    onTestFinished(async () => void (await child.kill()))
    await child.line('loaded')
    return child
  }

  async function wayTo(graph: GraphStandIn) {
    const proxy = await tcpProxy({ host: '127.0.0.1', port: graph.port })
    onTestFinished(() => proxy.close())
    return { url: `http://127.0.0.1:${proxy.port}`, isUsed: () => proxy.accepted > 0 }
  }

  test('two workers share the work: nothing is sent twice', async () => {
    const { url } = await fresh()
    const graph = await startGraph()
    const ways = [await wayTo(graph), await wayTo(graph)]
    const shop = await openEventShop({ url, graph, clock: testClock(Date.now()) })
    const children = await Promise.all(ways.map((way) => worker(url, way.url)))
    const ids = Array.from({ length: 5_000 }, (_, at) => String(at))
    await shop.buy(...ids.slice(0, 3_500))
    // Slow enough that one alone would be at it for a while.
    graph.misbehave({ name: 'slow', latencyMs: 150 })
    for (const child of children) child.send('open')
    await shop.buy(...ids.slice(3_500))
    await eventually(async () => (await shop.states()).done === ids.length, 25_000)
    expectEachOnce(graph, ids)
    expect(repeatedAt(graph)).toEqual([])
    expect(ways.map((way) => way.isUsed())).toEqual([true, true])
    await Promise.all(children.map((child) => child.kill()))
  }, 60_000)

  test('a worker is paused past its lease: another sends, and the late one changes nothing', async () => {
    const { url } = await fresh()
    const graph = await startGraph()
    const shop = await openEventShop({ url, graph, clock: testClock(Date.now() + hourMs / 2) })
    const child = await worker(url, graph.url)
    await shop.orders.place(shop.meta, '1')
    await shop.orders.knex(entryTable).update({ due_at: 0 })
    graph.misbehave({ name: 'slow', latencyMs: 300 }, { times: 1 })
    const sent = graph.nextRequest()
    child.send('open')
    await sent
    // Its answer comes while it sleeps.
    child.signal('SIGSTOP')
    await endLeases(shop.orders.knex)
    await shop.kernel.outbox.sweep()
    await shop.deliver()
    const row = () => shop.orders.knex(entryTable).first()
    const after = await row()
    expect(after).toMatchObject({ state: 'done', event_id: 'purchase.1' })
    child.signal('SIGCONT')
    await child.line('a lease was lost before its entries were settled')
    expect(await row()).toEqual(after)
    expect(graph.counts()).toEqual(new Map([['1234567890/Purchase/purchase.1', { times: 2, counted: 1 }]]))
    await child.kill()
  })

  test('the clock jumps ahead and back: nothing is lost and nothing is sent twice', async () => {
    const { url } = await fresh()
    const clock = testClock()
    const graph = await startGraph(clock)
    const shop = await openEventShop({ url, graph, clock })
    const { kernel, deliver, buy } = shop
    const all: string[] = []
    const jump = async (byMs: number) => {
      clock.move(byMs)
      all.push(`after-${all.length}`)
      await buy(all.at(-1) ?? '')
      await kernel.outbox.sweep()
      await deliver()
      await kernel.outbox.sweep()
    }
    await jump(0)
    // While a batch is out: its lease runs by the database's clock, which did not jump.
    graph.misbehave({ name: 'slow', latencyMs: 200 }, { times: 1 })
    await buy('during')
    all.push('during')
    const out = graph.nextRequest()
    const delivering = deliver()
    await out
    clock.move(2 * hourMs)
    await kernel.outbox.sweep()
    await delivering
    await jump(2 * hourMs)
    await jump(-6 * hourMs)
    await jump(24 * hourMs)
    await jump(-24 * hourMs)
    // What was stored while the clock was ahead is due when it gets there again.
    clock.move(26 * hourMs)
    await deliver()
    expect(await shop.states()).toEqual({ done: all.length })
    expectEachOnce(graph, all)
    expect(repeatedAt(graph)).toEqual([])
  })

  test('SIGTERM with a batch in flight: it is settled before the process ends', async () => {
    const { url } = await fresh()
    const graph = await startGraph()
    const shop = await openEventShop({ url, graph, clock: testClock(Date.now()) })
    await shop.buy('1', '2', '3')
    graph.misbehave({ name: 'slow', latencyMs: 500 })
    const sent = graph.nextRequest()
    const dataFolder = testFolder()
    const child = startChild(program, {
      cwd: dataFolder,
      env: {
        ...eventEnvironment(graph.url),
        DATABASE_URL: url,
        STORECAST_DATA: dataFolder,
        PORT: String(await freePort()),
        VITEST: undefined,
      },
    })
    onTestFinished(async () => void (await child.kill()))
    await sent
    expect(await child.kill('SIGTERM')).toEqual({ code: 0, signal: null })
    expect(await shop.states()).toEqual({ done: 3 })
    expectEachOnce(graph, ['1', '2', '3'])
    expect(graph.requests()).toHaveLength(1)
  })
})
