/** Whole feeds of the foreign shop: every product becomes an item or is named with its reason. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Mapping, Row } from '../../../../feeds/catalog/mapped/mapping.js'
import { parseFeed, type ReadFeed } from '../../../support/feed.js'
import { isForeignShopAvailable } from '../../../support/foreign/foreign-shop.js'
import { type MappedShop, openMappedShop } from '../../../support/foreign/mapped-shop.js'
import { send } from '../../../support/http.js'
import { openShop } from '../../../support/shop.js'
import { testFolder } from '../../../support/temp-folder.js'
import { expectedProducts } from './expected.js'

const environment = {
  XML_FEEDS__IS_ENABLED_FACEBOOK: 'true',
  XML_FEEDS__IS_PROTECTED_FACEBOOK: 'false',
  SHOP__CURRENCY: 'EUR',
  SHOP__COUNTRY: 'DE',
  SHOP__TIME_ZONE: 'Europe/Berlin',
}

const expectedLeftOut = {
  'google-merchant': {
    ITEM_PRICE_NOT_POSITIVE: ['9', '14-210'],
    EMPTY_IMAGE_URL: ['10'],
    EMPTY_TITLE: ['26'],
  },
  'facebook-catalog': {
    ITEM_PRICE_NOT_POSITIVE: ['9', '14-210'],
    EMPTY_IMAGE_URL: ['10'],
    EMPTY_TITLE: ['26'],
    UNIQUE_PRODUCT_IDENTIFIER_MISSING: expectedProducts
      .filter(({ id, brand, gtin, mpn }) => !brand && !gtin && !mpn && !['9', '10', '14-210'].includes(id))
      .map(({ id }) => id),
  },
}

describe.skipIf(!isForeignShopAvailable)('the feeds of the foreign shop', () => {
  let mapped: MappedShop
  beforeAll(async () => {
    mapped = await openMappedShop()
  })
  afterAll(() => mapped.close())

  const open = (mapping: Mapping = mapped.mapping) => {
    const catalog = mapped.catalogOf(mapping)
    onTestFinished(() => catalog.close?.())
    return openShop({ url: `${testFolder()}/storecast.db`, catalog, environment })
  }

  test.each(Object.entries(expectedLeftOut))('tell in %s what they leave out', async (channel, leftOut) => {
    const shop = await open()
    const outcome = await shop.feeds.refresh(channel)
    const missing = Object.values(leftOut).flat()
    const kept = expectedProducts.filter(({ id }) => !missing.includes(id)).map(({ id }) => id)
    if (!('snapshot' in outcome)) throw new Error(`${channel} was not built: ${JSON.stringify(outcome)}`)
    const { items, report } = outcome.snapshot
    expect(items).toBe(kept.length)
    const found: Record<string, string[]> = {}
    for (const { effect, reason, productId } of report.samples)
      if (effect === 'leftOut') found[reason] = [...(found[reason] ?? []), productId]
    expect(found).toEqual(leftOut)
    const xml = (await send(`${shop.url}/xml/${channel}`)).text
    expect((await parseFeed(xml)).items.map((item) => item['g:id'])).toEqual(kept)
  })

  test('tell of what they drop and keep the product', async () => {
    const shop = await open()
    const outcome = await shop.feeds.refresh('google-merchant')
    if (!('snapshot' in outcome)) throw new Error('nothing was built')
    const dropped = outcome.snapshot.report.samples
      .filter(({ effect }) => effect === 'dropped')
      .map(({ productId, reason, field }) => [productId, reason, field])
    expect(dropped).toEqual(
      expect.arrayContaining([
        ['16', 'PROPERTY_VALUE_FORMAT', 'salePrice'],
        ['22', 'INVALID_GTIN', 'g:gtin'],
      ]),
    )
  })

  describe('in the Google feed', () => {
    const itemOf = async (id: string): Promise<ReadFeed['items'][number]> => {
      const shop = await open()
      const { items } = await parseFeed((await shop.fetch()).text)
      const item = items.find((each) => each['g:id'] === id)
      if (!item) throw new Error(`${id} is not in the feed`)
      return item
    }

    test('a product has its texts decoded, its tax added, its addresses whole', async () => {
      expect(await itemOf('1')).toMatchObject({
        'g:title': 'Wasserkessel & Untersetzer',
        'g:description': expect.stringMatching(/^Kocht leise und schnell\.\n+- 2 l$/),
        'g:link': 'https://shop.example/index.php?route=product&product_id=1',
        'g:image_link': 'https://shop.example/image/catalog/kettle.jpg',
        'g:price': '39.90 EUR',
        'g:brand': 'Harbour & Söhne',
        'g:product_type': expect.anything(),
        'g:shipping_weight': '1.25 kg',
      })
    })

    test('tax is added to all decimals that are stored', async () => {
      expect(await itemOf('2')).toMatchObject({ 'g:price': '9.99 EUR' })
    })

    test('odd letters and half entities are plain text', async () => {
      expect(await itemOf('5')).toMatchObject({
        'g:title': expect.stringMatching(/^M&M Becher &(amp)? +\u{1F375}$/u),
        'g:image_link': 'https://shop.example/image/catalog/gr%C3%B6%C3%9Fe%20&%20mehr.jpg',
      })
    })

    test('a variant has its own price, and names its group and size', async () => {
      expect(await itemOf('13-203')).toMatchObject({
        'g:price': '27.97 EUR',
        'g:sale_price': '22.02 EUR',
        'g:size': 'L',
        'g:item_group_id': '13',
        'g:availability': 'in_stock',
      })
    })

    test('a special is told with its days', async () => {
      expect(await itemOf('29')).toMatchObject({
        'g:sale_price': '7.00 EUR',
        'g:sale_price_effective_date': '2022-07-01T00:00+0200/2059-12-01T00:00+0100',
      })
    })
  })

  test('name a second product of one id, where a stock number is made the id', async () => {
    const { products, ...rest } = mapped.mapping
    const id = (row: Row) => row.sku || row.product_id
    const shop = await open({ ...rest, products: { ...products, set: { ...products.set, id } } })
    const outcome = await shop.feeds.refresh('google-merchant')
    expect(outcome).toMatchObject({
      snapshot: {
        report: {
          leftOut: { DUPLICATE_ID: 1 },
          samples: expect.arrayContaining([expect.objectContaining({ productId: 'KTL-1' })]),
        },
      },
    })
  })
})
