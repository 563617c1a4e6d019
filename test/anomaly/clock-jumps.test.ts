/** Clocks that jump: feeds are built and served all the same, and what a wrong clock did is mended. */
import { expect, test } from 'vitest'
import { testClock } from '../support/clock.js'
import { describeEachDatabase } from '../support/databases.js'
import { memoryCatalog, someProducts } from '../support/memory-catalog.js'
import { openShop } from '../support/shop.js'

const hourMs = 3_600_000
const yearMs = 365 * 24 * hourMs

describeEachDatabase('a clock that jumps', (fresh) => {
  async function shopWith(count = 30) {
    const clock = testClock()
    const catalog = memoryCatalog(count)
    const shop = await openShop({ url: (await fresh()).url, catalog, clock })
    return { clock, catalog, shop }
  }

  test.each([
    ['a year ahead', yearMs],
    ['a year back', -yearMs],
  ])('%s in the middle of a build does not keep it from being published', async (_, jumpMs) => {
    const { clock, catalog, shop } = await shopWith()
    catalog.onPage = async ({ page }) => {
      if (page === 2) clock.move(jumpMs)
      return undefined
    }
    expect(await shop.feeds.refresh('google-merchant')).toMatchObject({
      state: 'published',
      snapshot: { items: 30 },
    })
    const tookMs = (await shop.published())?.snapshot.tookMs ?? -1
    expect(tookMs).toBeGreaterThanOrEqual(0)
    expect(tookMs).toBeLessThan(60_000)
    expect((await shop.fetch()).status).toBe(200)
  })

  test.each([
    ['ahead', yearMs],
    ['back', -yearMs],
  ])('%s lets a fetch start a look, and a changed catalog is published', async (_, jumpMs) => {
    const { clock, catalog, shop } = await shopWith()
    await shop.feeds.refresh('google-merchant')
    clock.move(jumpMs)
    catalog.replace(someProducts(31))
    expect((await shop.fetch()).headers['x-feed-items']).toBe('30')
    await shop.state.workshop.idle()
    clock.move(2_000)
    expect((await shop.fetch()).headers['x-feed-items']).toBe('31')
    expect((await shop.published())?.snapshot.items).toBe(31)
  })

  test('back after a feed was built by a clock that was ahead: it is built again, because of its sales', async () => {
    const { clock, catalog, shop } = await shopWith()
    const saleEndsAt = clock.now() + hourMs
    catalog.products = someProducts(30, () => ({
      salePrice: { amountMinor: 100, currency: 'EUR' },
      saleEndsAt,
    }))
    clock.move(yearMs)
    await shop.feeds.refresh('google-merchant')
    expect((await shop.fetch()).text).not.toContain('g:sale_price')
    clock.move(-yearMs)
    expect(await shop.feeds.refresh('google-merchant')).toMatchObject({ state: 'published' })
    expect((await shop.fetch()).text).toContain('g:sale_price')
    expect(await shop.feeds.refresh('google-merchant')).toMatchObject({ state: 'unchanged' })
  })

  test('back leaves the published file in place, however many newer ones seem to be there', async () => {
    const { clock, catalog, shop } = await shopWith()
    for (let count = 31; count < 55; count++) {
      catalog.replace(someProducts(count))
      clock.move(1_000)
      await shop.feeds.refresh('google-merchant')
    }
    clock.move(-yearMs)
    for (let count = 55; count < 58; count++) {
      catalog.replace(someProducts(count))
      clock.move(2_000)
      expect(await shop.feeds.refresh('google-merchant')).toMatchObject({ state: 'published' })
      expect(await shop.fetch()).toMatchObject({ status: 200, headers: { 'x-feed-items': String(count) } })
    }
    const { snapshot } = (await shop.published()) ?? {}
    expect(shop.files()).toContain(snapshot?.sha256)
    // Each feed file has a list of its ids beside it.
    expect(shop.files().length).toBeLessThanOrEqual(6)
    expect(await shop.codes()).toEqual([])
  })

  test('to the end of a sale builds the feed again, though nothing else changed', async () => {
    const { clock, catalog, shop } = await shopWith()
    const saleEndsAt = clock.now() + hourMs
    catalog.products = someProducts(30, (n) =>
      n === 7 ? { salePrice: { amountMinor: 100, currency: 'EUR' }, saleEndsAt } : {},
    )
    await shop.feeds.refresh('google-merchant')
    clock.move(hourMs - 1)
    expect(await shop.feeds.refresh('google-merchant')).toMatchObject({ state: 'unchanged' })
    clock.move(1)
    expect(await shop.feeds.refresh('google-merchant')).toMatchObject({ state: 'published' })
    clock.move(2_000)
    expect((await shop.fetch()).text).not.toContain('g:sale_price')
  })

  test('ahead after a failure does not keep the feed from being tried again, nor does one back', async () => {
    for (const jumpMs of [hourMs, -hourMs]) {
      const { clock, catalog, shop } = await shopWith()
      catalog.onPage = () => Promise.reject(new Error('down'))
      expect((await shop.fetch()).status).toBe(503)
      catalog.onPage = undefined
      expect((await shop.fetch()).status).toBe(503)
      clock.move(jumpMs)
      expect((await shop.fetch()).status).toBe(200)
    }
  })
})
