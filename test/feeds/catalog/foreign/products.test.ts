/** The example mapping on the foreign shop: exactly the products that were worked out by hand, however they are asked for. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Catalog, Filter } from '../../../../feeds/catalog/contract.js'
import type { Product } from '../../../../feeds/catalog/product.js'
import { isForeignShopAvailable } from '../../../support/foreign/foreign-shop.js'
import { type MappedShop, openMappedShop } from '../../../support/foreign/mapped-shop.js'
import { expectedProducts } from './expected.js'

const { signal } = new AbortController()

async function pagesOf(catalog: Catalog, limit: number, filter: Filter = {}) {
  const pages: (readonly Product[])[] = []
  for (let after: Product['key'] | null = null; ; ) {
    const page: readonly Product[] = await catalog.page(after, limit, filter, signal)
    if (page.length === 0) return pages
    pages.push(page)
    after = page.at(-1)?.key ?? null
  }
}

const idsOf = async (catalog: Catalog, filter: Filter, limit = 500) =>
  (await pagesOf(catalog, limit, filter)).flat().map(({ id }) => id)

describe.skipIf(!isForeignShopAvailable)('the foreign shop, mapped', () => {
  let shop: MappedShop
  beforeAll(async () => {
    shop = await openMappedShop()
  })
  afterAll(() => shop.close())

  test('gives every product as its rows mean it', async () => {
    const found = (await pagesOf(shop.catalog, 500)).flat().map(({ key: _, ...product }) => product)
    expect(found.map(({ id }) => id)).toEqual(expectedProducts.map(({ id }) => id))
    for (const [at, product] of expectedProducts.entries()) expect(found[at], product.id).toEqual(product)
  })

  test.each([1, 2, 7])('gives the same in pages of %i', async (limit) => {
    const whole = (await pagesOf(shop.catalog, 500)).flat()
    const pages = await pagesOf(shop.catalog, limit)
    expect(pages.flat()).toEqual(whole)
    // A page holds whole families: of the shirt three, whatever was asked for.
    expect(Math.max(...pages.map(({ length }) => length))).toBeLessThanOrEqual(limit + 2)
  })

  test('gives no key twice', async () => {
    const keys = (await pagesOf(shop.catalog, 500)).flat().map(({ key }) => key)
    expect(new Set(keys).size).toBe(expectedProducts.length)
    expect(shop.catalog.ordersByItself).toBe(true)
  })

  test.each<[string, Filter, readonly string[]]>([
    ['a brand', { brand: 'Nordlicht' }, ['4', '13-201', '13-202', '13-203']],
    ['a brand in other letters', { brand: 'nordlicht' }, []],
    ['a category with all below it', { category: '20' }, ['1', '2', '3', '19']],
    ['a category at the bottom', { category: '22' }, ['1', '3']],
    ['a category in a circle', { category: '42' }, ['17']],
    ['a stock', { stock: 5 }, ['1', '3', '4', '5', '13-202']],
    ['the best seller, where two are equal', { top: 1 }, ['1']],
    ['best sellers, variants among them', { top: 3 }, ['1', '2', '13-201']],
    ['best sellers of a brand', { brand: 'Nordlicht', top: 1 }, ['13-201']],
    ['the stock of a brand', { brand: 'Nordlicht', stock: 5 }, ['4', '13-202']],
    ['more best sellers than there are', { category: '22', top: 50 }, ['1', '3']],
  ])('keeps to %s', async (_, filter, ids) => {
    expect(await idsOf(shop.catalog, filter)).toEqual(ids)
    expect(await idsOf(shop.catalog, filter, 1)).toEqual(ids)
  })

  test('knows its brands, categories and rates', async () => {
    const { catalog } = shop
    expect([
      await catalog.hasBrand?.('Nordlicht'),
      await catalog.hasBrand?.('nordlicht'),
      await catalog.hasBrand?.('Elsewhere'),
      await catalog.hasCategory?.('41'),
      await catalog.hasCategory?.('98'),
    ]).toEqual([true, false, false, true, false])
    const rates = await catalog.rates?.()
    expect([...(rates ?? [])].map(([code, rate]) => [code, Number(rate)])).toEqual([
      ['EUR', 1],
      ['USD', 1.085],
      ['JPY', 163.12345678],
    ])
  })

  test('finds one product by its id, variants too', async () => {
    const { find } = shop.catalog
    if (!find) throw new Error('the catalog cannot find')
    for (const id of ['1', '13-202', '4000000000'])
      expect(await find.call(shop.catalog, id, signal), id).toMatchObject({ id })
    for (const id of ['12', '13', '13-204', '999', "1' OR 1", ''])
      expect(await find.call(shop.catalog, id, signal), id).toBeUndefined()
  })

  test('names the groups that there are', async () => {
    const groups = new Set<string>()
    for await (const some of shop.catalog.groupIds?.(signal) ?? []) for (const id of some) groups.add(id)
    expect(groups).toEqual(new Set(['13', '14']))
  })

  test('gives the same through the connections that Storecast has anyway', async () => {
    expect(await pagesOf(shop.besideOurs, 500)).toEqual(await pagesOf(shop.catalog, 500))
  })

  test('asks the same number of queries of a page, whatever it holds', async () => {
    const asked = async (limit: number) =>
      (await shop.statementsDuring(() => shop.besideOurs.page(null, limit, {}, signal))).length
    // Without variants among its products, a page spares the query for their options.
    const withoutVariants = await asked(1)
    const counts = [await asked(1), await asked(12), await asked(20), await asked(500)]
    expect(counts).toEqual([withoutVariants, counts[3], counts[3], counts[3]])
    expect(counts[3]).toBeLessThanOrEqual(16)
  })

  test('gives the same in a view', async () => {
    const inView = await shop.catalog.still?.((view) => pagesOf(view, 7))
    expect(inView?.flat()).toEqual((await pagesOf(shop.catalog, 7)).flat())
  })

  test('sees one moment in a view, but for tables without transactions', async () => {
    const { catalog, foreign } = shop
    const setTo = async (sale: string, quantity: number) => {
      await foreign.write(`UPDATE oc_product_special SET price = '${sale}' WHERE product_id = 8`)
      await foreign.write(`UPDATE oc_product SET quantity = ${quantity} WHERE product_id = 8`)
    }
    const told = async (view: Catalog) => {
      const product = (await pagesOf(view, 500)).flat().find(({ id }) => id === '8')
      return [product?.salePrice?.amountMinor, product?.quantity]
    }
    await catalog.still?.(async (view) => {
      expect(await told(view)).toEqual([1800, 2])
      await setTo('16.0000', 9)
      expect(await told(view)).toEqual([1800, 9])
    })
    expect(await told(catalog)).toEqual([1600, 9])
    await setTo('17.9950', 2)
  })
})
