/** Purchases in the shop's own transactions, on a connection of its own, while the worker runs on the same database. */
import { expect, test } from 'vitest'
import { describeEachDatabase } from '../../support/databases.js'
import { openEventShop } from '../../support/event-shop.js'
import { eventually } from '../../support/eventually.js'
import { orderOf, shopper } from '../../support/orders.js'
import { expectEachOnce } from '../../support/purchases-at-graph.js'

describeEachDatabase('the outbox', (fresh, kind) => {
  test('a purchase in a transaction that is rolled back leaves no event; one that commits always has it', async () => {
    const { url } = await fresh()
    const shop = await openEventShop({ url, background: true })
    const { orders, meta, graph } = shop
    const ids = Array.from({ length: 200 }, (_, at) => String(at))
    const placed = await Promise.allSettled(
      ids.map((id) =>
        orders.place(meta, id, async () => {
          if (Number(id) % 3 === 0) throw new Error('the card was refused')
        }),
      ),
    )
    // No other reason: neither a deadlock with the worker nor a database that is locked fails an order.
    const failures = placed.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))
    expect(new Set(failures)).toEqual(new Set(['Error: the card was refused']))
    const committed = await orders.ids()
    expect(committed).toHaveLength(133)
    await eventually(async () => (await shop.states()).done === committed.length, 20_000)
    expectEachOnce(graph, committed)
    expect(graph.totals().events).toBe(committed.length)
  })

  // SQLite has one writer: what another connection writes waits for it in any case.
  test.skipIf(kind === 'sqlite')(
    'a transaction of the shop that stays open keeps no other event from being delivered',
    async () => {
      const { url } = await fresh()
      const shop = await openEventShop({ url, background: true })
      const { orders, meta, graph } = shop
      const open = await orders.knex.transaction()
      await meta.within(open).purchase(shopper, orderOf('slow'))
      await shop.buy('quick')
      await orders.place(meta, 'other')
      await graph.whenReceived(2)
      await eventually(async () => (await shop.states()).done === 2, 10_000)
      // Nor does the sweeper wait for it.
      await shop.kernel.outbox.sweep()
      await meta.within(open).purchase(shopper, orderOf('second'))
      await open.commit()
      await graph.whenReceived(4)
      await eventually(async () => (await shop.states()).done === 4, 10_000)
      expectEachOnce(graph, ['slow', 'quick', 'other', 'second'])
    },
  )
})
