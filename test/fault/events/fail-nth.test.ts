/** Every query and every call of a purchase's way fails once, before and after it took effect. */
import { expect, onTestFinished, test } from 'vitest'
import type { Behaviour } from '../../../plugins/graph-stand-in/contract.js'
import { graphSender } from '../../../plugins/meta-capi/delivery/sender.js'
import { createHttpClient } from '../../../src/kernel/http/client.js'
import { testClock } from '../../support/clock.js'
import { describeEachDatabase } from '../../support/databases.js'
import { endLeases, openEventShop, startGraph } from '../../support/event-shop.js'
import { orderOf, shopper } from '../../support/orders.js'
import { expectEachOnce } from '../../support/purchases-at-graph.js'
import { queryFaults } from '../../support/query-faults.js'

const minuteMs = 60_000
const mostCalls = 100

/** As a call fails before Graph acted, after it, or with an answer that blames itself. */
const failures: readonly Behaviour[] = [
  { name: 'resetBeforeReading' },
  { name: 'resetAfterAccepting' },
  { name: 'cutAnswer' },
  { name: 'temporary' },
  { name: 'throttled' },
  { name: 'html503' },
]

describeEachDatabase('the outbox', (fresh, kind) => {
  test('the n-th query fails, before and after its effect, for every n: a purchase is kept and delivered, under one id', async () => {
    const { url } = await fresh()
    const shop = await openEventShop({ url })
    const { orders, meta, graph, kernel } = shop
    const own = queryFaults(kernel.database.knex)
    const shops = queryFaults(orders.knex)
    onTestFinished(() => own.heal())
    onTestFinished(() => shops.heal())
    const placed = new Set<string>()

    /** What a shop does whose customer was not told that the order is placed: it looks, and places it again. */
    async function order(id: string): Promise<void> {
      for (let attempt = 1; attempt <= 3; attempt++) {
        if (
          await orders.place(meta, id).then(
            () => true,
            () => false,
          )
        )
          break
        if ((await orders.ids()).includes(id)) break
      }
      placed.add(id)
    }

    for (const [name, faults, accept, isDelivered] of [
      // On one MySQL server these two are the same.
      ...(kind === 'sqlite' ? ([['shop', shops, order, false]] as const) : []),
      ['own', own, order, true],
      // Outside of a transaction, where the outbox alone sees to it.
      ['hook', own, hook, false],
    ] as const) {
      for (const when of ['before', 'after'] as const) {
        let n = 1
        for (; n <= mostCalls; n++) {
          const id = `${name}-${when}-${n}`
          faults.failNth(n, when)
          await accept(id)
          if (isDelivered) await shop.deliver().catch(() => {})
          const isOver = faults.count < n
          faults.heal()
          // Whatever is left is what a crash would leave.
          await endLeases(orders.knex)
          await kernel.outbox.sweep()
          await shop.pass(15 * minuteMs)
          await shop.deliver()
          expect(await shop.states(), id).toEqual({ done: placed.size })
          if (isOver) break
        }
        expect([name, when, n < mostCalls, n > 3]).toEqual([name, when, true, true])
      }
    }
    expect(new Set(await orders.ids())).toEqual(new Set([...placed].filter((id) => !id.startsWith('hook'))))
    expectEachOnce(graph, [...placed])

    async function hook(id: string): Promise<void> {
      expect(await meta.purchase(shopper, orderOf(id)).stored).toBe('stored')
      placed.add(id)
    }
  }, 60_000)

  test('the n-th call of Graph fails', async () => {
    const { url } = await fresh()
    const clock = testClock()
    const graph = await startGraph(clock, false)
    const http = createHttpClient()
    onTestFinished(() => http.close())
    const plain = graphSender(http, graph.url)
    let calls = 0
    let fails: (call: number) => Behaviour | undefined = () => undefined
    const shop = await openEventShop({
      url,
      graph,
      clock,
      meta: {
        sender: {
          post(request) {
            const behaviour = fails(++calls)
            // Halving goes on around it: the poison is in every batch, and no answer names it.
            graph.misbehave(behaviour ?? poison)
            return plain.post(request)
          },
        },
      },
    })
    let poison: Behaviour = { name: 'poison', eventIds: [] }
    const good: string[] = []
    const poisons: string[] = []
    for (const failure of failures) {
      let n = 1
      for (; n <= mostCalls; n++) {
        const ids = Array.from({ length: 8 }, (_, at) => `${failure.name}-${n}-${at}`)
        poison = { name: 'poison', eventIds: [`purchase.${ids[5]}`], subcode: 2804009 }
        calls = 0
        fails = (call) => (call === n ? failure : undefined)
        await shop.buy(...ids)
        await shop.deliver()
        const isOver = calls < n
        fails = () => undefined
        for (let times = 0; times < 3; times++) {
          await shop.pass(15 * minuteMs)
          await shop.deliver()
        }
        good.push(...ids.filter((_, at) => at !== 5))
        poisons.push(ids[5] ?? '')
        expect(await shop.states(), `${failure.name} ${n}`).toEqual({
          done: good.length,
          dead: poisons.length,
        })
        if (isOver) break
      }
      expect([failure.name, n < mostCalls, n > 3]).toEqual([failure.name, true, true])
    }
    // A failure that came after its effect took the place of the refusal: Graph has the poison then.
    const taken = poisons.filter((id) => graph.counts().has(`1234567890/Purchase/purchase.${id}`))
    expect(taken.length).toBeLessThan(poisons.length)
    expectEachOnce(graph, [...good, ...taken])
  }, 60_000)
})
