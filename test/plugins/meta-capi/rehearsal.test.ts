/** A rehearsal: events go to a stand-in, and nothing of a merchant's own pixel has a part in it. */
import { expect, onTestFinished, test } from 'vitest'
import type { GraphStandIn } from '../../../plugins/graph-stand-in/contract.js'
import { startGraphStandIn } from '../../../plugins/graph-stand-in/index.js'
import type { MetaApi } from '../../../plugins/meta-capi/contract.js'
import type { MetaOptions } from '../../../plugins/meta-capi/index.js'
import { rehearsalDestination, rehearsalPixel } from '../../../plugins/meta-capi/rehearsal-account.js'
import type { MetaState } from '../../../plugins/meta-capi/state.js'
import { modulesOf } from '../../../src/app.js'
import { assemble, type Kernel } from '../../../src/kernel/assembly.js'
import { describeEachDatabase } from '../../support/databases.js'
import { shopper } from '../../support/orders.js'
import { testFolder } from '../../support/temp-folder.js'

async function graphOf(): Promise<GraphStandIn> {
  const graph = await startGraphStandIn()
  onTestFinished(() => graph.close())
  return graph
}

describeEachDatabase('a rehearsal', (fresh) => {
  async function open(
    rehearsal: MetaOptions['rehearsal'],
    environment: Readonly<Record<string, string>> = {},
    database?: string,
  ): Promise<{ kernel: Kernel; meta: MetaApi; url: string }> {
    const url = database ?? (await fresh()).url
    const kernel = await assemble(modulesOf({ meta: rehearsal ? { rehearsal } : {} }), {
      database: url,
      dataFolder: testFolder(),
      logLevel: 'silent',
      stores: ['acme'],
      environment,
    })
    onTestFinished(() => kernel.close())
    await kernel.migrate()
    return { kernel, url, meta: kernel.api('meta', 'default') as MetaApi }
  }

  const order = { orderId: 'D1', currency: 'EUR', value: '12.50', lines: [{ product: 'HP-1' }] }

  test('reports without a testing code outside production, to a pixel that is nobody’s', async () => {
    const graph = await graphOf()
    const { kernel, meta } = await open(
      { graphUrl: async () => graph.url },
      {
        FACEBOOK_CONVERSION__PIXEL_ID: '1234567890',
        FACEBOOK_CONVERSION__PIXEL_ACCESS_TOKEN: 'of-a-merchant',
      },
    )
    expect(await meta.purchase(shopper, order).stored).toBe('stored')
    await kernel.outbox.deliver()
    expect(graph.received().map(({ pixel, testCode, event }) => [pixel, testCode, event.event_id])).toEqual([
      [rehearsalPixel, undefined, 'purchase.D1'],
    ])
    expect((await kernel.outbox.list('default', { limit: 10 })).map(({ state }) => state)).toEqual(['done'])
    expect(await kernel.welcome()).toContain('Events go to a stand-in for Meta')
    const findings = await kernel.findings('default', 'live')
    const ofEvents = findings.filter(({ subject }) => ['events', 'Meta'].includes(subject))
    expect(ofEvents.map(({ state }) => state)).toEqual(['good', 'good'])
  })

  test('puts no script of Meta’s on a page', async () => {
    const graph = await graphOf()
    const { meta } = await open({ graphUrl: async () => graph.url })
    const request = { sessionID: 'a', headers: { 'user-agent': 'Mozilla/5.0 Chrome/140' }, url: '/' } as never
    expect(await meta.viewContent(request, { product: 'HP-1' }).stored).toBe('stored')
    expect(meta.browserTag(request)).toBe('')
  })

  test('is for the first store: another one has no account by it', async () => {
    const graph = await graphOf()
    const { kernel } = await open({ graphUrl: async () => graph.url }, { NODE_ENV: 'test' })
    for (const [key, value] of [
      ['PIXEL_ID', '1234567890'],
      ['PIXEL_ACCESS_TOKEN', 'of-a-merchant'],
      ['PIXEL_TESTING_CODE', 'TEST1'],
    ] as const)
      await kernel.registry.set('acme', 'FACEBOOK_CONVERSION', key, value, { by: 'test' })
    const { configurations } = kernel.state('meta') as MetaState
    expect((await configurations.read('acme')).whyOff).toContain('first store')
    const acme = kernel.api('meta', 'acme') as MetaApi
    expect(await acme.purchase(shopper, order).stored).toBe('off')
  })

  test('gives way to a Graph API that the environment names, with all that a merchant must have set', async () => {
    const [named, standIn] = [await graphOf(), await graphOf()]
    let asked = 0
    const rehearsal = {
      graphUrl: async () => {
        asked++
        return standIn.url
      },
    }
    const { meta: without } = await open(rehearsal, { STORECAST_GRAPH_URL: named.url })
    expect(await without.purchase(shopper, order).stored).toBe('off')

    const { kernel, meta } = await open(rehearsal, {
      STORECAST_GRAPH_URL: named.url,
      FACEBOOK_CONVERSION__PIXEL_ID: '1234567890',
      FACEBOOK_CONVERSION__PIXEL_ACCESS_TOKEN: 'of-a-merchant',
      FACEBOOK_CONVERSION__PIXEL_TESTING_CODE: 'TEST1',
    })
    expect(await meta.purchase(shopper, order).stored).toBe('stored')
    await kernel.outbox.deliver()
    expect(named.received().map(({ pixel, testCode }) => [pixel, testCode])).toEqual([
      ['1234567890', 'TEST1'],
    ])
    expect([standIn.requests().length, asked]).toEqual([0, 0])
  })

  test('keeps events while the stand-in cannot be started', async () => {
    const graph = await graphOf()
    let isThere = false
    const { kernel, meta } = await open({
      graphUrl: async () => {
        if (isThere) return graph.url
        throw new Error('no port is free')
      },
    })
    await meta.purchase(shopper, order).stored
    await kernel.outbox.deliver()
    const [entry] = await kernel.outbox.list('default', { limit: 10 })
    expect([entry?.state, entry?.reason]).toEqual(['waiting', 'no stand-in'])
    isThere = true
    await kernel.database.knex('storecast_outbox_entries').update({ due_at: 0 })
    await kernel.outbox.deliver()
    expect(graph.counted()).toHaveLength(1)
  })

  test('leaves alone what is meant for Meta, and is left alone by who sends to Meta', async () => {
    const [meta, standIn] = [await graphOf(), await graphOf()]
    const own = {
      NODE_ENV: 'production',
      STORECAST_SECRET: 'the secret of these tests',
      STORECAST_GRAPH_URL: meta.url,
      FACEBOOK_CONVERSION__PIXEL_ID: '1234567890',
      FACEBOOK_CONVERSION__PIXEL_ACCESS_TOKEN: 'of-a-merchant',
    }
    const shop = await open(undefined, own)
    const demo = await open({ graphUrl: async () => standIn.url }, {}, shop.url)
    await shop.meta.purchase(shopper, order).stored
    await demo.meta.purchase(shopper, { ...order, orderId: 'D2' }).stored
    await demo.kernel.outbox.deliver()
    const ids = (graph: GraphStandIn) => graph.received().map(({ event }) => event.event_id)
    expect([ids(meta), ids(standIn)]).toEqual([[], ['purchase.D2']])

    await demo.meta.purchase(shopper, { ...order, orderId: 'D3' }).stored
    await shop.kernel.outbox.deliver()
    expect([ids(meta), ids(standIn)]).toEqual([['purchase.D1'], ['purchase.D2']])
    await demo.kernel.outbox.deliver()
    expect([ids(meta), ids(standIn)]).toEqual([['purchase.D1'], ['purchase.D2', 'purchase.D3']])
  })

  test('is forgotten whole, and what belongs to another destination or store stays', async () => {
    const graph = await graphOf()
    const { kernel, meta } = await open({ graphUrl: async () => graph.url })
    await meta.purchase(shopper, order).stored
    await kernel.outbox.deliver()
    const { knex } = kernel.database
    const tables = ['entries', 'destinations', 'sends'].map((name) => `storecast_outbox_${name}`)
    const counts = () =>
      Promise.all(
        [...tables, 'storecast_send_log'].map(async (table) =>
          Number((await knex(table).count({ n: '*' }))[0]?.n),
        ),
      )
    await kernel.outbox.know('acme', rehearsalDestination)
    await kernel.outbox.know('default', 'meta:1')
    expect(await counts()).toEqual([1, 3, 1, 1])
    await kernel.outbox.forget('default', rehearsalDestination)
    expect(await counts()).toEqual([0, 2, 0, 0])
  })
})
