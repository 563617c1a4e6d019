/** The demo as a newcomer meets it: a purchase in the shop, and at once what Meta would have got of it. */
import express from 'express'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import type { LateStandIn } from '../../plugins/graph-stand-in/late.js'
import { assembleStorecast, faceOf, type StorecastOptions } from '../../src/app.js'
import type { Kernel } from '../../src/kernel/assembly.js'
import { axeFindings } from '../support/chromium/axe.js'
import { describeInBrowser } from '../support/chromium/browser.js'
import { describeEachDatabase } from '../support/databases.js'
import { readFeed } from '../support/feed.js'
import { listen, send } from '../support/http.js'
import { memoryCatalog } from '../support/memory-catalog.js'
import { opened } from '../support/opened.js'
import { productWithId } from '../support/product.js'
import { startProgram } from '../support/program.js'
import { testFolder } from '../support/temp-folder.js'

// The browser's own says that nobody sits in front of it, and such visits are not reported.
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

interface Opened {
  readonly kernel: Kernel
  /** Where the router is mounted. */
  readonly url: string
  readonly standIn: LateStandIn | undefined
  close(): Promise<void>
}

/** Mounted under a path of a host's app, as a package; its worker runs. */
async function openUnder(path: string, options: StorecastOptions): Promise<Opened> {
  const kernel = await assembleStorecast({
    dataFolder: testFolder(),
    logLevel: 'silent',
    environment: {},
    ...options,
  })
  let closed: Promise<void> | undefined
  const server = await listen(express().use(path, kernel.router))
  const close = () => {
    closed ??= kernel.close().then(() => server.close())
    return closed
  }
  onTestFinished(close)
  await kernel.migrate()
  await kernel.start()
  return { kernel, close, url: `${server.url}${path}`, standIn: kernel.state('stand-in') as LateStandIn }
}

/** From the front page to the thank-you page; answers the order's number. */
async function buy(page: Page, shop: string): Promise<string> {
  await page.goto(shop)
  await page.getByLabel('Search the shop').fill('galley mug')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await page.getByRole('link', { name: 'Galley Enamel Mug' }).click()
  await page.getByRole('link', { name: 'Teal' }).click()
  await page.getByLabel('Quantity').fill('2')
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await page.getByRole('link', { name: 'Go to checkout' }).click()
  await page.getByLabel('E-mail', { exact: true }).fill('ada@example.com')
  await page.getByLabel('First name').fill('Ada')
  await page.getByLabel('Last name').fill('Lovelace')
  await page.getByRole('button', { name: 'Pay €29.00' }).click()
  await page.getByRole('heading', { name: 'Thank you for your order' }).waitFor()
  return page.locator('.number').innerText()
}

const servers = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length

