/** A shopper's whole visit in a real browser: each event once at the local Graph API, and the same from the pixel. */
import express from 'express'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import {
  demoShop,
  identifyShopper,
  type Orders,
  orderMigrations,
  type Products,
  type ShopProduct,
  sqlOrders,
} from '../../plugins/demo-shop/index.js'
import type { GraphStandIn } from '../../plugins/graph-stand-in/contract.js'
import type { Consent } from '../../plugins/meta-capi/contract.js'
import { createStorecast, type Storecast } from '../../src/index.js'
import type { Database } from '../../src/kernel.js'
import { describeInBrowser } from '../support/chromium/browser.js'
import { standInPixel } from '../support/chromium/stand-in-pixel.js'
import { describeEachDatabase } from '../support/databases.js'
import { eventEnvironment } from '../support/event-environment.js'
import { startGraph } from '../support/event-shop.js'
import { readFeed } from '../support/feed.js'
import { listen } from '../support/http.js'
import { memoryCatalog } from '../support/memory-catalog.js'
import { opened } from '../support/opened.js'
import { productWithId } from '../support/product.js'
import { testFolder } from '../support/temp-folder.js'

// The browser's own says that nobody sits in front of it, and such visits are not reported.
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
const clickId = 'IwAR0aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789'
const prefix = 'hp_'

const sold: readonly ShopProduct[] = [
  { id: 'HP-1', name: 'Wool Blanket', price: '149.00', brand: 'Kelp', category: 'Textiles' },
  { id: 'HP-2', name: 'Salt Candle', price: '22.90', brand: 'Harbour', category: 'Candles' },
]

interface Site {
  readonly url: string
  readonly cast: Storecast
  readonly graph: GraphStandIn
  readonly database: Database
  /** `name id` of every event that a browser reported, in the order it came. */
  readonly reported: readonly string[]
  /** Fails the next order, after its event was written. */
  failNextOrder(): void
}

function productsOf(all: readonly ShopProduct[]): Products {
  const fits = (wanted: string | undefined, text: string | undefined) =>
    wanted === undefined || wanted === text
  return {
    list: async ({ query = '', brand, category }) =>
      all.filter(
        (one) =>
          one.name.toLowerCase().includes(query.toLowerCase()) &&
          fits(brand, one.brand) &&
          fits(category, one.category),
      ),
    find: async (id) => all.find((one) => one.id === id),
  }
}

/** Storecast as a shop mounts it, the shop with a connection of its own, and the pixel's server. */
async function openSite(url: string): Promise<Site> {
  const graph = await startGraph()
  const cast = await createStorecast({
    tell: () => {},
    database: url,
    dataFolder: testFolder(),
    logLevel: 'silent',
    catalog: memoryCatalog(sold.map(({ id, name }) => productWithId(id, { title: name }))),
    environment: {
      ...eventEnvironment(graph.url),
      TRACKING__PRODUCT_ID_PREFIX_FACEBOOK: prefix,
      XML_FEEDS__IS_ENABLED_FACEBOOK: 'true',
      XML_FEEDS__IS_PROTECTED_FACEBOOK: 'false',
    },
    meta: { identify: identifyShopper, consent: chosen, pixelScript: '/pixel.js' },
  })
  onTestFinished(() => cast.close())
  const database = await opened(url)
  for (const { up } of orderMigrations) await up(database)
  const written = sqlOrders(database)
  let fails = false
  const orders: Orders = {
    ...written,
    place: (order, cart, also) =>
      written.place(order, cart, async (trx) => {
        await also(trx)
        if (!fails) return
        fails = false
        throw new Error('the card was refused')
      }),
  }
  const reported: string[] = []
  const app = express()
  app.get('/pixel.js', (_req, res) => void res.type('js').send(standInPixel('/tr')))
  app.get('/tr', (req, res) => {
    const [call, name, , ids] = JSON.parse(String(req.query.call))
    if (call !== 'init') reported.push(`${name} ${ids.eventID}`)
    res.end()
  })
  app.use(cast.router)
  app.use(demoShop({ meta: cast.meta, products: productsOf(sold), orders, name: 'Harbour & Pine' }))
  const server = await listen(app)
  onTestFinished(() => server.close())
  return {
    url: server.url,
    cast,
    graph,
    database,
    reported,
    failNextOrder() {
      fails = true
    },
  }
}

