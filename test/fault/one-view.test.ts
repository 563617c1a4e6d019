/** A shop that writes while a feed is built: the feed is of one version of the catalog, whole. */
import { expect, test } from 'vitest'
import { describeEachDatabase } from '../support/databases.js'
import { opened } from '../support/opened.js'
import { openShop } from '../support/shop.js'
import { versionedProducts, versionOf } from '../support/versioned-products.js'
import { wholeFeed } from '../support/whole-feed.js'

describeEachDatabase('a feed that is built while every product changes, again and again,', (fresh, kind) => {
  test('is of one version each time, and the last one is of the last', async () => {
    const { url } = await fresh()
    const outside = await opened(url)
    const shop = await openShop({ url, catalog: 'sql' })
    // SQLite has one writer, and it waits for another by standing still: in one process both are the same.
    const products = versionedProducts(kind === 'sqlite' ? shop.kernel.database : outside, 2_500)
    await products.make()
    let version = 1
    let writing = true
    const writer = (async () => {
      while (writing) {
        await products.moveTo(++version)
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    const seen = new Set<number>()
    for (let builds = 0; builds < 5; builds++) {
      await shop.feeds.refresh('google-merchant', '', { force: true })
      const feed = await wholeFeed(shop.kernel.database, shop.folder)
      seen.add(versionOf(feed?.items ?? [], products.count))
    }
    writing = false
    await writer
    expect(seen.size).toBeGreaterThan(2)
    await shop.feeds.refresh('google-merchant')
    const last = await wholeFeed(outside, shop.folder)
    expect(versionOf(last?.items ?? [], products.count)).toBe(version)
  })
})
