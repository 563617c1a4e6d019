/** What each hook makes of a controller's data, up to the stored event. */
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Hooked, Hooks, Kept } from '../../../plugins/meta-capi/contract.js'
import { readCustomData } from '../../../plugins/meta-capi/events/custom-data.js'
import { Reader } from '../../../plugins/meta-capi/events/reader.js'
import { testClock } from '../../support/clock.js'
import { describeEachDatabase } from '../../support/databases.js'
import { queryFaults } from '../../support/query-faults.js'
import { openStorefront, pixelId, type Storefront, type StorefrontOptions } from '../../support/storefront.js'

const shirt = { id: 'A1', name: 'Shirt' }
const lines = [
  { product: shirt, quantity: 2, price: '9.99' },
  { product: 7, price: 0.1 },
]

interface Case {
  readonly name: string
  readonly priority: number
  readonly call: (meta: Hooks<Hooked>, req: never) => Hooked
  readonly customData: Readonly<Record<string, unknown>>
}

/** The table: event, priority, custom data. */
const cases: readonly Case[] = [
  {
    name: 'AddToCart',
    priority: 50,
    call: (meta, req) => meta.addToCart(req, { product: shirt, quantity: 3, price: 0.1 }),
    customData: {
      content_ids: ['shop_A1'],
      contents: [{ id: 'shop_A1', quantity: 3, item_price: 0.1 }],
      content_name: 'Shirt',
      content_type: 'product',
      currency: 'EUR',
      value: 0.3,
    },
  },
  {
    name: 'AddToWishlist',
    priority: 50,
    call: (meta, req) => meta.addToWishlist(req, { product: 'A1', currency: 'usd', value: 5 }),
    customData: {
      content_ids: ['shop_A1'],
      contents: [{ id: 'shop_A1', quantity: 1 }],
      content_type: 'product',
      currency: 'USD',
      value: 5,
    },
  },
  {
    name: 'Purchase',
    priority: 100,
    call: (meta, req) => meta.purchase(req, { orderId: 77, lines, delivery: 'home_delivery' }),
    customData: {
      content_ids: ['shop_A1', 'shop_7'],
      contents: [
        { id: 'shop_A1', quantity: 2, item_price: 9.99 },
        { id: 'shop_7', quantity: 1, item_price: 0.1 },
      ],
      content_type: 'product',
      currency: 'EUR',
      delivery_category: 'home_delivery',
      order_id: '77',
      value: 20.08,
    },
  },
  {
    name: 'InitiateCheckout',
    priority: 100,
    call: (meta, req) => meta.initiateCheckout(req, { lines }),
    customData: {
      content_ids: ['shop_A1', 'shop_7'],
      contents: [
        { id: 'shop_A1', quantity: 2, item_price: 9.99 },
        { id: 'shop_7', quantity: 1, item_price: 0.1 },
      ],
      content_type: 'product',
      currency: 'EUR',
      num_items: 3,
      value: 20.08,
    },
  },
  {
    name: 'Search',
    priority: 50,
    call: (meta, req) => meta.search(req, { query: 'red shirt of joe@x.com' }),
    customData: { search_string: 'red shirt of redacted' },
  },
  {
    name: 'ViewContent',
    priority: 50,
    call: (meta, req) => meta.viewContent(req, { product: shirt }),
    customData: { content_ids: ['shop_A1'], content_name: 'Shirt', content_type: 'product' },
  },
  {
    name: 'ViewContent',
    priority: 50,
    call: (meta, req) => meta.viewContent(req, { products: ['A1', 'B2'], name: 'Brand' }),
    customData: { content_ids: ['shop_A1', 'shop_B2'], content_name: 'Brand', content_type: 'product' },
  },
  {
    name: 'CompleteRegistration',
    priority: 50,
    call: (meta, req) => meta.completeRegistration(req, { email: 'Joe@X.com', status: 'newsletter' }),
    customData: { status: 'newsletter' },
  },
  {
    name: 'Contact',
    priority: 50,
    call: (meta, req) => meta.contact(req, { email: 'Joe@X.com' }),
    customData: {},
  },
  {
    name: 'Lead',
    priority: 50,
    call: (meta, req) => meta.lead(req, { email: 'Joe@X.com', value: 4 }),
    customData: { value: 4, currency: 'EUR' },
  },
  {
    name: 'PageView',
    priority: 50,
    call: (meta, req) => meta.track(req, 'PageView'),
    customData: {},
  },
  {
    name: 'Size chart opened',
    priority: 50,
    call: (meta, req) =>
      meta.track(req, 'Size chart opened', { chart: 'EU', size: 42, content_ids: ['A1'], event_id: 'x' }),
    customData: { chart: 'EU', size: 42, content_ids: ['shop_A1'] },
  },
]

