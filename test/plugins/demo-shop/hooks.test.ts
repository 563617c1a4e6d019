import request from 'supertest'
import { describe, expect, test } from 'vitest'
import { blanket, candle, someShop } from './some-shop.js'

const typed = {
  email: 'ada@example.com',
  firstName: 'Ada',
  lastName: 'Lovelace',
  city: 'Bergen',
  country: 'NO',
}

describe('every controller reports what it does, once', () => {
  test.each([
    ['the front page', '/demo/', []],
    ['a product', '/demo/products/HP-1', [['viewContent', { products: [blanket] }]]],
    [
      'a category',
      '/demo/categories/Candles',
      [['viewContent', { products: [candle], name: 'Candles', category: 'Candles' }]],
    ],
    [
      'a brand',
      '/demo/brands/Kelp%20%26%20Co.',
      [['viewContent', { products: [blanket], name: 'Kelp & Co.' }]],
    ],
    ['a search', '/demo/search?q=%20wool%20', [['search', { query: 'wool', products: [blanket] }]]],
    ['a search without words', '/demo/search?q=', []],
    ['the cart', '/demo/cart', []],
    ['the wishlist', '/demo/wishlist', []],
    ['the sign-up form', '/demo/sign-up', []],
    ['the contact form', '/demo/contact', []],
    ['a page that is not there', '/demo/products/nothing', []],
  ])('%s', async (_what, path, calls) => {
    const { app, meta } = someShop()
    await request(app).get(path)
    expect(meta.take()).toEqual(calls)
  })

  test.each([
    [
      'adding to the cart',
      '/demo/cart',
      { product: 'HP-2', quantity: '3' },
      '/demo/cart',
      ['addToCart', { product: candle, quantity: 3, price: '22.90' }],
    ],
    [
      'adding to the wishlist',
      '/demo/wishlist',
      { product: 'HP-1' },
      '/demo/wishlist',
      ['addToWishlist', { product: blanket, price: '149.00' }],
    ],
    [
      'creating an account',
      '/demo/sign-up',
      typed,
      '/demo/done/sign-up',
      ['completeRegistration', { email: 'ada@example.com', status: true }],
    ],
    [
      'subscribing to the news',
      '/demo/newsletter',
      { email: 'ada@example.com' },
      '/demo/done/newsletter',
      ['lead', { email: 'ada@example.com' }],
    ],
    [
      'writing to the shop',
      '/demo/contact',
      { ...typed, message: 'Hello' },
      '/demo/done/contact',
      ['contact', { email: 'ada@example.com' }],
    ],
  ])('%s', async (_what, path, body, to, call) => {
    const { app, meta } = someShop()
    const shopper = request.agent(app)
    const answer = await shopper.post(path).type('form').send(body)
    expect([answer.status, answer.headers.location]).toEqual([303, to])
    expect((await shopper.get(to)).status).toBe(200)
    expect(meta.take()).toEqual([call])
  })

  test('going to the checkout', async () => {
    const { app, meta } = someShop({ currency: 'NOK' })
    const shopper = request.agent(app)
    await shopper.post('/demo/cart').type('form').send({ product: 'HP-2', quantity: '2' })
    meta.take()
    await shopper.get('/demo/checkout')
    const lines = [{ product: candle, quantity: 2, price: '22.90' }]
    expect(meta.take()).toEqual([['initiateCheckout', { lines, currency: 'NOK' }]])
  })

  test('changing quantities and taking things out is no event', async () => {
    const { app, meta } = someShop()
    const shopper = request.agent(app)
    await shopper.post('/demo/cart').type('form').send({ product: 'HP-2' })
    await shopper.post('/demo/wishlist').type('form').send({ product: 'HP-2' })
    meta.take()
    await shopper.post('/demo/cart/quantity').type('form').send({ product: 'HP-2', quantity: '7' })
    expect((await shopper.get('/demo/cart')).text).toContain('value="7"')
    await shopper.post('/demo/cart/quantity').type('form').send({ product: 'HP-2', remove: 'yes' })
    await shopper.post('/demo/wishlist/remove').type('form').send({ product: 'HP-2' })
    expect((await shopper.get('/demo/cart')).text).toContain('nothing in it')
    expect((await shopper.get('/demo/wishlist')).text).toContain('nothing on it')
    expect(meta.take()).toEqual([])
  })
})

