import request from 'supertest'
import { describe, expect, test } from 'vitest'
import type { ShopProduct } from '../../../plugins/demo-shop/products.js'
import { hostileText } from '../../support/hostile-text.js'
import fc from '../../support/property.js'
import { recordingMeta } from './recording-meta.js'
import { arrayProducts, blanket, candle, someShop } from './some-shop.js'

const evil = '"\'></textarea></title></script><script>alert(1)</script><!--'

/** The scripts that a browser would run; the shop's own carry a nonce. */
const strangeScripts = (text: string) => text.match(/<script(?! nonce=")[^>]*>/g) ?? []

const hostile: ShopProduct = {
  id: evil,
  name: evil,
  description: evil,
  price: '1.00',
  formerPrice: '2.00',
  brand: evil,
  category: evil,
  image: evil,
}

test('script in every field of a product stays text on every page', async () => {
  const { app } = someShop({ products: arrayProducts([hostile, candle]), name: evil })
  const shopper = request.agent(app)
  const name = encodeURIComponent(evil)
  await shopper.post('/demo/cart').type('form').send({ product: evil })
  await shopper.post('/demo/wishlist').type('form').send({ product: evil })
  const paths = ['', `categories/${name}`, `brands/${name}`, `search?q=${name}`, `products/${name}`]
  for (const path of [...paths, 'cart', 'wishlist', 'checkout', `done/${name}`]) {
    const { status, text } = await shopper.get(`/demo/${path}`)
    expect([path, status === 200 || path.startsWith('done')]).toEqual([path, true])
    expect(strangeScripts(text), path).toEqual([])
    expect(text, path).not.toContain('<script>alert')
  }
})

test('script in every field of a form comes back as text, and nothing typed is lost', async () => {
  const { app } = someShop()
  const shopper = request.agent(app)
  await shopper.post('/demo/cart').type('form').send({ product: 'HP-1' })
  const [, cart = ''] = /name="cart" value="([^"]+)"/.exec((await shopper.get('/demo/checkout')).text) ?? []
  const fields = { email: evil, firstName: evil, lastName: evil, street: evil, zip: evil, city: evil }
  const forms = {
    checkout: { ...fields, cart, country: evil, delivery: evil },
    'sign-up': fields,
    contact: { email: evil, message: evil },
    newsletter: { email: evil },
  }
  for (const [path, form] of Object.entries(forms)) {
    const { status, text } = await shopper.post(`/demo/${path}`).type('form').send(form)
    expect([path, status]).toEqual([path, 422])
    expect(strangeScripts(text), path).toEqual([])
    expect(text, path).not.toContain('<script>alert')
    expect(text, path).toContain('&lt;script&gt;alert(1)')
  }
})

test('no text of a catalog breaks a page', async () => {
  await fc.assert(
    fc.asyncProperty(hostileText, hostileText, async (name, description) => {
      const product = { ...blanket, name, description }
      const { app } = someShop({ products: arrayProducts([product]) })
      const { status, text } = await request(app).get('/demo/products/HP-1')
      expect(status).toBe(200)
      expect(strangeScripts(text)).toEqual([])
      expect(text.match(/<h1>/g)).toHaveLength(1)
    }),
    { numRuns: 40 },
  )
})

describe('bad input is answered calmly', () => {
  test.each([
    ['an address that cannot be decoded', 'GET', '/demo/products/%E0%A4%A', '', 400],
    ['a form that is too large', 'POST', '/demo/contact', `message=${'x'.repeat(20_000)}`, 413],
    ['fields that come twice', 'POST', '/demo/newsletter', 'email=a@b.de&email=c@d.de', 422],
    ['a field named like a built-in', 'POST', '/demo/newsletter', '__proto__=x&toString=y', 422],
    ['no form at all', 'POST', '/demo/sign-up', '', 422],
    ['a page number that is none', 'GET', '/demo/?page=-3e9', '', 200],
    ['a page number far too high', 'GET', '/demo/?page=9999', '', 200],
    ['a quantity far too high', 'POST', '/demo/cart', 'product=HP-1&quantity=99999999', 303],
    ['a method that the page does not have', 'POST', '/demo/checkouts', 'a=b', 404],
  ])('%s', async (_what, method, path, body, status) => {
    const { app } = someShop()
    const asked = method === 'GET' ? request(app).get(path) : request(app).post(path).type('form').send(body)
    const answer = await asked
    expect(answer.status).toBe(status)
    if (status !== 303) expect(answer.text).toContain('</html>')
  })

  test('a catalog that is away is told in plain words, without its error', async () => {
    const logged: unknown[] = []
    const products = { list: () => Promise.reject(new Error('secret place')), find: async () => undefined }
    const { app } = someShop({ products, log: { error: (...line: unknown[]) => void logged.push(line) } })
    const { status, text } = await request(app).get('/demo/')
    expect([status, logged.length]).toEqual([500, 1])
    expect(text).toContain('Something went wrong here')
    expect(text).not.toContain('secret place')
  })
})

test('a page is for one shopper and is kept by no cache', async () => {
  const { app } = someShop()
  const { headers } = await request(app).get('/demo/cart')
  expect(headers['cache-control']).toBe('private, no-store')
  expect(headers['content-security-policy']).toContain("default-src 'none'")
  expect(headers['content-security-policy']).not.toContain('unsafe')
})

test('a shopper who said no gets no tag, also not for what they did before', async () => {
  let consent: 'granted' | 'denied' = 'granted'
  const { app } = someShop({ meta: recordingMeta({ consent: () => consent }) })
  const shopper = request.agent(app)
  await shopper.post('/demo/cart').type('form').send({ product: 'HP-1' })
  consent = 'denied'
  expect((await shopper.get('/demo/cart')).text).not.toContain('<script')
})