/** What the shopper chose in the shop's cookie banner. */
function chosen({
  headers,
}: {
  readonly headers: { readonly cookie?: string | undefined }
}): Consent | undefined {
  const [, choice] = /(?:^|; )choice=(\w+)/.exec(headers.cookie ?? '') ?? []
  return choice as Consent | undefined
}

const nameAndId = ({ event }: { readonly event: Readonly<Record<string, unknown>> }) =>
  `${event.event_name} ${event.event_id}`

/** What the page's own policy refused, and what its scripts threw; a failed order's page says 503. */
function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click()

/** From an advertisement to the thank-you page, with much on the way; answers the order's number. */
async function wholeVisit(page: Page, { url, failNextOrder }: Site): Promise<string> {
  await page.goto(`${url}/?fbclid=${clickId}&utm_source=fb`)
  await link(page, 'Candles')
  await page.getByLabel('Search the shop').fill('wool')
  await button(page, 'Search')
  await link(page, /Wool Blanket/)
  await button(page, 'Add to wishlist')
  await link(page, 'Wool Blanket')
  await page.getByLabel('Quantity').fill('2')
  await button(page, 'Add to cart')
  await link(page, 'Create an account')
  await page.getByLabel('First name').fill('Ada')
  await page.getByLabel('E-mail', { exact: true }).fill('Ada.Lovelace@Example.com')
  await button(page, 'Create the account')
  await link(page, 'Cart')
  await link(page, 'Go to checkout')
  await page.getByLabel('Last name').fill('Lovelace')
  await page.getByLabel('Postal code').fill('10117')
  failNextOrder()
  await button(page, 'Pay €298.00')
  await page.getByRole('alert').waitFor()
  await button(page, 'Pay €298.00')
  await page.getByRole('heading', { name: 'Thank you for your order' }).waitFor()
  const order = await page.locator('.number').innerText()
  for (let time = 0; time < 2; time++) await page.reload({ waitUntil: 'networkidle' })
  await link(page, 'Contact')
  await page.getByLabel('E-mail', { exact: true }).fill('ada.lovelace@example.com')
  await page.getByLabel('Message').fill('Is there a green one?')
  await button(page, 'Send')
  await page.getByLabel('News by e-mail').fill('ada.lovelace@example.com')
  await button(page, 'Subscribe')
  await page.getByRole('heading', { name: 'You are on the list' }).waitFor()
  return order
}

const ada = 'e814ff3dc480a94c7ce9334062ec4733c75a002f4bcec0197f62ffea64059e2f'

