/** Catalog sources that break: a clear error and a problem each, and the last good feed stands. */
import { describe, expect, test } from 'vitest'
import type { Catalog } from '../../feeds/catalog/contract.js'
import type { Product } from '../../feeds/catalog/product.js'
import { describeEachDatabase } from '../support/databases.js'
import { type MemoryCatalog, memoryCatalog, someProducts } from '../support/memory-catalog.js'
import { idsIn, openShop } from '../support/shop.js'

const never = () => new Promise<never>(() => {})

/** A catalog that can be broken: what stands in `fault` answers instead of it. */
function breakable(good: MemoryCatalog): Catalog & { fault: Partial<Catalog> } {
  const catalog: Catalog & { fault: Partial<Catalog> } = {
    fault: {},
    page: (...asked) => (catalog.fault.page ?? good.page)(...asked),
    fingerprint: (signal) => (catalog.fault.fingerprint ?? good.fingerprint)(signal),
    rates: () => catalog.fault.rates?.() ?? Promise.resolve(new Map()),
    still: (work) => catalog.fault.still?.(work) ?? work(catalog),
  }
  return catalog
}

const pageSlowly: Readonly<Record<string, string>> = { XML_FEEDS__PAGE_LIMIT_SECONDS: '1' }

interface Case {
  readonly source: string
  readonly faulty: (good: MemoryCatalog) => Partial<Catalog>
  readonly code?: string
  readonly message: RegExp
}

const page = (
  good: MemoryCatalog,
  wrong: (products: readonly Product[]) => readonly Product[] | Promise<never>,
) => ({
  page: async (...[after, limit, filter, signal]: Parameters<Catalog['page']>) => {
    const products = await good.page(after, limit, filter, signal)
    return after === null ? products : wrong(products)
  },
})

const cases: readonly Case[] = [
  {
    source: 'throws in the middle',
    faulty: (good) => page(good, () => Promise.reject(new Error('connection to the shop lost'))),
    message: /catalog or the database failed \(Error\)/,
  },
  {
    source: 'hangs in the middle and ignores its signal',
    faulty: (good) => page(good, never),
    code: 'CATALOG_SLOW',
    message: /did not give a page within 1 seconds/,
  },
  {
    source: 'hangs when it is asked for its fingerprint',
    faulty: () => ({ fingerprint: never }),
    code: 'CATALOG_SLOW',
    message: /did not give its fingerprint within 1 seconds/,
  },
  {
    source: 'hangs when it is asked for its rates',
    faulty: () => ({ rates: never }),
    code: 'CATALOG_SLOW',
    message: /did not give its rates within 1 seconds/,
  },
  {
    source: 'hangs before its view stands still',
    faulty: () => ({ still: never }),
    code: 'CATALOG_SLOW',
    message: /did not give a view that stands still within 1 seconds/,
  },
  {
    source: 'breaks, and then cannot even end its view',
    faulty: (good) => ({
      still: async (work) => {
        await work({ ...good, ...page(good, () => Promise.reject(new Error('lost'))) } as Catalog).catch(
          () => {},
        )
        return never()
      },
    }),
    message: /catalog or the database failed \(Error\)/,
  },
  {
    source: 'repeats a page',
    faulty: (good) => page(good, () => good.products.slice(0, 10)),
    code: 'CATALOG_OUT_OF_ORDER',
    message: /key 1 behind 10/,
  },
  {
    source: 'gives the last product of the page before once more',
    faulty: (good) => page(good, () => good.products.slice(9, 19)),
    code: 'CATALOG_OUT_OF_ORDER',
    message: /key 10 twice/,
  },
  {
    source: 'gives ids out of order',
    faulty: (good) => page(good, (products) => [...products].reverse()),
    code: 'CATALOG_OUT_OF_ORDER',
    message: /ascending key order/,
  },
  {
    source: 'gives something that is no page',
    faulty: (good) => page(good, () => undefined as never),
    message: /catalog or the database failed \(TypeError\)/,
  },
  {
    source: 'gives something that is no product',
    faulty: (good) => page(good, () => [{ key: 11 }, null, { key: 12 }] as never),
    message: /catalog or the database failed \(TypeError\)/,
  },
]