test('what a shopper did an hour before the next page is not told to the pixel as of now', async () => {
  const hourMs = 3_600_000
  let now = 0
  const { app } = someShop({ now: () => now })
  const shopper = request.agent(app)
  for (const product of ['HP-1', 'HP-2']) {
    await shopper.post('/demo/cart').type('form').send({ product })
    now += hourMs / 2 + 1
  }
  const { text } = await shopper.get('/demo/cart')
  expect(text).not.toContain('addToCart.0')
  expect(text).toContain('addToCart.1')
})

test('the stylesheet is kept for ever under an address that changes with it', async () => {
  const { app } = someShop()
  const [, href = ''] = /rel="stylesheet" href="([^"]+)"/.exec((await request(app).get('/demo/')).text) ?? []
  const { status, headers } = await request(app).get(href)
  expect([status, headers['content-type'], headers['set-cookie']]).toEqual([
    200,
    'text/css; charset=utf-8',
    undefined,
  ])
  expect(headers['cache-control']).toContain('immutable')
})

test('a long list is shown a page at a time, and only what is shown is reported', async () => {
  const many = Array.from({ length: 50 }, (_, place) => ({
    ...candle,
    id: `P${place}`,
    name: `Candle ${place}`,
  }))
  const { app, meta } = someShop({ products: arrayProducts(many) })
  const { text } = await request(app).get('/demo/search?q=candle&page=3')
  expect(text.match(/class="card"/g)).toHaveLength(2)
  expect(text).toContain('href="/demo/search?q=candle&amp;page=2"')
  expect(meta.take()).toEqual([['search', { query: 'candle', products: many.slice(48) }]])
})

test('behind a proxy that adds a prefix, links and cookie carry it', async () => {
  const { app } = someShop({ base: '/shop/demo' })
  const { text, headers } = await request(app).get('/demo/')
  expect(text).toContain('href="/shop/demo/products/HP-1"')
  expect(text).toContain('href="/shop/demo/products/a%2Fb%20%C3%BC%3F"')
  expect(headers['set-cookie']?.[0]).toContain('Path=/shop/demo;')
})

test('a product’s own page leads to those that differ from it, and says which are sold out', async () => {
  const variants = [
    { id: 'HP-1', label: 'Grey', isAvailable: true },
    { id: 'HP/2', label: evil, isAvailable: false },
  ]
  const { app } = someShop({ products: arrayProducts([{ ...blanket, variants }, candle]) })
  const { text } = await request(app).get('/demo/products/HP-1')
  expect(text).toContain('<a href="/demo/products/HP-1" aria-current="true">Grey</a>')
  expect(text).toContain('href="/demo/products/HP%2F2"')
  expect(text).toContain(', sold out')
  expect(strangeScripts(text)).toEqual([])
  expect((await request(app).get('/demo/products/HP-2')).text).not.toContain('Choose another')
})

test.each([
  ['images/a.png', '/demo/images/a.png'],
  ['/pictures/a.png', '/pictures/a.png'],
  ['https://cdn.example/a.png', 'https://cdn.example/a.png'],
  ['data:image/png;base64,AA==', 'data:image/png;base64,AA=='],
])('a picture at %s is fetched from %s on every page', async (image, address) => {
  const { app } = someShop({ products: arrayProducts([{ ...blanket, image }]) })
  const shopper = request.agent(app)
  await shopper.post('/demo/cart').type('form').send({ product: 'HP-1' })
  await shopper.post('/demo/wishlist').type('form').send({ product: 'HP-1' })
  for (const path of ['', 'categories/Textiles', 'products/HP-1', 'cart', 'wishlist'])
    expect((await shopper.get(`/demo/${path}`)).text, path).toContain(`src="${address}"`)
})

test('only the first page of all products greets', async () => {
  const many = Array.from({ length: 30 }, (_, place) => ({ ...candle, id: `P${place}` }))
  const { app } = someShop({ products: arrayProducts(many) })
  const greets = async (path: string) =>
    (await request(app).get(`/demo/${path}`)).text.includes('class="hero"')
  expect([await greets(''), await greets('?page=2'), await greets('brands/Harbour')]).toEqual([
    true,
    false,
    false,
  ])
})

test('every page says that nothing is sold', async () => {
  const { app } = someShop()
  for (const path of ['', 'products/HP-1', 'cart', 'sign-up', 'nowhere'])
    expect((await request(app).get(`/demo/${path}`)).text, path).toContain('Nothing is sold here')
})

test('the thank-you page leads to the merchant’s page where there is one, and is silent where there is none', async () => {
  const typed = { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' }
  const thanked = async (over: Parameters<typeof someShop>[0]) => {
    const { app } = someShop(over)
    const shopper = request.agent(app)
    await shopper.post('/demo/cart').type('form').send({ product: 'HP-1' })
    const [, cart = ''] = /name="cart" value="([^"]+)"/.exec((await shopper.get('/demo/checkout')).text) ?? []
    const { headers } = await shopper
      .post('/demo/checkout')
      .type('form')
      .send({ ...typed, cart })
    const place = headers.location ?? ''
    return { number: place.split('/').at(-1), text: (await shopper.get(place)).text }
  }
  const { number, text } = await thanked({ seenAt: (orderId) => `../admin/events?order=${orderId}&a="b"` })
  expect(text).toContain(`href="/demo/../admin/events?order=${number}&amp;a=&quot;b&quot;"`)
  expect((await thanked({})).text).not.toContain('merchant')
})
