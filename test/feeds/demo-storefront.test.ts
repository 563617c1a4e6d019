/** The demo's storefront beside its feed: the same ids, prices and sales. */
import express from 'express'
import { expect, test } from 'vitest'
import { plantDemo } from '../../feeds/catalog/demo/plant.js'
import { demoStore } from '../../feeds/catalog/demo/shop.js'
import { type DemoStorefront, demoStorefront } from '../../feeds/demo-storefront.js'
import { createStorecast } from '../../src/index.js'
import { systemClock } from '../../src/kernel/clock.js'
import { describeEachDatabase } from '../support/databases.js'
import { readFeed } from '../support/feed.js'
import { listen } from '../support/http.js'
import { opened } from '../support/opened.js'
import { testFolder } from '../support/temp-folder.js'

describeEachDatabase('the demo’s storefront', (fresh) => {
  async function planted(): Promise<{ url: string; storefront: DemoStorefront }> {
    const { url } = await fresh()
    const options = { database: url, catalog: 'demo', dataFolder: testFolder(), logLevel: 'silent' } as const
    await (await createStorecast({ ...options, background: false, environment: {} })).close()
    return { url, storefront: demoStorefront({ database: await opened(url), clock: systemClock }) }
  }

  test('sells every item of the feed at the price that the feed tells', async () => {
    const { url, storefront } = await planted()
    const cast = await createStorecast({
      database: url,
      catalog: 'demo',
      dataFolder: testFolder(),
      logLevel: 'silent',
      environment: { XML_FEEDS__IS_PROTECTED_FACEBOOK: 'false' },
    })
    const app = await listen(express().use(cast.router))
    const { items } = await readFeed(`${app.url}/xml/facebook-catalog`)
    await app.close()
    await cast.close()
    expect(items.length).toBeGreaterThan(60)
    const now = Date.now()
    for (const item of items) {
      const id = String(item['g:id']).slice('hp_'.length)
      const product = await storefront.find(id)
      const [from, to] = String(item['g:sale_price_effective_date'] ?? '')
        .split('/')
        .map(Date.parse)
      const isOn = item['g:sale_price'] !== undefined && !((from ?? 0) > now || (to ?? now + 1) <= now)
      const price = isOn ? item['g:sale_price'] : item['g:price']
      expect([id, `${product?.price} EUR`]).toEqual([id, price])
      expect([id, product?.formerPrice === undefined]).toEqual([id, !isOn])
      expect([id, product?.isAvailable]).toEqual([id, item['g:availability'] !== 'out of stock'])
    }
  })

  test('shows variants as one thing in lists, each with the others on its own page', async () => {
    const { storefront } = await planted()
    const mugs = await storefront.list({ query: 'galley mug' })
    expect(mugs.map(({ id, name }) => [id, name])).toEqual([['HP-GALLEY-CREAM', 'Galley Enamel Mug 0.35 L']])
    const brick = await storefront.find('HP-GALLEY-BRICK')
    expect(brick?.isAvailable).toBe(false)
    expect(brick?.variants?.map(({ label, isAvailable }) => [label, isAvailable])).toEqual([
      ['Brick', false],
      ['Cream', true],
      ['Sky', true],
      ['Teal', true],
    ])
  })

  test('finds by brand, by any category, and by words; what it does not know is nothing', async () => {
    const { storefront } = await planted()
    const ids = async (wish: Parameters<DemoStorefront['list']>[0]) =>
      (await storefront.list(wish)).map(({ id }) => id)
    const cups = await ids({ category: 'Cups & Mugs' })
    expect(cups).toContain('HP-GALLEY-CREAM')
    expect(await ids({ category: 'Kitchen' })).toEqual(expect.arrayContaining(cups))
    expect(await ids({ brand: 'Atelier Dune' })).toContain('HP-CAFETIERE-8')
    expect(await ids({ query: 'KETTLE whistle' })).toEqual(['HP-WHISTLE-KETTLE'])
    expect(await ids({ query: 'nothing like it' })).toEqual([])
    expect(await storefront.find('HP-NOBODY')).toBeUndefined()
    const first = (await storefront.list({}))[0]
    expect(first?.image).toMatch(/^images\/[\w-]+\.png$/)
  })

  test('has no price for what no feed can tell a price of, and no parent of variants', async () => {
    const { storefront } = await planted()
    for (const id of ['HP-COPPER-POT', 'HP-SAMPLE-SWATCHES', 'HP-GALLEY'])
      expect([id, await storefront.find(id)]).toEqual([id, undefined])
    expect((await storefront.find('HP-REGATTA-PASS'))?.isAvailable).toBe(false)
  })

  test('shows texts without markup, and prices with tax', async () => {
    const { storefront } = await planted()
    const all = await storefront.list({})
    for (const { id, name, description = '', price } of all) {
      if (id !== 'HP-BOOK-SIGNALS') expect([id, name]).toEqual([id, expect.not.stringMatching(/<\w|&\w+;/)])
      expect([id, description]).toEqual([id, expect.not.stringMatching(/<\/?(p|b|i|ul|li|br|script)\b/)])
      expect(price).toMatch(/^\d+\.\d\d$/)
    }
  })

  test('a database that is away is told, and asked again', async () => {
    const { url, storefront } = await planted()
    const database = await opened(url)
    await database.knex.schema.renameTable('storecast_catalog_categories', 'away')
    await expect(storefront.list({})).rejects.toThrow()
    await database.knex.schema.renameTable('away', 'storecast_catalog_categories')
    expect((await storefront.list({})).length).toBeGreaterThan(40)
    await plantDemo(database, demoStore, Date.now())
  })
})
