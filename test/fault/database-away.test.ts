/** A database that is not there at start, goes away during a build, or while feeds are served. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { testClock } from '../support/clock.js'
import { databases } from '../support/databases.js'
import { freePort } from '../support/free-port.js'
import { memoryCatalog, someProducts } from '../support/memory-catalog.js'
import { opened } from '../support/opened.js'
import { openShop } from '../support/shop.js'
import { tcpProxy } from '../support/tcp-proxy.js'
import { testFolder } from '../support/temp-folder.js'
import { versionedProducts, versionOf } from '../support/versioned-products.js'
import { wholeFeed } from '../support/whole-feed.js'

const asked = { onProgress: () => {} }

describe('a database that cannot be used at start', () => {
  test('is told with its address, without its password, and with what to check', async () => {
    const url = `mysql://feeds:the-password@127.0.0.1:${await freePort()}/shop`
    const failed = openShop({ url, catalog: memoryCatalog(1), databaseWaitSeconds: 0 })
    await expect(failed).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      message: expect.stringMatching(
        /127\.0\.0\.1:\d+\/shop cannot be used \(ECONNREFUSED\)\. Check that the server runs/,
      ),
    })
    await expect(failed).rejects.not.toMatchObject({ message: expect.stringContaining('the-password') })
  })

  test.skipIf(!inject('sqlite'))('is told where the file is no database', async () => {
    const url = join(testFolder(), 'storecast.db')
    writeFileSync(url, 'something else altogether, and long enough to be looked at'.repeat(50))
    await expect(openShop({ url, catalog: memoryCatalog(1) })).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      message: expect.stringMatching(/storecast\.db cannot be used \(SQLITE_NOTADB\)/),
    })
  })
})

describe.skipIf(inject('mysqlUrl') === '')('a MariaDB that goes away', () => {
  async function behindProxy(catalog: ReturnType<typeof memoryCatalog> | 'sql') {
    const mysql = databases.find(({ kind }) => kind === 'mysql')
    const database = await mysql?.fresh()
    if (!database) throw new Error('no MariaDB among the databases')
    onTestFinished(() => database.drop())
    const { hostname, port } = new URL(database.url)
    const proxy = await tcpProxy({ host: hostname, port: Number(port) })
    onTestFinished(() => proxy.close())
    const outside = await opened(database.url)
    const clock = testClock()
    const shop = await openShop({
      url: proxy.through(database.url),
      catalog,
      clock,
      environment: { XML_FEEDS__PAGE_LIMIT_SECONDS: '1' },
    })
    return { proxy, outside, clock, shop }
  }

  test('in the middle of reading fails the build, and the last good feed stands', async () => {
    const { proxy, outside, clock, shop } = await behindProxy('sql')
    const products = versionedProducts(outside, 3_000)
    await products.make()
    await shop.feeds.refresh('google-merchant')
    const before = await shop.fetch()
    await products.moveTo(2)
    // Past the fingerprint and into the rows: three pages are some three megabytes.
    proxy.cutAfter(600_000)
    await expect(shop.feeds.refresh('google-merchant')).rejects.toThrow()
    clock.move(2_000)
    expect(await shop.fetch()).toMatchObject({ status: 200, text: before.text })
    // The feed, and the list of its ids.
    expect(shop.files()).toHaveLength(2)
    expect(await shop.feeds.refresh('google-merchant', '', asked)).toMatchObject({ state: 'published' })
    const feed = await wholeFeed(outside, shop.folder)
    expect(versionOf(feed?.items ?? [], products.count)).toBe(2)
    expect(await shop.codes()).toEqual([])
  })

  test('before what was built can be recorded fails the build, and the next one publishes', async () => {
    const catalog = memoryCatalog(30)
    const { proxy, outside, clock, shop } = await behindProxy(catalog)
    await shop.feeds.refresh('google-merchant')
    const before = await shop.fetch()
    catalog.replace(someProducts(31))
    catalog.onPage = async ({ page }) => {
      if (page === 2) await proxy.refuse()
      return undefined
    }
    await expect(shop.feeds.refresh('google-merchant')).rejects.toThrow()
    catalog.onPage = undefined
    clock.move(2_000)
    expect(await shop.fetch()).toMatchObject({ status: 200, text: before.text })
    await proxy.pass()
    await outside.knex('storecast_leases').update({ expires_at: 0 })
    expect(await shop.feeds.refresh('google-merchant', '', asked)).toMatchObject({ state: 'published' })
    expect((await wholeFeed(outside, shop.folder))?.items).toHaveLength(31)
    expect(shop.files().length).toBeLessThanOrEqual(4)
  })

  test.each(['refuse', 'blackHole'] as const)(
    'while feeds are served (%s) leaves them served, for hours and in every way; what was never built is a 503',
    async (way) => {
      const { proxy, clock, shop } = await behindProxy(memoryCatalog(30))
      await shop.feeds.refresh('google-merchant')
      const before = await shop.fetch()
      await proxy[way]()
      for (let hours = 0; hours < 3; hours++) {
        clock.move(3_600_000)
        expect(await shop.fetch()).toMatchObject({ status: 200, text: before.text })
      }
      const known = { 'if-none-match': String(before.headers.etag) }
      expect((await shop.fetch('', { headers: known })).status).toBe(304)
      expect(await shop.fetch('', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' })
      const never = await shop.fetch('?top=3')
      expect(never.status).toBe(503)
      expect(Number(never.headers['retry-after'])).toBeGreaterThan(0)
      expect(never.text).not.toMatch(/mysql|ECONN|127\.0\.0\.1/)
      await proxy.pass()
      proxy.cut()
      clock.move(3_600_000)
      await shop.state.workshop.idle()
      clock.move(3_600_000)
      await expect
        .poll(async () => (await shop.fetch('?top=3')).status, { timeout: 20_000, interval: 200 })
        .toBe(200)
    },
    60_000,
  )

  test('and comes back on other connections does not keep builds waiting on the old ones', async () => {
    const catalog = memoryCatalog(30)
    const { proxy, outside, shop } = await behindProxy(catalog)
    await shop.feeds.refresh('google-merchant')
    catalog.replace(someProducts(31))
    proxy.blackHole()
    const stuck = shop.feeds.refresh('google-merchant')
    await expect(stuck).rejects.toMatchObject({ code: 'DATABASE_AWAY' })
    await proxy.pass()
    proxy.cut()
    await outside.knex('storecast_leases').update({ expires_at: 0 })
    expect(await shop.feeds.refresh('google-merchant', '', asked)).toMatchObject({ state: 'published' })
  }, 60_000)
})
