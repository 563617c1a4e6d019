/** The signed hooks over HTTP: what is answered, and what then stands in the database. */
import express from 'express'
import { describe, expect, onTestFinished, test } from 'vitest'
import { sign } from '../../../src/kernel/security/signature.js'
import { idempotencyMigrations } from '../../../src/kernel.js'
import { describeEachDatabase } from '../../support/databases.js'
import { pixel } from '../../support/event-environment.js'
import { type EventShop, openEventShop } from '../../support/event-shop.js'
import { type Answer, listen, send } from '../../support/http.js'
import { orderOf } from '../../support/orders.js'
import { type QueryFaults, queryFaults } from '../../support/query-faults.js'

const key = 'the-key-of-the-shop-in-other-words'
const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36'
const shopper = { sessionId: 'visit-1', userAgent: agent, ip: '81.2.69.142' }

interface Sending {
  readonly path?: string
  readonly idempotencyKey?: string
  readonly signedWith?: string
}

interface RemoteShop extends EventShop {
  /** Signs and posts; a text goes as it is. */
  post(event: string, payload: unknown, sending?: Sending): Promise<Answer>
  /** What is stored, read on a connection that sees only what was committed. */
  stored(): Promise<readonly { readonly name: string; readonly body: string; readonly store: string }[]>
  readonly faults: QueryFaults
  readonly url: string
}

const joe = {
  email: 'Joe@X.com',
  phone: '+49 30 901820',
  firstName: 'Josephine',
  birthDate: '1990-02-03',
  city: 'Bergen',
  zip: '5003',
  country: 'NO',
  externalId: 'customer-7',
}

const order = (orderId: string) => ({ shopper, data: orderOf(orderId) })
const told = ({ status, text }: Answer) => [status, text === '' ? undefined : JSON.parse(text)]