describeInBrowser('the demo', (open) => {
  describeEachDatabase('for who buys something', (fresh) => {
    test('has the purchase at the stand-in, under the ids and the price of the feed', async () => {
      const { url, kernel, standIn } = await openUnder('/shop/storecast', {
        catalog: 'demo',
        database: (await fresh()).url,
        environment: { XML_FEEDS__IS_PROTECTED_FACEBOOK: 'false' },
      })
      const page = await open({ userAgent })
      const asked = new Set<string>()
      page.on('request', (request) => asked.add(new URL(request.url()).origin))
      const order = await buy(page, `${url}/demo`)

      const names = () => standIn?.received().map(({ event }) => event.event_name)
      await expect.poll(names, { timeout: 5_000 }).toContain('Purchase')
      const [sent] = (standIn?.received() ?? []).filter(({ event }) => event.event_name === 'Purchase')
      expect(sent).toMatchObject({ isCounted: true, event: { event_id: `purchase.${order}` } })
      expect(sent?.testCode).toBeUndefined()
      expect(sent?.event.custom_data).toMatchObject({
        content_ids: ['hp_HP-GALLEY-TEAL'],
        contents: [{ id: 'hp_HP-GALLEY-TEAL', quantity: 2, item_price: 14.5 }],
        currency: 'EUR',
        value: 29,
        order_id: order,
      })
      const { items } = await readFeed(`${url}/xml/facebook-catalog`)
      const item = items.find((each) => each['g:id'] === 'hp_HP-GALLEY-TEAL')
      expect(item?.['g:price']).toBe('14.50 EUR')
      expect([...new Set(names())].sort()).toEqual([
        'AddToCart',
        'InitiateCheckout',
        'Purchase',
        'Search',
        'ViewContent',
      ])
      const [entry] = await kernel.outbox.list('default', { orderId: order, limit: 10 })
      expect(entry).toMatchObject({ name: 'Purchase', state: 'done' })
      // Nothing leaves this machine: no script of Meta's, no picture of somebody else's.
      expect([...asked]).toEqual([new URL(url).origin])
      expect(await page.evaluate('document.querySelectorAll("script").length')).toBe(0)
      const way = page.getByRole('link', { name: 'See it arrive in the merchant’s page' })
      const target = new URL((await way.getAttribute('href')) ?? '', page.url())
      expect(`${target.pathname}${target.search}`).toBe(`/shop/storecast/admin/events?order=${order}`)
    })

    test('sells what a feed’s link leads to, with its picture', async () => {
      const { url } = await openUnder('', { catalog: 'demo', database: (await fresh()).url })
      const page = await open({ userAgent })
      for (const id of ['HP-GALLEY-TEAL', 'HP-WHISTLE-KETTLE', 'HP-SANTOKU-165']) {
        const answer = await page.goto(`${url}/demo/products/${id}`)
        expect([id, answer?.status()]).toEqual([id, 200])
        expect(await page.evaluate('document.querySelector("img.picture").naturalWidth')).toBeGreaterThan(400)
      }
      const gone = await page.goto(`${url}/demo/products/HP-NOBODY`)
      expect(gone?.status()).toBe(404)
    })
  })

  test.each(['light', 'dark'] as const)(
    'has pages in which axe finds nothing (%s)',
    async (colorScheme) => {
      const { url } = await openUnder('', { catalog: 'demo', database: `${testFolder()}/demo.db` })
      const page = await open({ userAgent, colorScheme })
      const complaints: string[] = []
      const look = async () => {
        complaints.push(...(await axeFindings(page)).map((line) => `${page.url()} ${line}`))
      }
      await buy(page, `${url}/demo`)
      await look()
      const paths = ['', '/categories/Kitchen', '/products/HP-GALLEY-BRICK', '/products/HP-WHISTLE-KETTLE']
      for (const path of [
        ...paths,
        '/search?q=nothing-like-it',
        '/cart',
        '/wishlist',
        '/sign-up',
        '/nowhere',
      ]) {
        await page.goto(`${url}/demo${path}`)
        expect(await page.getByText('Nothing is sold here').isVisible()).toBe(true)
        await look()
      }
      await page.goto(`${url}/demo/products/HP-WHISTLE-KETTLE`)
      await page.getByRole('button', { name: 'Add to wishlist' }).click()
      await look()
      await page.goto(`${url}/demo/products/HP-WHISTLE-KETTLE`)
      await page.getByRole('button', { name: 'Add to cart' }).click()
      await look()
      await page.getByRole('link', { name: 'Go to checkout' }).click()
      await look()
      expect(complaints).toEqual([])
    },
    120_000,
  )
})

describeInBrowser('who starts the program with nothing configured', (open) => {
  test('buys something and sees it arrive: in the merchant’s log, and as Meta would have got it', async () => {
    const program = await startProgram({})
    onTestFinished(() => program.end())
    const [, password = ''] = /one-time password ([\w-]+)/.exec(program.output()) ?? []
    const [, shop = ''] = /^ *Shop +(http\S+)$/m.exec(program.output()) ?? []
    expect(shop).toBe(`${program.address}/demo`)
    const page = await open({ userAgent })
    const order = await buy(page, shop)
    await page.getByRole('link', { name: 'See it arrive in the merchant’s page' }).click()

    await page.getByLabel('Name', { exact: true }).fill('admin')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByLabel('New password', { exact: true }).fill('seven herrings in a boat')
    await page.getByLabel('New password once more').fill('seven herrings in a boat')
    await page.getByRole('button', { name: 'Set the password' }).click()
    await expect.poll(() => page.url()).toContain(`/admin/events?order=${order}`)
    const row = page.getByRole('row').filter({ hasText: order })
    await row.getByText('Meta has it').waitFor()
    expect(await row.innerText()).toContain('Purchase')
    expect(await page.getByText('Nothing leaves this machine').isVisible()).toBe(true)

    await page.getByRole('link', { name: 'Stand-in', exact: true }).click()
    await page.getByRole('row').filter({ hasText: order }).getByRole('link', { name: 'Purchase' }).click()
    await page.getByRole('heading', { name: 'Purchase', level: 1 }).waitFor()
    const sent = JSON.parse(await page.locator('pre').innerText())
    expect(sent).toMatchObject({
      event_name: 'Purchase',
      event_id: `purchase.${order}`,
      custom_data: { order_id: order, content_ids: ['hp_HP-GALLEY-TEAL'], value: 29 },
    })
    expect(JSON.stringify(sent)).not.toMatch(/ada@|Lovelace/i)
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('link', { name: order }).click()
    await expect.poll(() => page.url()).toContain(`/admin/events?order=${order}`)

    // What is bought while the list is open comes up by itself.
    await page.getByRole('link', { name: 'Stand-in', exact: true }).click()
    expect(await axeFindings(page)).toEqual([])
    const shopper = await open({ userAgent })
    await shopper.goto(`${shop}/products/HP-WHISTLE-KETTLE`)
    await shopper.getByRole('button', { name: 'Add to wishlist' }).click()
    await page.getByRole('link', { name: 'AddToWishlist' }).waitFor()
  }, 60_000)
})