describe('nothing is reported', () => {
  test.each([
    ['/demo/cart', { product: 'nothing' }, 404],
    ['/demo/cart', { product: 'a/b ü?' }, 404],
    ['/demo/wishlist', {}, 404],
    ['/demo/sign-up', { email: 'ada@example.com' }, 422],
    ['/demo/newsletter', { email: 'nonsense' }, 422],
    ['/demo/contact', { email: 'ada@example.com' }, 422],
  ])('of a form to %s with %j', async (path, body, status) => {
    const { app, meta } = someShop()
    expect((await request(app).post(path).type('form').send(body)).status).toBe(status)
    expect(meta.take()).toEqual([])
  })

  test('of a form that another site sends', async () => {
    const { app, meta } = someShop()
    const form = request(app).post('/demo/cart').type('form').set('sec-fetch-site', 'cross-site')
    expect((await form.send({ product: 'HP-1' })).status).toBe(403)
    expect(meta.take()).toEqual([])
  })
})

describe('the browser learns of it', () => {
  const idsIn = (text: string) => [...text.matchAll(/"eventID":"([^"]+)"/g)].map(([, id]) => id)

  test('on the page itself, under the nonce of its policy', async () => {
    const { app, meta } = someShop()
    const { text, headers } = await request(app).get('/demo/products/HP-1')
    expect(idsIn(text)).toEqual([meta.calls[0]?.eventId])
    const [, nonce = ''] = /'nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '') ?? []
    expect(nonce.length).toBeGreaterThan(20)
    expect(text).toContain(`<script nonce="${nonce}">`)
  })

  test('on the page after a form, once', async () => {
    const { app, meta } = someShop()
    const shopper = request.agent(app)
    await shopper.post('/demo/cart').type('form').send({ product: 'HP-1' })
    await shopper.post('/demo/wishlist').type('form').send({ product: 'HP-1' })
    const first = await shopper.get('/demo/wishlist')
    expect(idsIn(first.text)).toEqual(meta.calls.map(({ eventId }) => eventId))
    const nonces = new Set([...first.text.matchAll(/<script nonce="([^"]+)"/g)].map(([, nonce]) => nonce))
    expect([...nonces].map((nonce) => `'nonce-${nonce}'`)).toEqual(
      first.headers['content-security-policy']?.match(/'nonce-[^']+'/g),
    )
    expect(idsIn((await shopper.get('/demo/wishlist')).text)).toEqual([])
  })

  test('never on somebody else’s page', async () => {
    const { app } = someShop()
    await request.agent(app).post('/demo/cart').type('form').send({ product: 'HP-1' })
    expect(idsIn((await request.agent(app).get('/demo/cart')).text)).toEqual([])
  })
})

describe('who the shopper is', () => {
  test('stays the same for one shopper and differs between two', async () => {
    const { app, shoppers } = someShop()
    const one = request.agent(app)
    const other = request.agent(app)
    for (const shopper of [one, one, other]) await shopper.get('/demo/')
    const [first, second, third] = shoppers.map(({ sessionId }) => sessionId)
    expect(first).toMatch(/^[\w-]{32}$/)
    expect(second).toBe(first)
    expect(third).not.toBe(first)
  })

  test('is told by what they typed, and never by the cookie', async () => {
    const { app, shoppers } = someShop()
    const shopper = request.agent(app)
    const answer = await shopper.post('/demo/sign-up').type('form').send(typed)
    const cookie = answer.headers['set-cookie']?.[0] ?? ''
    expect(cookie).toMatch(/^demo_shop=[\w-]{32}; Path=\/demo; HttpOnly; SameSite=Lax$/)
    expect(shoppers[0]?.user).toEqual({ email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' })
    expect(cookie).not.toContain(String(shoppers[0]?.sessionId))
  })

  test('is nobody for an id that the shop did not give out', async () => {
    const { app, shoppers } = someShop()
    const planted = `demo_shop=${'a'.repeat(32)}`
    const answer = await request(app).get('/demo/').set('cookie', planted)
    expect(answer.headers['set-cookie']?.[0]).not.toContain(planted)
    expect(shoppers[0]?.sessionId).not.toBe('a'.repeat(32))
  })

  test('is unknown outside the shop', async () => {
    const { app, shoppers } = someShop()
    await request(app).get('/elsewhere')
    expect(shoppers).toEqual([{}])
  })
})