describeEachDatabase('a signed hook', (fresh) => {
  async function open(environment: Readonly<Record<string, string | undefined>> = {}): Promise<RemoteShop> {
    const { url } = await fresh()
    const shop = await openEventShop({
      url,
      stores: ['acme'],
      environment: { FACEBOOK_CONVERSION__HOOK_KEYS: key, ...environment },
      meta: { identify: () => ({ sessionId: 'visit-2', user: joe }) },
    })
    const app = express()
    app.get('/captured', (req, res) => void res.json(shop.meta.contextOf(req)))
    const server = await listen(app.use(shop.kernel.router).use(shop.kernel.notFound))
    onTestFinished(() => server.close())
    const faults = queryFaults(shop.kernel.database.knex)
    onTestFinished(() => faults.heal())
    return {
      ...shop,
      faults,
      url: server.url,
      post(event, payload, { path = '', idempotencyKey, signedWith = key } = {}) {
        const body = typeof payload === 'string' ? payload : JSON.stringify(payload)
        const headers = {
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(body)),
          'storecast-signature': sign(body, signedWith, Math.floor(shop.clock.now() / 1_000)),
          ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
        }
        return send(`${server.url}${path}/hooks/meta/${event}`, { method: 'POST', headers, body })
      },
      stored: () =>
        shop.orders.knex('storecast_outbox_entries').orderBy('id').select('name', 'body', 'store'),
    }
  }

  const ids = async ({ stored }: RemoteShop) =>
    (await stored()).map(({ body }) => (JSON.parse(body) as { event_id: string }).event_id)

  describe('that is accepted', () => {
    test('is answered 202 with its event id, and is in the database by then', async () => {
      const shop = await open()
      const answer = await shop.post('Purchase', order('A-1'))
      expect(await ids(shop)).toEqual(['purchase.A-1'])
      expect(told(answer)).toEqual([202, { eventId: 'purchase.A-1', stored: 'stored' }])
      expect(answer.headers['cache-control']).toBe('no-store')
      await shop.deliver()
      expect(shop.graph.counted().map(({ event }) => event.event_id)).toEqual(['purchase.A-1'])
    })

    test('says of an order that came before, in whatever way, that it is known', async () => {
      const shop = await open()
      await shop.buy('A-1')
      expect(told(await shop.post('Purchase', order('A-1')))).toEqual([
        202,
        { eventId: 'purchase.A-1', stored: 'known' },
      ])
      expect(await ids(shop)).toEqual(['purchase.A-1'])
    })

    test('makes of the shopper what a request here would have told', async () => {
      const shop = await open()
      await shop.post('ViewContent', {
        shopper: {
          ...shopper,
          url: 'https://shop.example/p/1?email=joe@x.com&utm_source=news',
          referrer: 'https://elsewhere.example/?q=shirt',
          fbp: 'fb.1.1795253400000.123456789',
          fbc: 'fb.1.1795253400000.AbCdEf',
          user: { email: 'Joe@X.com', phone: '030 901820', country: 'DE' },
        },
        data: { product: { id: 'A1', name: 'Shirt' } },
      })
      const [{ body } = { body: '' }] = await shop.stored()
      expect(JSON.parse(body)).toMatchObject({
        event_name: 'ViewContent',
        event_source_url: 'https://shop.example/p/1?utm_source=news',
        referrer_url: 'https://elsewhere.example/?q=shirt',
        custom_data: { content_ids: ['A1'], content_name: 'Shirt' },
        user_data: {
          em: ['5acc034cf16a928a54760f1c960e21ac4aea5a15e61679b877a703ea54dde0e8'],
          ph: [expect.stringMatching(/^[\da-f]{64}$/)],
          external_id: [expect.stringMatching(/^[\da-f]{64}$/)],
          client_ip_address: '81.2.69.142',
          client_user_agent: agent,
          fbp: 'fb.1.1795253400000.123456789',
          fbc: 'fb.1.1795253400000.AbCdEf',
        },
      })
      expect(body).not.toMatch(/joe@x\.com|901820|visit-1/i)
    })

    test('takes a context that was captured of an earlier request, as it was', async () => {
      const shop = await open()
      const headers = { 'user-agent': agent, cookie: '_fbp=fb.0.1795253400000.123456789' }
      const captured = await send(`${shop.url}/captured?step=2`, { headers })
      expect((await shop.post('Purchase', { context: captured.json(), data: orderOf('A-2') })).status).toBe(
        202,
      )
      const [{ body } = { body: '' }] = await shop.stored()
      const event = JSON.parse(body)
      expect(event.event_source_url).toBe(`${shop.url}/captured?step=2`)
      expect(event.user_data).toEqual(captured.json().user)
      expect(Object.keys(event.user_data)).toEqual(
        expect.arrayContaining(['em', 'ph', 'fn', 'db', 'ct', 'zp', 'country', 'external_id', 'fbp']),
      )
    })

    test('hashes what a context holds in the clear, and takes private parameters out of its page', async () => {
      const shop = await open()
      const context = {
        version: 1,
        consent: 'granted',
        user: { em: 'Joe@X.com', fn: ['Josephine'], client_user_agent: agent, nickname: 'Josie' },
        sourceUrl: 'https://shop.example/checkout?email=joe@x.com&step=2',
        referrer: 'https://shop.example/?token=abc',
      }
      expect((await shop.post('Purchase', { context, data: orderOf('A-2') })).status).toBe(202)
      const [{ body } = { body: '' }] = await shop.stored()
      expect(body).not.toMatch(/joe@x\.com|joseph|josie|token/i)
      expect(JSON.parse(body)).toMatchObject({
        event_source_url: 'https://shop.example/checkout?step=2',
        user_data: { em: ['5acc034cf16a928a54760f1c960e21ac4aea5a15e61679b877a703ea54dde0e8'] },
      })
    })

    test.each([
      ['WishPrinted', { custom: { size: 42 } }, { size: 42 }],
      ['PageView', {}, {}],
      ['Subscribe', { custom: { value: '9.90', currency: 'EUR' } }, { value: 9.9, currency: 'EUR' }],
    ])('may be of any name: %s', async (name, data, customData) => {
      const shop = await open()
      const answer = await shop.post(name, { shopper, data })
      expect(told(answer)).toEqual([202, { eventId: expect.stringContaining(`${name}.`), stored: 'stored' }])
      const [entry] = await shop.stored()
      expect([entry?.name, JSON.parse(entry?.body ?? '{}').custom_data]).toEqual([name, customData])
    })

    test.each([
      ['denied', { shopper: { ...shopper, consent: 'denied' } }, {}, 'denied', 0],
      ['not decided', { shopper: { ...shopper, consent: 'pending' } }, {}, 'pending', 1],
      ['a crawler’s', { shopper: { userAgent: 'Googlebot/2.1' } }, {}, 'bot', 0],
      ['while events are off', { shopper }, { FACEBOOK_CONVERSION__ENABLED: 'false' }, 'off', 0],
    ] as const)('says so where it is %s', async (_how, payload, environment, stored, entries) => {
      const shop = await open(environment)
      for (const sending of [{}, { idempotencyKey: 'once' }, { idempotencyKey: 'once' }]) {
        const answer = await shop.post('Lead', { ...payload, data: { eventId: 'lead.3' } }, sending)
        expect(answer.json()).toMatchObject({ eventId: 'lead.3' })
      }
      const last = await shop.post('Lead', { ...payload, data: { eventId: 'lead.4' } })
      expect(told(last)).toEqual([202, { eventId: 'lead.4', stored }])
      expect(await shop.stored()).toHaveLength(entries * 2)
    })
  })

  describe('of a store of its own', () => {
    test('takes that store’s key and pixel, and no other key', async () => {
      const shop = await open()
      const { registry } = shop.kernel
      const settings = {
        HOOK_KEYS: 'the-key-of-acme-which-is-another-one',
        PIXEL_ID: '5550001111',
        PIXEL_ACCESS_TOKEN: 'acme-token',
      }
      for (const [name, value] of Object.entries(settings))
        await registry.set('acme', 'FACEBOOK_CONVERSION', name, value, { by: 'test' })
      const wrong = await shop.post('Purchase', order('A-1'), { path: '/s/acme' })
      expect([wrong.status, wrong.json().code]).toEqual([403, 'SIGNATURE_WRONG'])
      const right = await shop.post('Purchase', order('A-1'), {
        path: '/s/acme',
        signedWith: settings.HOOK_KEYS,
      })
      expect(right.status).toBe(202)
      expect((await shop.post('Purchase', order('A-1'))).json().stored).toBe('stored')
      const rows = await shop.orders.knex('storecast_outbox_entries').orderBy('store').select()
      expect(rows.map(({ store, destination }) => [store, destination])).toEqual([
        ['acme', 'meta:5550001111'],
        ['default', `meta:${pixel}`],
      ])
    })

    test('is closed until it has keys', async () => {
      const shop = await open({ FACEBOOK_CONVERSION__HOOK_KEYS: undefined })
      for (const path of ['', '/s/acme']) {
        const answer = await shop.post('Purchase', order('A-1'), { path })
        expect([answer.status, answer.json().code]).toEqual([403, 'HOOKS_CLOSED'])
      }
      expect(await shop.stored()).toEqual([])
    })
  })

  describe('under an idempotency key', () => {
    test('is done once and answered the same twice', async () => {
      const shop = await open()
      const sending = { idempotencyKey: 'lead joe@x.com' }
      const first = await shop.post('Lead', { shopper }, sending)
      const again = await shop.post('Lead', { shopper }, sending)
      expect(told(again)).toEqual(told(first))
      expect(await ids(shop)).toEqual([first.json().eventId])
      const rows = await shop.orders.knex('storecast_idempotency').select()
      expect(JSON.stringify(rows)).not.toContain('joe')
    })

    test('is answered what was so: known stays known, and what was not kept can be kept later', async () => {
      const shop = await open()
      await shop.buy('A-1')
      for (let time = 0; time < 2; time++) {
        const answer = await shop.post('Purchase', order('A-1'), { idempotencyKey: 'k-known' })
        expect(answer.json()).toEqual({ eventId: 'purchase.A-1', stored: 'known' })
      }
      const sending = { idempotencyKey: 'k-off' }
      const turn = (value: string) =>
        shop.kernel.registry.set('default', 'FACEBOOK_CONVERSION', 'ENABLED', value, { by: 'test' })
      await turn('false')
      expect((await shop.post('Purchase', order('A-2'), sending)).json().stored).toBe('off')
      await turn('true')
      expect((await shop.post('Purchase', order('A-2'), sending)).json().stored).toBe('stored')
      expect((await ids(shop)).sort()).toEqual(['purchase.A-1', 'purchase.A-2'])
    })

    test('is refused with another body, and the first holds', async () => {
      const shop = await open()
      const sending = { idempotencyKey: 'k-1' }
      await shop.post('Purchase', order('A-1'), sending)
      const other = await shop.post('Purchase', order('A-2'), sending)
      expect([other.status, other.json().code]).toEqual([409, 'IDEMPOTENCY_CONFLICT'])
      expect(await ids(shop)).toEqual(['purchase.A-1'])
      expect((await shop.post('Lead', { shopper }, sending)).status).toBe(202)
    })

    test('is taken once of eight that race, and all are answered the same', async () => {
      const shop = await open()
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => shop.post('Lead', { shopper }, { idempotencyKey: 'k-2' })),
      )
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
      expect(answers[0]?.status).toBe(202)
      expect(await ids(shop)).toEqual([answers[0]?.json().eventId])
    })

    test('of eight with two bodies, one body is taken and the other refused', async () => {
      const shop = await open()
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, at) =>
          shop.post('Purchase', order(`A-${at % 2}`), { idempotencyKey: 'k-3' }),
        ),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([202, 202, 202, 202, 409, 409, 409, 409])
      expect(await shop.stored()).toHaveLength(1)
    })

    test('that is none is refused', async () => {
      const shop = await open()
      const answer = await shop.post('Lead', { shopper }, { idempotencyKey: 'x'.repeat(256) })
      expect([answer.status, answer.json().code]).toEqual([400, 'IDEMPOTENCY_KEY_MALFORMED'])
      expect(await shop.stored()).toEqual([])
    })

    test('is forgotten after a week, so that the table does not grow for ever', async () => {
      const shop = await open()
      await shop.post('Lead', { shopper }, { idempotencyKey: 'k-4' })
      const meta = shop.kernel.modules.find(({ name }) => name === 'meta')
      const forget = meta
        ?.schedules?.(shop.kernel.state('meta') as never)
        .find(({ name }) => name === 'meta.forgetHookKeys')
      const rows = () => shop.orders.knex('storecast_idempotency').select()
      for (const [days, left] of [
        [6, 1],
        [2, 0],
      ] as const) {
        shop.clock.move(days * 86_400_000)
        await forget?.run('default', new AbortController().signal)
        expect(await rows()).toHaveLength(left)
      }
      expect(idempotencyMigrations).toHaveLength(1)
    })
  })

  describe('that cannot be used', () => {
    const said = 'said-by-the-shopper'
    test.each([
      ['no JSON', 'Purchase', `{"${said}`, 'the body'],
      ['a list', 'Purchase', [said], 'the body'],
      ['another field', 'Purchase', { said }, 'the body'],
      ['data that is a text', 'Purchase', { data: said }, 'data'],
      ['an address that is a number', 'Purchase', { shopper: { ip: 7 } }, 'shopper.ip'],
      ['a shopper’s consent of another word', 'Lead', { shopper: { consent: said } }, 'shopper.consent'],
      ['a context of another version', 'Purchase', { context: { version: 2, said } }, 'context.version'],
      ['no order id', 'Purchase', { shopper, data: { lines: [], value: 1 } }, 'orderId'],
      [
        'a price that is none',
        'Purchase',
        { shopper, data: { orderId: 1, lines: [{ product: 'A', price: said }] } },
        'value',
      ],
      ['nothing searched', 'Search', { shopper, data: { query: ' ' } }, 'query'],
      ['nobody', 'Lead', { shopper: {}, data: {} }, 'user'],
      ['a consent of another word', 'Lead', { shopper, data: { consent: said } }, 'consent'],
      ['a name that is none', `${said}@x.com`, { shopper, data: {} }, 'name'],
    ])(
      'for it has %s is answered 400, which names the field and no value',
      async (_, event, payload, field) => {
        const shop = await open()
        const answer = await shop.post(event, payload, { idempotencyKey: 'k' })
        expect([answer.status, answer.json().code]).toEqual([400, 'HOOK_PAYLOAD'])
        expect(answer.json().detail).toContain(field)
        expect(answer.text).not.toContain(said)
        expect(shop.lines.text).not.toContain(said)
        expect(await shop.stored()).toEqual([])
        expect(await shop.orders.knex('storecast_idempotency').select()).toEqual([])
        const problems = await shop.kernel.problems.standing('default')
        expect(JSON.stringify(problems)).not.toContain(said)
      },
    )
  })

  describe('while the database is away', () => {
    test('is answered 503 with when to come again, and nothing is kept', async () => {
      const shop = await open()
      shop.faults.failAll()
      for (const idempotencyKey of ['a', 'b']) {
        const answer = await shop.post('Purchase', order('A-1'), { idempotencyKey })
        expect([answer.status, answer.json().code]).toEqual([503, 'DATABASE_AWAY'])
        expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
      }
      shop.faults.heal()
      expect(await shop.stored()).toEqual([])
      expect(await shop.orders.knex('storecast_idempotency').select()).toEqual([])
      expect((await shop.post('Purchase', order('A-1'), { idempotencyKey: 'a' })).json()).toEqual({
        eventId: 'purchase.A-1',
        stored: 'stored',
      })
    })

    test.each(['before', 'after'] as const)(
      'at any one query, %s it took effect: 202 is durable, and the next try ends as one event',
      async (when) => {
        const shop = await open()
        let failed = 0
        for (let n = 1; n < 30; n++) {
          const sending = { idempotencyKey: `try-${n}` }
          shop.faults.failNth(n, when)
          const first = await shop.post('Lead', { shopper, data: { eventId: `lead.${n}` } }, sending)
          const queries = shop.faults.count
          shop.faults.heal()
          if (first.status === 202) expect(await ids(shop)).toContain(`lead.${n}`)
          else expect([first.status, first.json().code]).toEqual([503, 'DATABASE_AWAY'])
          if (first.status !== 202) failed++
          const again = await shop.post('Lead', { shopper, data: { eventId: `lead.${n}` } }, sending)
          expect(told(again)).toEqual([202, { eventId: `lead.${n}`, stored: 'stored' }])
          expect((await ids(shop)).filter((id) => id === `lead.${n}`)).toHaveLength(1)
          if (queries < n) break
        }
        expect(failed).toBeGreaterThanOrEqual(3)
      },
    )
  })
})