describeInBrowser('a visit', (open) => {
  describeEachDatabase('from the advertisement to the purchase', (fresh, kind) => {
    test('ends with each event exactly once at Graph, and the same names and ids from the browser', async () => {
      const site = await openSite((await fresh()).url)
      const { graph, reported, cast } = site
      const page = await open({ userAgent })
      const complaints = complaintsOf(page)
      const order = await wholeVisit(page, site)
      const expected = [
        'ViewContent', // the candles
        'Search',
        'ViewContent', // the blanket
        'AddToWishlist',
        'ViewContent', // the blanket again
        'AddToCart',
        'CompleteRegistration',
        'InitiateCheckout',
        'Purchase',
        'Contact',
        'Lead',
      ]
      await graph.whenReceived(expected.length)
      await expect.poll(() => reported.length).toBe(expected.length)
      await cast.close()

      expect(reported.map((line) => line.split(' ')[0])).toEqual(expected)
      expect(graph.counted().map(nameAndId).sort()).toEqual([...reported].sort())
      expect([...graph.counts().values()]).toEqual(expected.map(() => ({ times: 1, counted: 1 })))
      expect(reported).toContain(`Purchase purchase.${order}`)
      expect(complaints.filter((text) => !text.includes('503'))).toEqual([])

      const event = (name: string) => graph.counted().find((one) => one.event.event_name === name)?.event
      expect(event('Purchase')?.custom_data).toEqual({
        content_ids: ['hp_HP-1'],
        contents: [{ id: 'hp_HP-1', quantity: 2, item_price: 149 }],
        content_type: 'product',
        currency: 'EUR',
        delivery_category: 'home_delivery',
        order_id: order,
        value: 298,
      })
      expect(event('Search')?.custom_data).toMatchObject({ search_string: 'wool', content_ids: ['hp_HP-1'] })
      expect(await site.database.knex('demo_shop_orders').pluck('id')).toEqual([order])
    })

    test('goes under the ids of the feed, and under one shopper with the browser’s own cookies', async () => {
      const site = await openSite((await fresh()).url)
      const { graph, url } = site
      const page = await open({ userAgent })
      await wholeVisit(page, site)
      await graph.whenReceived(11)
      const { items } = await readFeed(`${url}/xml/facebook-catalog`)
      const inFeed = items.map((item) => item['g:id'])
      expect(inFeed).toEqual(sold.map(({ id }) => `${prefix}${id}`))
      const events = graph.counted().map(({ event }) => event)
      const custom = events.map((event) => event.custom_data as { content_ids?: readonly string[] })
      const sent = new Set(custom.flatMap(({ content_ids: ids = [] }) => ids))
      expect([...sent].sort()).toEqual(inFeed.toSorted())

      const cookies = await page.context().cookies()
      const cookie = (name: string) => cookies.find((one) => one.name === name)
      expect(cookie('_fbp')?.value).toMatch(/^fb\.\d\.\d{13}\.\d+$/)
      expect(cookie('_fbc')?.value).toMatch(new RegExp(`^fb\\.\\d\\.\\d{13}\\.${clickId}$`))
      const daysLeft = ((cookie('_fbp')?.expires ?? 0) - Date.now() / 1_000) / 86_400
      expect(daysLeft).toBeGreaterThan(89)
      const users = events.map(({ user_data: user }) => user as Readonly<Record<string, unknown>>)
      for (const user of users) {
        expect(user).toMatchObject({
          fbp: cookie('_fbp')?.value,
          fbc: cookie('_fbc')?.value,
          client_user_agent: userAgent,
        })
        // A digest may well hold the letters of a name.
        expect(JSON.stringify(user).replaceAll(/[0-9a-f]{64}/g, '')).not.toMatch(/ada|lovelace|10117/i)
      }
      const known = (name: string) => users[events.findIndex((event) => event.event_name === name)]
      expect(Object.keys(known('Search') ?? {}).sort()).toEqual([
        'client_user_agent',
        'external_id',
        'fbc',
        'fbp',
      ])
      expect(new Set(users.map(({ external_id: id }) => JSON.stringify(id))).size).toBe(1)
      expect(known('Purchase')).toMatchObject({
        em: [ada],
        zp: [expect.any(String)],
        ln: [expect.any(String)],
      })
      for (const name of ['CompleteRegistration', 'Contact', 'Lead'])
        expect(known(name)).toMatchObject({ em: [ada] })
    })

    // What follows is between browser and shop: one database is enough.
    if (kind === 'mysql') return

    test('of a second shopper goes under other ids, and no page may be kept for another', async () => {
      const { url, graph, reported } = await openSite((await fresh()).url)
      for (const _ of ['first', 'second']) {
        const page = await open({ userAgent })
        const answer = await page.goto(`${url}/products/HP-1`)
        expect(answer?.headers()['cache-control']).toBe('private, no-store')
        await page.goto(`${url}/cart`)
        await page.goBack({ waitUntil: 'networkidle' })
      }
      await graph.whenReceived(4)
      await expect.poll(() => reported.length).toBe(4)
      const events = graph.counted()
      expect(events.map(nameAndId).sort()).toEqual([...reported].sort())
      expect(new Set(reported).size).toBe(4)
      for (const key of ['external_id', 'fbp']) {
        const values = events.map(({ event }) =>
          JSON.stringify((event.user_data as Readonly<Record<string, unknown>>)[key]),
        )
        expect(new Set(values).size).toBe(2)
      }
    })

    test('of who said no leaves nothing: no cookie, no pixel, no row, nothing at Graph', async () => {
      const site = await openSite((await fresh()).url)
      const { url, graph, reported, cast, database } = site
      const page = await open({ userAgent })
      const asked: string[] = []
      page.on('request', (request) => asked.push(new URL(request.url()).pathname))
      await page.context().addCookies([{ name: 'choice', value: 'denied', url }])
      const order = await wholeVisit(page, site)
      expect(await page.evaluate('typeof fbq')).toBe('undefined')
      expect((await page.context().cookies()).map(({ name }) => name).sort()).toEqual(['choice', 'demo_shop'])
      expect(asked.filter((path) => path === '/pixel.js' || path === '/tr')).toEqual([])
      await cast.close()
      const rows = [
        await database.knex('storecast_outbox_entries').select(),
        await database.knex('storecast_send_log').select(),
      ]
      expect([rows, reported, graph.requests()]).toEqual([[[], []], [], []])
      expect(await database.knex('demo_shop_orders').pluck('id')).toEqual([order])
    })
  })
})
