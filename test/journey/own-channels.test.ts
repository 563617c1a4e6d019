/** Channels and prices of a shop's own, in its code: their feeds, their settings, and when they are built anew. */
import { describe, expect, test } from 'vitest'
import {
  createStorecast,
  extendChannel,
  facebookCatalog,
  googleMerchant,
  optional,
  type StorecastOptions,
} from '../../src/index.js'
import { openDatabase } from '../../src/kernel/database/open-database.js'
import { memoryCatalog } from '../support/memory-catalog.js'
import { testFolder } from '../support/temp-folder.js'
import { wholeFeed } from '../support/whole-feed.js'

const environment = {
  XML_FEEDS__IS_ENABLED_GOOGLE: 'true',
  XML_FEEDS__IS_ENABLED_PINTEREST: 'true',
  SHOP__ADDRESS: 'https://shop.example',
}
const pinterest = extendChannel(googleMerchant, { name: 'pinterest', title: 'Pinterest', code: 'PINTEREST' })

const start = (dataFolder: string, options: StorecastOptions) =>
  createStorecast({
    tell: () => {},
    dataFolder,
    logLevel: 'silent',
    background: false,
    environment,
    ...options,
  })

describe('a channel of a shop’s own', () => {
  test('has a feed and settings beside the others', async () => {
    const cast = await start(testFolder(), {
      catalog: memoryCatalog(3),
      channels: [googleMerchant, pinterest],
    })
    expect(await cast.feeds.refresh('pinterest')).toMatchObject({
      state: 'published',
      snapshot: { items: 3 },
    })
    const keys = (await cast.registry.list('default')).map(({ key }) => key)
    expect(keys).toEqual(expect.arrayContaining(['PINTEREST_TOKEN', 'PRODUCT_ID_PREFIX_PINTEREST']))
    expect(keys).not.toContain('IS_ENABLED_FACEBOOK')
    await cast.close()
  })

  test('is switched on in the demo, and its settings go with the demo', async () => {
    const folder = testFolder()
    const own = { channels: [pinterest, facebookCatalog], environment: {} }
    const demo = await start(folder, { ...own, catalog: 'demo' })
    expect((await demo.feeds.refresh('pinterest')).state).toBe('published')
    await demo.close()
    const shop = await start(folder, { ...own, catalog: 'sql' })
    expect((await shop.registry.list('default')).filter(({ source }) => source === 'database')).toEqual([])
    await shop.close()
  })

  test('of the name or the code of another one is told', async () => {
    const twice = extendChannel(googleMerchant, { name: 'second', code: 'GOOGLE' })
    await expect(
      start(testFolder(), { channels: [googleMerchant, googleMerchant, twice] }),
    ).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(
        /- channels\[1\]: a channel of the name google-merchant is in the list already.*\n {2}- channels\[2\]: google-merchant has the code GOOGLE already/,
      ),
    })
  })
})

describe('a feed is built anew where', () => {
  const price = (product: {
    readonly price: { readonly amountMinor: number; readonly currency: string }
  }) => ({
    ...product.price,
    amountMinor: 4_200,
  })
  const field = (read: () => string) =>
    extendChannel(googleMerchant, { fields: [optional('g:own', { kind: 'line', read })] })
  const catalog = memoryCatalog(2)

  test.each<[string, StorecastOptions, StorecastOptions]>([
    ['a price of the shop’s own comes', {}, { price }],
    ['the price of the shop’s own changes', { price: () => undefined }, { price }],
    ['a field comes', {}, { channels: [field(() => 'one')] }],
    ['a field reads otherwise', { channels: [field(() => 'one')] }, { channels: [field(() => 'two')] }],
  ])('%s', async (_, before, after) => {
    const folder = testFolder()
    const outcomes: string[] = []
    for (const options of [before, before, after]) {
      const env = { ...environment, XML_FEEDS__IS_ENABLED_PINTEREST: undefined }
      const cast = await start(folder, { catalog, environment: env, ...options })
      outcomes.push((await cast.feeds.refresh('google-merchant')).state)
      await cast.close()
    }
    expect(outcomes).toEqual(['published', 'unchanged', 'published'])
  })
})

test('a price of the shop’s own is told for the channels it is given for', async () => {
  const folder = testFolder()
  const asked: string[] = []
  const cast = await start(folder, {
    catalog: memoryCatalog(2),
    channels: [googleMerchant, pinterest],
    price: ({ id }, { channel }) => {
      asked.push(channel)
      return id === 'p1' && channel === 'google-merchant'
        ? { amountMinor: 4_299, currency: 'EUR' }
        : undefined
    },
  })
  await cast.feeds.refresh('google-merchant')
  await cast.feeds.refresh('pinterest')
  await cast.close()
  const database = await openDatabase(`${folder}/storecast.db`)
  const feed = await wholeFeed(database, `${folder}/feeds`)
  await database.close()
  expect(new Set(asked)).toEqual(new Set(['google-merchant', 'pinterest']))
  const prices = feed?.items.map((item) => item['g:price'])
  expect(prices?.[0]).toBe('42.99 EUR')
  expect(prices?.[1]).not.toBe('42.99 EUR')
})

test.each<[string, unknown]>([
  ['a promise', Promise.resolve({ amountMinor: 100, currency: 'EUR' })],
  ['a number', 12],
  ['half a cent', { amountMinor: 12.5, currency: 'EUR' }],
  ['no currency', { amountMinor: 12 }],
])('a price that is %s costs its product, and is told', async (_, answer) => {
  const price = ({ id }: { readonly id: string }) => (id === 'p1' ? answer : null) as never
  const cast = await start(testFolder(), {
    catalog: memoryCatalog(2),
    channels: [googleMerchant, pinterest],
    price,
  })
  expect(await cast.feeds.refresh('google-merchant')).toMatchObject({ snapshot: { items: 1, leftOut: 1 } })
  await cast.close()
})

test('a catalog is closed once when Storecast closes, also where it serves several stores', async () => {
  let closed = 0
  const catalog = { ...memoryCatalog(1), close: async () => void closed++ }
  const cast = await start(testFolder(), { catalog, stores: ['acme'], channels: [googleMerchant, pinterest] })
  expect(closed).toBe(0)
  await cast.close()
  expect(closed).toBe(1)
})