const joe = '5acc034cf16a928a54760f1c960e21ac4aea5a15e61679b877a703ea54dde0e8'

describeEachDatabase('a hook', (fresh) => {
  async function shop(options: Partial<StorefrontOptions> = {}): Promise<Storefront> {
    const { url } = await fresh()
    const { environment, ...rest } = options
    return openStorefront({
      url,
      meta: { identify: () => ({ sessionId: 'session-1' }) },
      environment: { TRACKING__PRODUCT_ID_PREFIX_FACEBOOK: 'shop_', ...environment },
      ...rest,
    })
  }

  const bodies = async ({ entries }: Storefront) => (await entries()).map(({ body }) => JSON.parse(body))

  test('of each kind stores its event under Meta’s names, with its priority', async () => {
    const { meta, visit, settled, kernel, ...rest } = await shop()
    for (const { call } of cases) await visit((req) => void call(meta, req as never), '/page?utm_source=x')
    await settled()
    const stored = await kernel.database
      .knex('storecast_outbox_entries')
      .orderBy('id')
      .select('name', 'urgency', 'body', 'destination', 'order_id')
    expect(
      stored.map(({ name, urgency, body }) => [name, 100 - urgency, JSON.parse(body).custom_data]),
    ).toEqual(cases.map(({ name, priority, customData }) => [name, priority, customData]))
    expect(new Set(stored.map(({ destination }) => destination))).toEqual(new Set([`meta:${pixelId}`]))
    for (const { body } of stored) {
      const event = JSON.parse(body)
      expect(event).toMatchObject({ action_source: 'website', event_id: expect.any(String) })
      expect(event.event_source_url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/page\?utm_source=x$/)
      expect(event.user_data).toMatchObject({
        client_user_agent: expect.any(String),
        fbp: expect.stringMatching(/^fb\.\d\.\d+\.\d+$/),
      })
      expect(event.user_data.external_id).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)])
      expect(Number.isInteger(event.event_time)).toBe(true)
    }
    const mailed = stored.filter(({ name }) => ['CompleteRegistration', 'Contact', 'Lead'].includes(name))
    expect(mailed.map(({ body }) => JSON.parse(body).user_data.em)).toEqual([[joe], [joe], [joe]])
    expect(rest.graph.requests()).toEqual([])
  })

  test('answers before anything is stored, and stores after the response', async () => {
    const { meta, visit, settled, entries } = await shop()
    const during: unknown[] = []
    await visit(async (req) => {
      const { eventId } = meta.viewContent(req, { product: 'A1' })
      expect(eventId).toMatch(/^ViewContent\./)
      await new Promise((turn) => setImmediate(turn))
      during.push(...(await entries()))
    })
    await settled()
    expect(during).toEqual([])
    expect(await entries()).toHaveLength(1)
  })

  test('stores at once where its promise is awaited', async () => {
    const { meta, visit, entries } = await shop()
    const during = await visit(async (req) => {
      const kept = await meta.purchase(req, { orderId: '1', lines, currency: 'EUR' }).stored
      return [kept, (await entries()).length]
    })
    expect(during).toEqual(['stored', 1])
  })

  test('takes one order as one purchase for ever, whoever reports it', async () => {
    const { meta, visit, settled, entries } = await shop()
    const order = { orderId: 'A-77', lines }
    const kept: Kept[] = []
    const ids = new Set<string>()
    for (let at = 0; at < 3; at++) {
      await visit(async (req) => {
        const { eventId, stored } = meta.purchase(req, order)
        ids.add(eventId)
        kept.push(await stored)
      })
    }
    const context = await visit((req) => meta.contextOf(req))
    kept.push(await meta.purchase(JSON.parse(JSON.stringify(context)), order).stored)
    await settled()
    expect([...ids]).toEqual(['purchase.A-77'])
    expect(kept).toEqual(['stored', 'known', 'known', 'known'])
    expect(await entries()).toHaveLength(1)
  })

  test('tells capitals in order ids apart', async () => {
    const { meta, visit, entries } = await shop()
    await visit(async (req) => {
      for (const orderId of ['A1b', 'a1B', 'A1B']) await meta.purchase(req, { orderId, lines }).stored
    })
    expect(await entries()).toHaveLength(3)
  })

  test('takes the whole envelope', async () => {
    const clock = testClock()
    const shopOf = await shop({ clock })
    const { meta, visit, settled } = shopOf
    await visit((req) => {
      meta.lead(req, {
        eventId: 'lead.5',
        eventTime: new Date(clock.now() - 3_600_000),
        eventSourceUrl: 'https://shop.example/form?email=joe@x.com&step=2#top',
        actionSource: 'phone_call',
        optOut: true,
        subscriptionId: 'sub-1',
        customSegmentation: 'new_customer_to_business',
        limitedDataUse: { country: 1, state: 1000 },
        user: { firstName: 'José' },
        custom: { form: 'spring' },
      })
    })
    await settled()
    expect(await bodies(shopOf)).toEqual([
      expect.objectContaining({
        event_id: 'lead.5',
        event_time: clock.now() / 1_000 - 3_600,
        event_source_url: 'https://shop.example/form?step=2',
        action_source: 'phone_call',
        opt_out: true,
        customer_segmentation: 'new_customer_to_business',
        data_processing_options: ['LDU'],
        data_processing_options_country: 1,
        data_processing_options_state: 1000,
        custom_data: { form: 'spring' },
        user_data: expect.objectContaining({ subscription_id: 'sub-1', fn: expect.any(Array) }),
      }),
    ])
  })

  test('of an app and of a conversation tells what they are', async () => {
    const shopOf = await shop()
    const { meta, visit, settled } = shopOf
    await visit((req) => {
      meta.lead(req, {
        actionSource: 'app',
        appData: { advertiser_tracking_enabled: true, extinfo: ['i2', '', '', '', '17.1'], odd: {} },
      })
      meta.track(
        req,
        'LeadSubmitted',
        {},
        { actionSource: 'business_messaging', messagingChannel: 'whatsapp' },
      )
      meta.contact(req, { messagingChannel: 'fax' as never, appData: { extinfo: Array(17).fill('') } })
    })
    await settled()
    const byName = new Map((await bodies(shopOf)).map((body) => [body.event_name, body]))
    expect(byName.get('Lead').app_data).toEqual({
      advertiser_tracking_enabled: true,
      extinfo: ['i2', '', '', '', '17.1'],
    })
    expect(byName.get('LeadSubmitted').messaging_channel).toBe('whatsapp')
    expect(byName.get('Contact')).not.toHaveProperty('app_data')
    expect(byName.get('Contact')).not.toHaveProperty('messaging_channel')
  })

  test.each([
    [{ country: 1, state: 1013 }, [1, 1013]],
    [{ country: 1, state: 1014 }, [0, 0]],
    [{ country: '1', state: 1000 }, [0, 0]],
    ['yes', [0, 0]],
    [null, undefined],
    [false, undefined],
  ])('limits the use of data by Meta’s own numbers alone: %j', async (limitedDataUse, place) => {
    const shopOf = await shop()
    await shopOf.visit((req) => void shopOf.meta.lead(req, { limitedDataUse: limitedDataUse as never }))
    await shopOf.settled()
    const [body] = await bodies(shopOf)
    expect(body.data_processing_options).toEqual(place && ['LDU'])
    const { data_processing_options_country: country, data_processing_options_state: state } = body
    expect(place ? [country, state] : country).toEqual(place)
  })

  test('leaves out custom properties whose name tells of a person or a secret', async () => {
    const shopOf = await shop()
    const said = Object.fromEntries(
      ['first_name', 'lastName', 'name', 'email', 'phone', 'tel', 'address', 'street', 'birthday', 'password']
        .concat('api_token')
        .map((name) => [name, 'Joe']),
    )
    await shopOf.visit((req) => {
      shopOf.meta.track(req, 'Sized', { ...said, size: 42, product_name: 'Shirt' })
      shopOf.meta.lead(req, { custom: said })
    })
    await shopOf.settled()
    const made = (await bodies(shopOf)).map(({ custom_data }) => custom_data)
    expect(made).toEqual(expect.arrayContaining([{ size: 42, product_name: 'Shirt' }, {}]))
    const reader = new Reader({ idPrefix: '', currency: 'EUR' })
    readCustomData(said, reader)
    expect(reader.leftOut).toEqual(Object.keys(said))
  })

  test('of an order of very many lines tells the whole value, and as many lines as fit', async () => {
    const shopOf = await shop()
    const { meta, visit, settled } = shopOf
    const many = Array.from({ length: 3_000 }, (_, at) => ({
      product: `${at}-${'x'.repeat(60)}`,
      quantity: 2,
      price: '0.10',
    }))
    await visit((req) => {
      meta.initiateCheckout(req, { lines: many })
      meta.purchase(req, { orderId: 9, lines: many })
    })
    await settled()
    for (const body of await bodies(shopOf)) {
      const { value, contents, content_ids, num_items = 6_000 } = body.custom_data
      expect([value, num_items]).toEqual([600, 6_000])
      expect(content_ids).toEqual(contents.map(({ id }: { id: string }) => id))
      const bytes = Buffer.byteLength(JSON.stringify(body))
      expect(bytes).toBeLessThanOrEqual(64 * 1024)
      expect(bytes).toBeGreaterThan(63 * 1024)
    }
    expect(await bodies(shopOf)).toHaveLength(2)
  })

  test('loses no purchase to a line that is none, or to an odd price beside a value', async () => {
    const shopOf = await shop()
    const odd = [null, 'A', { product: 'B', price: -3, quantity: {} }, { product: 'C', price: Symbol('x') }]
    await shopOf.visit((req) => void shopOf.meta.purchase(req, { orderId: 9, lines: odd as never, value: 7 }))
    await shopOf.settled()
    const [{ custom_data }] = await bodies(shopOf)
    expect([custom_data.value, custom_data.content_ids]).toEqual([7, ['shop_B', 'shop_C']])
  })

  test.each([
    [Number.NaN, 'invalid'],
    [Number.POSITIVE_INFINITY, 'invalid'],
    ['x'.repeat(101), 'invalid'],
    [' ', 'invalid'],
    [{}, 'invalid'],
    [undefined, 'stored'],
  ])('takes a tracked purchase of the order %j under no id made at random', async (order_id, kept) => {
    const { meta, visit } = await shop()
    const told = await visit(async (req) => {
      const { eventId, stored } = meta.track(req, 'Purchase', { value: 1, order_id })
      return [await stored, eventId.startsWith('purchase.')]
    })
    expect(told).toEqual([kept, false])
  })

  describe('that is given what it cannot use', () => {
    const bad: readonly (readonly [string, (meta: Hooks<Hooked>, req: never) => Hooked, string])[] = [
      ['a purchase without an order id', (meta, req) => meta.purchase(req, { lines } as never), 'orderId'],
      [
        'a purchase whose value is not known',
        (meta, req) => meta.purchase(req, { orderId: 1, lines: [{ product: 'A' }] }),
        'value',
      ],
      [
        'a purchase in no currency',
        (meta, req) => meta.purchase(req, { orderId: 1, lines, currency: 'EURO' }),
        'currency',
      ],
      [
        'a time of nine days ago',
        (meta, req) => meta.lead(req, { eventTime: Date.now() / 1_000 - 9 * 86_400 }),
        'eventTime',
      ],
      ['milliseconds for seconds', (meta, req) => meta.lead(req, { eventTime: Date.now() }), 'eventTime'],
      [
        'an unknown action source',
        (meta, req) => meta.lead(req, { actionSource: 'web' as never }),
        'actionSource',
      ],
      [
        'an event id that is too long',
        (meta, req) => meta.lead(req, { eventId: 'x'.repeat(200) }),
        'eventId',
      ],
      ['a name that is none', (meta, req) => meta.track(req, '<script>'), 'name'],
      ['a search for nothing', (meta, req) => meta.search(req, { query: '  ' }), 'query'],
      ['no payload at all', (meta, req) => meta.purchase(req, undefined as never), 'orderId'],
      [
        'a payload whose parts throw',
        (meta, req) =>
          meta.addToCart(
            req,
            new Proxy(
              {},
              {
                get: () => {
                  throw new Error('secret-inside')
                },
              },
            ) as never,
          ),
        'payload',
      ],
    ]
    test.each(bad)(
      'as %s: it stores nothing, does not throw, and tells a problem without values',
      async (_why, call, field) => {
        const { meta, visit, settled, entries, kernel, lines: written } = await shop()
        const answer = await visit(async (req) => {
          const { eventId, stored } = call(meta, req as never)
          return { eventId, stored: await stored }
        })
        await settled()
        expect(answer).toEqual({ eventId: expect.stringMatching(/\S/), stored: 'invalid' })
        expect(await entries()).toEqual([])
        await expect
          .poll(() => kernel.problems.standing('default'))
          .toMatchObject([{ code: 'EVENT_REFUSED' }])
        const [problem] = await kernel.problems.standing('default')
        expect(problem?.subject).toContain(field)
        expect(written.text).not.toContain('secret-inside')
      },
    )
  })

  test.each([
    ['events are switched off', { FACEBOOK_CONVERSION__ENABLED: 'false' }],
    ['the pixel is missing', { FACEBOOK_CONVERSION__PIXEL_ID: 'TBD' }],
    ['the token is missing', { FACEBOOK_CONVERSION__PIXEL_ACCESS_TOKEN: ' tbd ' }],
    ['this is not production and no testing code is set', { NODE_ENV: 'development' }],
  ])('says nothing and stores nothing where %s', async (_why, environment) => {
    const { meta, visit, settled, entries, kernel } = await shop({ environment })
    const answer = await visit(async (req) => meta.purchase(req, { orderId: '1', lines }).stored)
    const tag = await visit((req) => meta.browserTag(req))
    await settled()
    expect([answer, tag, await entries(), await kernel.problems.standing('default')]).toEqual([
      'off',
      '',
      [],
      [],
    ])
  })

  test('drops crawlers and prefetches, and counts them', async () => {
    const { meta, visit, settled, entries } = await shop()
    const seen = (headers: Record<string, string>) =>
      visit(async (req) => meta.viewContent(req, { product: 'A1' }).stored, '/', headers)
    expect(await seen({ 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' })).toBe('bot')
    expect(await seen({ 'sec-purpose': 'prefetch' })).toBe('bot')
    await settled()
    expect(await entries()).toEqual([])
  })

  test('keeps a purchase that a payment provider’s webhook reports, whatever it calls itself', async () => {
    const { meta, visit } = await shop()
    const buy = visit(async (req) => meta.purchase(req, { orderId: '1', lines }).stored, '/', {
      'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    })
    expect(await buy).toBe('stored')
  })

  test('drops what looks like a crawler in a checkout, and nothing that comes from elsewhere than the website', async () => {
    const { meta, visit } = await shop()
    const kept = await visit(
      async (req) => [
        await meta.initiateCheckout(req, { lines }).stored,
        await meta.lead(req, { actionSource: 'phone_call' }).stored,
      ],
      '/',
      { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' },
    )
    expect(kept).toEqual(['bot', 'stored'])
  })

  const strange: readonly (readonly [string, () => unknown])[] = [
    ['user: null', () => ({ sessionId: 's', user: null })],
    ['a login provider that is no text', () => ({ user: { email: 'joe@x.com' }, loginProvider: 7 })],
    ['null', () => null],
  ]
  test.each(strange)('keeps its event where identify answers %s', async (_what, identify) => {
    const { meta, visit } = await shop({ meta: { identify: identify as never } })
    const seen = await visit(async (req) => [
      await meta.purchase(req, { orderId: '1', lines }).stored,
      meta.contextOf(req).version,
      meta.browserTag(req).length > 0,
    ])
    expect(seen).toEqual(['stored', 1, true])
  })

  test('keeps its event where the request is none of Node’s', async () => {
    const { meta } = await shop()
    expect(await meta.purchase({ headers: {} } as never, { orderId: '1', lines }).stored).toBe('stored')
    expect(meta.contextOf({} as never).version).toBe(1)
  })

  test('sends a Facebook id of who signed in with it alone, under whatever name it comes', async () => {
    for (const [loginProvider, sent] of [
      ['google', undefined],
      ['Facebook', 12345],
    ] as const) {
      for (const key of ['fb_login_id', 'fbLoginId', 'facebookLoginId', 'facebook_login_id']) {
        const shopOf = await shop({
          meta: { identify: () => ({ user: { externalId: '1', [key]: 12345 }, loginProvider }) },
        })
        const context = await shopOf.visit((req) => shopOf.meta.contextOf(req))
        expect(context.user.fb_login_id, `${loginProvider} ${key}`).toEqual(sent)
      }
    }
  })

  test('is kept where the time after the response is used up', async () => {
    const { meta, visit, settled, entries } = await shop({
      environment: { DEFERRED_TASK__BUDGET_SECONDS: '0' },
    })
    await visit((req) => {
      meta.lead(req, {})
      meta.purchase(req, { orderId: '1', lines })
    })
    await settled()
    expect((await entries()).map(({ name }) => name).sort()).toEqual(['Lead', 'Purchase'])
  })

  test('hashes what a context brings back in the clear, and takes nothing else of it', async () => {
    const shopOf = await shop()
    const { meta, settled } = shopOf
    const context = {
      version: 1,
      at: 0,
      consent: 'granted',
      user: { em: 'Joe@X.com', ip: '1.1.1.1', other: 'joe@x.com' },
    }
    meta.lead(context as never, {})
    await settled()
    expect((await bodies(shopOf))[0].user_data).toEqual({ em: [joe], client_ip_address: '1.1.1.1' })
  })

  describe('and consent', () => {
    const order = { orderId: '5', lines }

    test('that is denied stores nothing, sets no cookie and knows nobody', async () => {
      const { meta, visit, settled, entries } = await shop({
        meta: { identify: () => ({ sessionId: 's', user: { email: 'joe@x.com' } }), consent: () => 'denied' },
      })
      const seen = await visit(async (req) => [
        await meta.purchase(req, order).stored,
        meta.contextOf(req).user,
        meta.browserTag(req),
        req.res?.getHeader('set-cookie'),
      ])
      await settled()
      expect(seen).toEqual(['denied', {}, '', undefined])
      expect(await entries()).toEqual([])
    })

    test('that a call is told wins over what the shop says of the request', async () => {
      const { meta, visit, settled, entries } = await shop({
        meta: { identify: () => ({ sessionId: 's' }), consent: () => 'denied' },
      })
      const told = await visit(async (req) => [
        await meta.purchase(req, { ...order, consent: 'granted' }).stored,
        await meta.lead(req, { consent: 'maybe' as never }).stored,
      ])
      await settled()
      expect(told).toEqual(['stored', 'invalid'])
      expect(JSON.parse((await entries())[0]?.body ?? '{}').user_data).toHaveProperty('client_user_agent')
    })

    test('that is pending holds the event until it is granted', async () => {
      const { meta, visit, entries, kernel, graph } = await shop({
        meta: { identify: () => ({ sessionId: 's' }), consent: () => 'pending' },
      })
      expect(await visit(async (req) => meta.purchase(req, order).stored)).toBe('pending')
      await kernel.outbox.deliver()
      expect(graph.received()).toEqual([])
      expect(await visit((req) => meta.decide(req, 'granted'))).toBe(1)
      await kernel.outbox.deliver()
      expect(graph.received().map(({ event }) => event.event_id)).toEqual(['purchase.5'])
      expect((await entries()).map(({ state }) => state)).toEqual(['done'])
    })

    test('that is refused in the end erases what waited', async () => {
      const { meta, visit, entries, kernel } = await shop({
        meta: { identify: () => ({ sessionId: 's' }), consent: () => 'pending' },
      })
      await visit(async (req) => meta.purchase(req, order).stored)
      expect(await visit((req) => meta.decide(req, 'denied'))).toBe(1)
      expect(await entries()).toEqual([])
      expect(await kernel.database.knex('storecast_send_log')).toEqual([])
    })

    test('on which nobody decides erases the event in time', async () => {
      const clock = testClock()
      const { meta, visit, entries, kernel } = await shop({
        clock,
        meta: { identify: () => ({ sessionId: 's' }), consent: () => 'pending' },
      })
      await visit(async (req) => meta.purchase(req, order).stored)
      clock.move(49 * 3_600_000)
      await kernel.outbox.sweep()
      expect(await entries()).toEqual([])
    })

    test('of a function that fails counts as denied', async () => {
      const { meta, visit } = await shop({
        meta: {
          consent: () => {
            throw new Error('the consent tool is down')
          },
        },
      })
      expect(await visit(async (req) => meta.purchase(req, order).stored)).toBe('denied')
    })
  })

  test('inside a transaction rejects where the event cannot be written', async () => {
    const { meta, visit, kernel } = await shop()
    const faults = queryFaults(kernel.database.knex)
    onTestFinished(() => faults.heal())
    // Armed before the transaction begins, which keeps the query function that it finds.
    faults.failNth(Number.POSITIVE_INFINITY, 'before')
    const trx = await kernel.database.knex.transaction()
    onTestFinished(async () => {
      await trx.rollback().catch(() => {})
    })
    faults.failAll()
    const call = visit((req) => meta.within(trx).purchase(req, { orderId: '9', lines }))
    const failure = await call.catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'EVENT_NOT_WRITTEN' })
    expect(String((failure as Error).cause)).not.toContain('insert')
    faults.heal()
  })

  test('erases what is stored of a person, by id or by mail address', async () => {
    const { meta, visit, entries } = await shop({
      meta: {
        identify: (req) => ({
          user: { externalId: String(req.headers['x-user']), email: `${req.headers['x-user']}@x.com` },
        }),
      },
    })
    for (const user of ['ann', 'bob', 'cid'])
      await visit(async (req) => meta.viewContent(req, { product: 'A1' }).stored, '/', { 'x-user': user })
    expect(await meta.erase({ email: 'ANN@x.com' })).toBe(1)
    expect(await meta.erase({ externalId: 'bob' })).toBe(1)
    expect(await entries()).toHaveLength(1)
    expect(await meta.erase({})).toBe(0)
    expect(await entries()).toHaveLength(1)
  })
})
