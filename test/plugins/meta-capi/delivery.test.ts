/** What becomes of stored events at the Graph API, answer by answer. */
import { describe, expect, test } from 'vitest'
import type { Behaviour } from '../../../plugins/graph-stand-in/contract.js'
import type { GraphRequest } from '../../../plugins/meta-capi/index.js'
import { testClock } from '../../support/clock.js'
import { describeEachDatabase } from '../../support/databases.js'
import {
  accessToken,
  openStorefront,
  pixelId,
  type Storefront,
  type StorefrontOptions,
} from '../../support/storefront.js'

const lines = [{ product: 'A1', price: 5 }]
const minuteMs = 60_000

describeEachDatabase('delivery', (fresh) => {
  const open = async (options: Partial<StorefrontOptions> = {}) =>
    openStorefront({
      url: (await fresh()).url,
      clock: testClock(),
      meta: { identify: () => ({ sessionId: 's-1' }) },
      ...options,
    })

  const buy = ({ visit, meta }: Storefront, ...ids: readonly string[]) =>
    visit(async (req) => {
      await Promise.all(ids.map((orderId) => meta.purchase(req, { orderId, lines }).stored))
    })

  const statesOf = async ({ entries }: Storefront) =>
    Object.fromEntries(
      (await entries()).map(({ event_id, state }) => [event_id.replace('purchase.', ''), state]),
    )

  test('sends all that is due in one call, with the token in a header alone', async () => {
    const shop = await open()
    await buy(shop, '1', '2', '3')
    await shop.kernel.outbox.deliver()
    expect(await statesOf(shop)).toEqual({ 1: 'done', 2: 'done', 3: 'done' })
    expect(shop.graph.requests()).toMatchObject([
      {
        path: `/v26.0/${pixelId}/events`,
        events: 3,
        tokenIn: 'header',
        hasRightToken: true,
        outcome: 'accepted',
      },
    ])
  })

  test('asked for in a direct way sends each event behind its response, and once', async () => {
    const shop = await open({ environment: { FACEBOOK_CONVERSION__DELIVERY: 'direct' } })
    await shop.visit((req) => {
      shop.meta.viewContent(req, { product: 'A1' })
      shop.meta.purchase(req, { orderId: '1', lines })
    })
    await shop.settled()
    expect(shop.graph.received().map(({ event }) => event.event_name)).toEqual(['Purchase', 'ViewContent'])
    await shop.kernel.outbox.deliver()
    expect(shop.graph.received()).toHaveLength(2)
    expect(shop.graph.requests()).toHaveLength(2)
  })

  test('asked for in a direct way leaves to the outbox what is not confirmed, or no longer fits', async () => {
    const shop = await open({
      environment: {
        FACEBOOK_CONVERSION__DELIVERY: 'direct',
        DEFERRED_TASK__BUDGET_SECONDS: '5',
      },
    })
    shop.graph.misbehave({ name: 'temporary' }, { times: 1 })
    await shop.visit((req) => {
      shop.meta.purchase(req, { orderId: '1', lines })
      shop.meta.viewContent(req, { product: 'A1' })
    })
    await shop.settled()
    expect(shop.graph.requests()).toHaveLength(1)
    expect(shop.lines.text).toContain('meta.viewContent')
    expect((await shop.entries()).map(({ name, state }) => [name, state]).sort()).toEqual([
      ['Purchase', 'waiting'],
      ['ViewContent', 'waiting'],
    ])
  })

  describe('with a testing code', () => {
    const environment = { NODE_ENV: 'development', FACEBOOK_CONVERSION__PIXEL_TESTING_CODE: 'TEST123' }

    test('stamps events as attempted and not as reported, and does not send them again by itself', async () => {
      const shop = await open({ environment })
      await buy(shop, '1')
      await shop.kernel.outbox.deliver()
      await shop.kernel.outbox.deliver()
      expect(shop.graph.received()).toMatchObject([{ testCode: 'TEST123' }])
      expect(await statesOf(shop)).toEqual({ 1: 'tested' })
      const [row] = await shop.kernel.database
        .knex('storecast_send_log')
        .select('attempted_at', 'reported_at')
      expect(row).toEqual({ attempted_at: expect.anything(), reported_at: null })
    })

    test('that is a day old, events are reported again in production, and not at all elsewhere', async () => {
      const clock = testClock()
      const shop = await open({ clock, environment: { FACEBOOK_CONVERSION__PIXEL_TESTING_CODE: 'TEST123' } })
      await shop.visit(() => {})
      clock.move(25 * 60 * minuteMs)
      await shop.kernel.migrate()
      await buy(shop, '1')
      await shop.kernel.outbox.deliver()
      expect(await statesOf(shop)).toEqual({ 1: 'done' })
      expect(shop.graph.received()[0]).not.toHaveProperty('testCode')
    })
  })

  test('brings an event to the pixel that it was meant for, also when the shop has moved to another', async () => {
    const shop = await open({ environment: { FACEBOOK_CONVERSION__PIXEL_ID: undefined } })
    const by = { by: 'a test' }
    shop.graph.setToken('99999999', accessToken)
    const { registry } = shop.kernel
    await registry.set('default', 'FACEBOOK_CONVERSION', 'PIXEL_ID', pixelId, by)
    await shop.kernel.migrate()
    await buy(shop, '1')
    await registry.set('default', 'FACEBOOK_CONVERSION', 'PIXEL_ID', '99999999', by)
    await shop.kernel.migrate()
    await buy(shop, '2')
    await shop.kernel.outbox.deliver()
    expect(
      shop.graph
        .received()
        .map(({ pixel, event }) => [pixel, event.event_id])
        .sort(),
    ).toEqual([
      [pixelId, 'purchase.1'],
      ['99999999', 'purchase.2'],
    ])
  })

  test('halves what is refused without a name, and gives up the one event alone', async () => {
    const shop = await open()
    await buy(shop, ...Array.from({ length: 40 }, (_, at) => String(at)))
    shop.graph.misbehave({ name: 'poison', eventIds: ['purchase.17'], subcode: 2804009, namesIndex: false })
    await shop.kernel.outbox.deliver()
    const states = await statesOf(shop)
    expect(states['17']).toBe('dead')
    expect(Object.values(states).filter((state) => state === 'done')).toHaveLength(39)
    expect(shop.graph.requests().length).toBeLessThanOrEqual(14)
    const [dead] = await shop.kernel.outbox.list('default', { state: 'dead', limit: 5 })
    expect(dead?.reason).toBe('refused 100/2804009')
  })

  test('takes a refused click id out of an event and sends the rest', async () => {
    const shop = await open()
    await buy(shop, '1', '2')
    const { knex } = shop.kernel.database
    for (const { event_id, body } of await shop.entries()) {
      const event = JSON.parse(body)
      if (event_id === 'purchase.2') event.user_data.fbc = 'not-a-click'
      await knex('storecast_outbox_entries')
        .where({ event_id })
        .update({ body: JSON.stringify(event) })
    }
    await shop.kernel.outbox.deliver()
    expect(await statesOf(shop)).toEqual({ 1: 'done', 2: 'done' })
    const second = shop.graph.received().find(({ event }) => event.event_id === 'purchase.2')
    expect(second?.event.user_data).not.toHaveProperty('fbc')
  })

  test('does not give up everything for a refusal that nobody can explain', async () => {
    const shop = await open()
    await buy(shop, '1', '2', '3', '4', '5', '6', '7', '8')
    shop.graph.misbehave({ name: 'error', code: 100 })
    await shop.kernel.outbox.deliver()
    expect(new Set(Object.values(await statesOf(shop)))).toEqual(new Set(['waiting']))
  })

  test('finds the event that Meta did not count, and counts the others once', async () => {
    const shop = await open()
    await buy(shop, '1', '2', '3', '4')
    shop.graph.misbehave({ name: 'undercount' }, { times: 1 })
    await shop.kernel.outbox.deliver()
    expect(new Set(Object.values(await statesOf(shop)))).toEqual(new Set(['done']))
    expect(shop.graph.counted()).toHaveLength(4)
  })

  const pauses: readonly (readonly [Behaviour, number])[] = [
    [{ name: 'throttled', code: 17 }, minuteMs],
    [{ name: 'throttled', code: 4, retryAfter: 300 }, 300_000],
  ]
  test.each(pauses)('waits as long as %o asks, and no attempt is counted', async (behaviour, waitMs) => {
    const clock = testClock()
    const shop = await open({ clock })
    await buy(shop, '1')
    shop.graph.misbehave(behaviour, { times: 1 })
    await shop.kernel.outbox.deliver()
    clock.move(waitMs - 1_000)
    await shop.kernel.outbox.deliver()
    expect(shop.graph.requests()).toHaveLength(1)
    clock.move(2_000)
    await shop.kernel.outbox.deliver()
    expect(await statesOf(shop)).toEqual({ 1: 'done' })
    const [entry] = await shop.kernel.outbox.list('default', { limit: 1 })
    expect(entry?.attempts).toBe(1)
  })

  test('pauses where the usage comes near its limit', async () => {
    const clock = testClock()
    const shop = await open({ clock })
    await buy(shop, '1')
    shop.graph.misbehave({ name: 'highUsage', percent: 100 }, { times: 1 })
    await shop.kernel.outbox.deliver()
    await buy(shop, '2')
    await shop.kernel.outbox.deliver()
    expect(await statesOf(shop)).toEqual({ 1: 'done', 2: 'waiting' })
    clock.move(2 * minuteMs)
    await shop.kernel.outbox.deliver()
    expect(await statesOf(shop)).toEqual({ 1: 'done', 2: 'done' })
  })

  const doubtful: readonly Behaviour['name'][] = [
    'html200',
    'halfJson200',
    'cutAnswer',
    'resetAfterAccepting',
    'oversize',
  ]
  test.each(doubtful)(
    'holds an event for doubtful after %s, and sends it again under its id',
    async (name) => {
      const clock = testClock()
      const shop = await open({ clock })
      await buy(shop, '1')
      shop.graph.misbehave({ name } as Behaviour, { times: 1 })
      await shop.kernel.outbox.deliver()
      const [entry] = await shop.kernel.outbox.list('default', { limit: 1 })
      const detail = await shop.kernel.outbox.find('default', entry?.id ?? '')
      expect(detail).toMatchObject({ state: 'waiting', doubtSince: clock.now() })
      clock.move(20 * minuteMs)
      await shop.kernel.outbox.deliver()
      expect(await statesOf(shop)).toEqual({ 1: 'done' })
      expect(shop.graph.counted()).toHaveLength(1)
    },
  )

  test('holds for doubtful what Meta counted short, when it is away before that is found out', async () => {
    const clock = testClock()
    const answers = ['{"events_received":3}', '{"events_received":2}']
    const shop = await open({
      clock,
      meta: {
        identify: () => ({ sessionId: 's-1' }),
        sender: {
          async post() {
            const body = answers.shift()
            if (body === undefined) return { state: 'neverSent', reason: 'ECONNREFUSED' }
            return { state: 'answered', status: 200, headers: {}, body }
          },
        },
      },
    })
    await buy(shop, ...Array.from({ length: 8 }, (_, at) => String(at)))
    await shop.kernel.outbox.deliver()
    const rows = await shop.kernel.database
      .knex('storecast_outbox_entries')
      .select('state', 'doubt_since', 'sends')
    expect(rows.map(({ state }) => state)).toEqual(Array(8).fill('waiting'))
    expect(rows.filter(({ doubt_since }) => doubt_since === null)).toEqual([])
    expect(rows.filter(({ sends }) => sends.trim() === '')).toEqual([])
  })

  test('leaves an ill Graph alone after three failures, and asks with a few events whether it is back', async () => {
    const clock = testClock()
    const shop = await open({ clock })
    await buy(shop, ...Array.from({ length: 60 }, (_, at) => String(at)))
    shop.graph.misbehave({ name: 'temporary' })
    for (let at = 0; at < 6; at++) {
      await shop.kernel.outbox.deliver()
      clock.move(20 * minuteMs)
    }
    expect(shop.graph.requests()).toHaveLength(3)
    shop.graph.misbehave(null)
    await shop.kernel.database.knex('storecast_breakers').update({ retry_at: 0 })
    await shop.kernel.outbox.deliver()
    expect(
      shop.graph
        .requests()
        .map(({ events }) => events)
        .slice(3),
    ).toEqual([20, 40])
    expect(shop.graph.counted()).toHaveLength(60)
  })

  test('a shop’s own sender takes the place of the client', async () => {
    const posted: GraphRequest[] = []
    const shop = await open({
      meta: {
        sender: {
          async post(request) {
            posted.push(request)
            return { state: 'answered', status: 200, headers: {}, body: '{"events_received":1}' }
          },
        },
      },
    })
    await buy(shop, '1')
    await shop.kernel.outbox.deliver()
    expect(posted).toMatchObject([
      { pixelId, token: accessToken, version: 'v26.0', timeoutMs: 5_000, connectTimeoutMs: 3_000 },
    ])
    expect(await statesOf(shop)).toEqual({ 1: 'done' })
  })
})