describeEachDatabase('a shop of one’s own', (fresh) => {
  const catalog = memoryCatalog([productWithId('1')])
  const tablesOf = async (url: string) => {
    const database = await opened(url)
    return database.knex.schema.hasTable('demo_shop_orders')
  }

  test('has nothing of the demo: no module, route, page, storefront, port or table', async () => {
    const { url } = await fresh()
    const before = servers()
    const { kernel, url: address, standIn } = await openUnder('', { catalog, database: url })
    // One is the test's own.
    expect([servers(), standIn]).toEqual([before + 1, undefined])
    expect(kernel.modules.map(({ name }) => name)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/demo|stand-in/)]),
    )
    expect(kernel.routes.filter(({ path }) => /demo|stand-in/.test(path))).toEqual([])
    for (const path of [
      '/demo',
      '/demo/',
      '/demo/products/HP-GALLEY-TEAL',
      '/demo/shop.css',
      '/admin/stand-in',
    ])
      expect([path, (await send(`${address}${path}`)).status]).toEqual([path, 404])
    expect(await tablesOf(url)).toBe(false)
    expect((await kernel.welcome()).join('\n')).not.toMatch(/demo|stand-in/)
  })

  test('finds nothing of a demo that was there before, and the demo may come again', async () => {
    const { url } = await fresh()
    const dataFolder = testFolder()
    const order = {
      orderId: 'D1',
      currency: 'EUR',
      value: '1.00',
      lines: [{ product: 'HP-1', price: '1.00' }],
    }
    const demo = await openUnder('', { catalog: 'demo', database: url, dataFolder })
    const request = { sessionID: 'a', headers: { 'user-agent': 'Mozilla/5.0 Chrome/140' }, url: '/' } as never
    expect(await faceOf(demo.kernel).meta.purchase(request, order).stored).toBe('stored')
    await expect.poll(() => demo.standIn?.received().length).toBe(1)
    await demo.close()

    const shop = await openUnder('', { catalog: 'sql', database: url, dataFolder })
    const { knex } = shop.kernel.database
    expect(await tablesOf(url)).toBe(false)
    for (const table of ['outbox_entries', 'outbox_sends', 'outbox_destinations', 'send_log', 'breakers'])
      expect([table, await knex(`storecast_${table}`).select()]).toEqual([table, []])
    const set = await shop.kernel.registry.list('default')
    expect(set.filter(({ source }) => source === 'database')).toEqual([])
    await shop.close()

    const again = await openUnder('', { catalog: 'demo', database: url, dataFolder })
    expect((await send(`${again.url}/demo`)).status).toBe(200)
    expect(await tablesOf(url)).toBe(true)
  })
})

test('the demo opens one port for the stand-in with its first event, and closes it', async () => {
  const before = servers()
  const demo = await openUnder('', { catalog: 'demo', database: `${testFolder()}/demo.db` })
  expect(servers()).toBe(before + 1)
  const request = { sessionID: 'a', headers: { 'user-agent': 'Mozilla/5.0 Chrome/140' }, url: '/' } as never
  faceOf(demo.kernel).meta.viewContent(request, { product: 'HP-1' })
  await expect.poll(() => demo.standIn?.received().length).toBe(1)
  expect(servers()).toBe(before + 2)
  await demo.close()
  await expect.poll(servers).toBe(before)
})

test('the demo below a path of its public address has every link and picture of its feeds there', async () => {
  const app = express()
  const server = await listen(app)
  const url = `${server.url}/shop`
  const kernel = await assembleStorecast({
    catalog: 'demo',
    publicUrl: url,
    database: `${testFolder()}/demo.db`,
    dataFolder: testFolder(),
    logLevel: 'silent',
    environment: { XML_FEEDS__IS_PROTECTED_GOOGLE: 'false', XML_FEEDS__IS_PROTECTED_FACEBOOK: 'false' },
  })
  onTestFinished(async () => {
    await kernel.close()
    await server.close()
  })
  app.use('/shop', kernel.router)
  await kernel.migrate()
  await kernel.start()
  for (const channel of ['google-merchant', 'facebook-catalog']) {
    const feed = await (await fetch(`${url}/xml/${channel}`)).text()
    const addresses = [...feed.matchAll(/>(https?:[^<]*)</g)].map(([, address = '']) => address)
    const astray = addresses.filter((each) => each.startsWith(server.url) && !each.startsWith(`${url}/demo/`))
    // What leads to the front page is planted.
    expect([channel, ...new Set(astray)]).toEqual([channel, url, `${server.url}/`])
    for (const kind of ['images', 'products']) {
      const own = addresses.filter((each) => each.startsWith(`${url}/demo/${kind}/`))
      expect([channel, kind, own.length > 60]).toEqual([channel, kind, true])
      for (const address of [own[0], own.at(-1)])
        expect([address, (await fetch(address ?? '')).status]).toEqual([address, 200])
    }
  }
})
