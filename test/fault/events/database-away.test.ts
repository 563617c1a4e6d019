/** A database that is away when events are accepted, claimed or settled, when the process ends, and while pages are served. */
import express from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { graphSender } from '../../../plugins/meta-capi/delivery/sender.js'
import { hashUserData } from '../../../plugins/meta-capi/user-data/index.js'
import { createHttpClient } from '../../../src/kernel/http/client.js'
import { testClock } from '../../support/clock.js'
import { describeEachDatabase } from '../../support/databases.js'
import { startGraph } from '../../support/event-shop.js'
import { eventually } from '../../support/eventually.js'
import { listen, send } from '../../support/http.js'
import { orderOf, shopper } from '../../support/orders.js'
import { expectEachOnce, repeatedAt } from '../../support/purchases-at-graph.js'
import { shopOnWeakLink, type WeakLink } from '../../support/weak-link.js'

describeEachDatabase('the outbox', (fresh, kind) => {
  test('the database is away when an event is accepted: it is kept in memory and written when it is back', async () => {
    const { shop, away, back } = await shopOnWeakLink(kind, await fresh())
    await away()
    const kept = ['1', '2', '3'].map((id) => shop.meta.purchase(shopper, orderOf(id)).stored)
    await logged(shop, 'entries could not be written; tried again')
    expect(await shop.states()).toEqual({})
    await back()
    expect(await Promise.all(kept)).toEqual(['stored', 'stored', 'stored'])
    await shop.deliver()
    expect(await shop.states()).toEqual({ done: 3 })
    expectEachOnce(shop.graph, ['1', '2', '3'])
    expect(await shop.codes()).toEqual([])
  })

  test('the database is away while a person is erased: it rejects, and what was in memory of them is never written', async () => {
    const { shop, away, back } = await shopOnWeakLink(kind, await fresh())
    const ada = { ...shopper, user: { ...shopper.user, ...hashUserData({ externalId: 'ada' }) } }
    expect(await shop.meta.purchase(ada, orderOf('before')).stored).toBe('stored')
    await away()
    const ofAda = shop.meta.purchase(ada, orderOf('1')).stored
    const ofAnother = shop.meta.purchase(shopper, orderOf('2')).stored
    await logged(shop, 'entries could not be written; tried again')
    await expect(shop.meta.erase({ externalId: 'ada' })).rejects.toMatchObject({ code: 'DATABASE_AWAY' })
    await back()
    expect(await Promise.all([ofAda, ofAnother])).toEqual(['erased', 'stored'])
    expect(await shop.meta.erase({ externalId: 'ada' })).toBe(1)
    await shop.deliver()
    expectEachOnce(shop.graph, ['2'])
    expect(await shop.states()).toEqual({ done: 1 })
  })

  test('the database is away at claim: events wait, and go when it is back', async () => {
    const { shop, away, back } = await shopOnWeakLink(kind, await fresh())
    await shop.buy('1', '2', '3')
    await away()
    await shop.kernel.start()
    await logged(shop, 'the outbox could not be looked at; tried again')
    expect(shop.graph.requests()).toEqual([])
    await back()
    await eventually(async () => (await shop.states()).done === 3, 20_000)
    expectEachOnce(shop.graph, ['1', '2', '3'])
    expect(repeatedAt(shop.graph)).toEqual([])
  })

  test('the database is away at settle: what was sent is not sent again', async () => {
    const clock = testClock()
    const graph = await startGraph(clock)
    const http = createHttpClient()
    onTestFinished(() => http.close())
    const plain = graphSender(http, graph.url)
    const link: WeakLink = await shopOnWeakLink(kind, await fresh(), {
      clock,
      graph,
      meta: {
        sender: {
          async post(request) {
            const answer = await plain.post(request)
            await link.away()
            return answer
          },
        },
      },
    })
    const { shop, back } = link
    await shop.buy('1', '2', '3')
    await shop.kernel.start()
    await logged(shop, 'entries could not be settled; tried again')
    expect(await shop.states()).toEqual({ sending: 3 })
    await back()
    await eventually(async () => (await shop.states()).done === 3, 20_000)
    expectEachOnce(graph, ['1', '2', '3'])
    expect(repeatedAt(graph)).toEqual([])
  })

  test('the process ends while the database is away: what it held is told as lost', async () => {
    const { shop, away } = await shopOnWeakLink(kind, await fresh(), { background: true })
    await away()
    const kept = ['1', '2'].map((id) => shop.meta.purchase(shopper, orderOf(id)).stored)
    await logged(shop, 'entries could not be written; tried again')
    await shop.close()
    expect(await Promise.all(kept)).toEqual(['lost', 'lost'])
    expect(lostIn(shop)).toBe(2)
    // What comes too late is told as well.
    expect(await shop.meta.purchase(shopper, orderOf('3')).stored).toBe('lost')
    expect(lostIn(shop)).toBe(3)
  })

  test('a shopper’s page is not kept waiting while Graph hangs and the database is away', async () => {
    const { shop, away, back, proxy } = await shopOnWeakLink(kind, await fresh(), {
      background: true,
      environment: { FACEBOOK_CONVERSION__TIMEOUT: '1' },
    })
    const { graph, meta } = shop
    graph.misbehave({ name: 'hang' })
    const hanging = graph.nextRequest()
    await shop.buy('before')
    await hanging
    // Worse than a refusal: nothing is answered at all.
    if (proxy) proxy.blackHole()
    else await away()
    const tookMs: number[] = []
    const app = express().post('/orders/:id', (req, res) => {
      const startedMs = performance.now()
      meta.purchase(req, orderOf(req.params.id))
      meta.viewContent(req, { product: 'A1', name: 'A shirt' })
      tookMs.push(performance.now() - startedMs)
      res.send(meta.browserTag(req))
    })
    const server = await listen(app)
    onTestFinished(() => server.close())
    const ids = Array.from({ length: 40 }, (_, at) => String(at))
    const headers = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/120 Safari/537.36' }
    const pagesMs: number[] = []
    for (const id of ids) {
      const startedMs = performance.now()
      const { status, text } = await send(`${server.url}/orders/${id}`, { method: 'POST', headers })
      pagesMs.push(performance.now() - startedMs)
      expect([status, text.includes(`purchase.${id}`)]).toEqual([200, true])
    }
    expect(median(tookMs)).toBeLessThan(5)
    expect(median(pagesMs)).toBeLessThan(50)
    expect(Math.max(...pagesMs)).toBeLessThan(1_000)
    graph.misbehave(null)
    await back()
    proxy?.cut()
    await eventually(async () => {
      await shop.pass(60_000)
      await shop.deliver().catch(() => {})
      return (await shop.states()).done === 81
    }, 25_000)
    const purchases = graph.received().filter(({ event }) => event.event_name === 'Purchase')
    expect(new Set(purchases.map(({ event }) => event.event_id))).toEqual(
      new Set(['before', ...ids].map((id) => `purchase.${id}`)),
    )
  })
})

async function logged({ lines }: WeakLink['shop'], message: string): Promise<void> {
  await eventually(async () => lines.objects.some(({ msg }) => msg === message), 20_000)
}

/** By lines of the level that operators are woken for. */
function lostIn({ lines }: WeakLink['shop']): number {
  const told = lines.objects.filter(
    ({ msg, level, why }) => msg === 'entries were lost' && level === 50 && why === 'closed',
  )
  return told.reduce((sum, { entries }) => sum + Number(entries), 0)
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}
