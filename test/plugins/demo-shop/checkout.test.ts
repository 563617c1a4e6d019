import request from 'supertest'
import { beforeEach, expect, test } from 'vitest'
import { orderMigrations, sqlOrders } from '../../../plugins/demo-shop/index.js'
import type { Database } from '../../../src/kernel/database/database.js'
import { describeEachDatabase } from '../../support/databases.js'
import { opened } from '../../support/opened.js'
import { type RecordingMeta, recordingMeta } from './recording-meta.js'
import { type SomeShop, someShop } from './some-shop.js'

const typed = {
  email: 'ada@example.com',
  firstName: 'Ada',
  lastName: 'Lovelace',
  street: 'Bryggen 1',
  zip: '5003',
  city: 'Bergen',
  country: 'GB',
  delivery: 'in_store',
}

describeEachDatabase('the checkout of the demo shop', (fresh) => {
  let database: Database
  let shop: SomeShop
  let failure: Error | undefined

  const orders = () => database.knex('demo_shop_orders').select('*')
  const written = async () => (await database.knex('probe').select('id')).map(({ id }) => String(id))

  beforeEach(async () => {
    const { url, drop } = await fresh()
    database = await opened(url)
    for (const { up } of orderMigrations) {
      await up(database)
      await up(database)
    }
    await database.knex.schema.createTable('probe', (columns) => void columns.string('id', 100))
    failure = undefined
    const meta: RecordingMeta = recordingMeta({
      async write(trx, { eventId }) {
        await trx('probe').insert({ id: eventId })
        if (failure) throw failure
      },
    })
    shop = someShop({ meta, orders: sqlOrders(database) })
    return drop
  })

  async function atCheckout() {
    const shopper = request.agent(shop.app)
    await shopper.post('/demo/cart').type('form').send({ product: 'HP-1', quantity: '2' })
    await shopper.post('/demo/cart').type('form').send({ product: 'HP-2' })
    const { text } = await shopper.get('/demo/checkout')
    const [, cart = ''] = /name="cart" value="([^"]+)"/.exec(text) ?? []
    shop.meta.take()
    const send = (form: object = {}) =>
      shopper
        .post('/demo/checkout')
        .type('form')
        .send({ ...typed, cart, ...form })
    return { shopper, send }
  }

  test('writes the order and its purchase in one transaction', async () => {
    const { shopper, send } = await atCheckout()
    const { status, headers } = await send()
    const [{ id, cart, placed_at, ...order }, ...more] = await orders()
    expect([status, headers.location, more]).toEqual([303, `/demo/orders/${id}`, []])
    expect({ ...order, lines: JSON.parse(order.lines) }).toEqual({
      currency: 'EUR',
      value: '320.90',
      delivery: 'in_store',
      lines: [
        { product: { id: 'HP-1', name: 'Wool Blanket' }, quantity: 2, price: '149.00' },
        { product: { id: 'HP-2', name: 'Salt Candle' }, quantity: 1, price: '22.90' },
      ],
    })
    expect(shop.meta.take()).toEqual([
      [
        'purchase',
        {
          orderId: id,
          lines: JSON.parse(order.lines),
          currency: 'EUR',
          value: '320.90',
          delivery: 'in_store',
        },
      ],
    ])
    expect(shop.meta.calls.at(-1)?.trx?.isTransaction).toBe(true)
    expect(await written()).toEqual([`purchase.${id}`])
    expect((await shopper.get('/demo/cart')).text).toContain('nothing in it')
  })

  test('keeps neither where the event cannot be written, and the next try goes through', async () => {
    const { send } = await atCheckout()
    failure = new Error('the disk is full')
    const { status, text } = await send()
    expect([status, await orders(), await written()]).toEqual([503, [], []])
    expect(text).toContain('could not be taken just now')
    expect(text).toContain('value="Lovelace"')
    expect(text).not.toContain('disk')
    expect(text).not.toContain('purchase.')
    failure = undefined
    expect((await send()).status).toBe(303)
    expect([(await orders()).length, (await written()).length]).toEqual([1, 1])
  })

  test('makes one order and one purchase of a form that is sent many times at once', async () => {
    const { send } = await atCheckout()
    const answers = await Promise.all(Array.from({ length: 8 }, () => send()))
    const places = new Set(answers.map(({ status, headers }) => `${status} ${headers.location}`))
    const [order, ...more] = await orders()
    expect([...places]).toEqual([`303 /demo/orders/${order.id}`])
    expect([more, await written()]).toEqual([[], [`purchase.${order.id}`]])
  })

  test('makes no second order of a form that is sent again later', async () => {
    const { shopper, send } = await atCheckout()
    const { headers } = await send()
    await shopper.post('/demo/cart').type('form').send({ product: 'HP-2' })
    shop.meta.take()
    const again = await send()
    expect(again.headers.location).toBe(headers.location)
    expect([(await orders()).length, shop.meta.take()]).toEqual([1, []])
    expect((await shopper.get('/demo/cart')).text).toContain('Salt Candle')
  })

  test('tells the browser of the purchase on the first thank-you page, and never again', async () => {
    const { shopper, send } = await atCheckout()
    const { headers } = await send()
    const place = headers.location ?? ''
    const eventId = shop.meta.calls.at(-1)?.eventId ?? ''
    const first = await shopper.get(place)
    expect(first.text).toContain('Thank you for your order')
    expect(first.text).toMatch(
      new RegExp(`fbq\\("track","Purchase",\\{[^}]*\\},\\{"eventID":"${eventId}"\\}\\)`),
    )
    shop.meta.take()
    const again = await shopper.get(place)
    expect([again.status, again.text.includes(eventId), shop.meta.take()]).toEqual([200, false, []])
  })

  test('knows who bought', async () => {
    const { send } = await atCheckout()
    await send()
    expect(shop.shoppers.at(-1)?.user).toEqual({
      email: 'ada@example.com',
      firstName: 'Ada',
      lastName: 'Lovelace',
      zip: '5003',
      city: 'Bergen',
      country: 'GB',
    })
  })

  test('keeps nothing of it in the table', async () => {
    const { send } = await atCheckout()
    await send()
    const text = JSON.stringify(await orders())
    for (const secret of Object.values(typed).slice(0, 6)) expect(text).not.toContain(secret)
  })

  test('takes no order for a cart of somebody else, or for an empty one', async () => {
    const { send } = await atCheckout()
    const other = await send({ cart: 'a'.repeat(32) })
    expect([other.status, other.headers.location]).toEqual([303, '/demo/cart'])
    const empty = await request(shop.app).get('/demo/checkout')
    expect([empty.status, empty.headers.location]).toEqual([303, '/demo/cart'])
    expect([await orders(), shop.meta.take()]).toEqual([[], []])
  })

  test('asks again where something is missing, and orders nothing', async () => {
    const { send } = await atCheckout()
    const { status, text } = await send({ email: 'ada', lastName: '' })
    expect(status).toBe(422)
    expect(text).toContain('aria-describedby="email-mistake"')
    expect(text).toContain('Please enter your last name.')
    expect(text).toContain('value="Bryggen 1"')
    expect([await orders(), shop.meta.take()]).toEqual([[], []])
  })

  test('shows no order to who does not know its number', async () => {
    expect((await request(shop.app).get('/demo/orders/D0-0')).status).toBe(404)
  })
})