describeEachDatabase('a catalog source that', (fresh) => {
  test.each(cases)('$source fails the build with a problem, and the last good feed stands', async (given) => {
    const good = memoryCatalog(35)
    const catalog = breakable(good)
    const shop = await openShop({ url: (await fresh()).url, catalog, environment: pageSlowly })
    await shop.feeds.refresh('google-merchant')
    const before = await shop.fetch()

    good.replace(someProducts(36))
    catalog.fault = given.faulty(good)
    const failure = given.code === undefined ? {} : { code: given.code, fault: 'unavailable' }
    await expect(shop.feeds.refresh('google-merchant')).rejects.toMatchObject(failure)
    const [problem, ...more] = await shop.problems()
    expect(more).toEqual([])
    expect(problem).toMatchObject({ code: 'FEED_BUILD_FAILED', subject: 'google-merchant' })
    expect(problem?.message).toMatch(given.message)
    expect(problem?.advice).not.toBe('')
    expect(await shop.fetch()).toMatchObject({ status: 200, text: before.text })
    // The feed, and the list of its ids.
    expect(shop.files()).toHaveLength(2)

    catalog.fault = {}
    const mended = await shop.feeds.refresh('google-merchant', '', { force: true })
    expect(mended).toMatchObject({ state: 'published', snapshot: { items: 36 } })
    expect(await shop.codes()).toEqual([])
  })

  test('was broken and is what it was before: the problem ends without a new build', async () => {
    const good = memoryCatalog(20)
    const shop = await openShop({ url: (await fresh()).url, catalog: good })
    await shop.feeds.refresh('google-merchant')
    const fingerprint = good.fingerprint
    good.fingerprint = () => Promise.reject(new Error('down for a moment'))
    await expect(shop.feeds.refresh('google-merchant')).rejects.toThrow('down for a moment')
    expect(await shop.codes()).toEqual(['FEED_BUILD_FAILED'])
    good.fingerprint = fingerprint
    expect(await shop.feeds.refresh('google-merchant', '', { onProgress: () => {} })).toMatchObject({
      state: 'unchanged',
    })
    expect(await shop.codes()).toEqual([])
    expect(good.counts.builds).toBe(1)
  })

  test('gives ids twice has the second ones left out, counted and told', async () => {
    const catalog = memoryCatalog(0)
    catalog.products = someProducts(30, (n) => (n > 20 ? { id: `p${n - 20}` } : {}))
    const shop = await openShop({ url: (await fresh()).url, catalog })
    const outcome = await shop.feeds.refresh('google-merchant')
    expect(outcome).toMatchObject({
      state: 'published',
      snapshot: { items: 20, leftOut: 10, report: { leftOut: { DUPLICATE_ID: 10 } } },
    })
    const ids = await idsIn((await shop.fetch()).text)
    expect(ids).toEqual(Array.from({ length: 20 }, (_, at) => `p${at + 1}`))
  })

  test('fails at the very first build is answered with 503 and a time to come again, not with an empty feed', async () => {
    const catalog = memoryCatalog(20)
    catalog.onPage = () => Promise.reject(new Error('down'))
    const shop = await openShop({ url: (await fresh()).url, catalog })
    const answer = await shop.fetch()
    expect(answer.status).toBe(503)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect(answer.json()).toMatchObject({ code: 'FEED_NOT_READY' })
    expect(answer.text).not.toContain('down')
    expect(answer.headers['cache-control']).toBe('no-store')
    await shop.fetch()
    expect(catalog.counts.builds).toBe(1)
    expect(shop.files()).toEqual([])
  })
})

describe('a page limit', () => {
  test('counts for each page, not for the whole: a slow but steady source is read to its end', async () => {
    const catalog = memoryCatalog(40)
    catalog.onPage = async () => {
      await new Promise((resolve) => setTimeout(resolve, 300))
      return undefined
    }
    const { databases } = await import('../support/databases.js')
    const database = databases.find(({ available }) => available)
    if (!database) throw new Error('no database to test on')
    const { url, drop } = await database.fresh()
    const shop = await openShop({ url, catalog, environment: pageSlowly })
    expect(await shop.feeds.refresh('google-merchant')).toMatchObject({
      state: 'published',
      snapshot: { items: 40 },
    })
    await shop.close()
    await drop()
  })
})
