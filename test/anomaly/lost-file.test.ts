/** Feed files that are deleted or cut behind our back: built again or 503, never a short 200. */
import { rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { describeEachDatabase } from '../support/databases.js'
import { download } from '../support/download.js'
import { memoryCatalog, someProducts } from '../support/memory-catalog.js'
import { openShop, type Shop } from '../support/shop.js'

describeEachDatabase('a feed file that was', (fresh) => {
  async function published() {
    const catalog = memoryCatalog(30)
    const shop = await openShop({ url: (await fresh()).url, catalog })
    await shop.feeds.refresh('google-merchant')
    return { catalog, shop, good: await shop.fetch(), path: await pathOf(shop) }
  }

  async function pathOf(shop: Shop): Promise<string> {
    return join(shop.folder, (await shop.published())?.snapshot.object ?? '')
  }

  const ways = [
    ['deleted', (path: string) => rmSync(path)],
    ['cut', (path: string) => truncateSync(path, 100)],
    ['emptied', (path: string) => truncateSync(path, 0)],
    ['lengthened', (path: string) => writeFileSync(path, 'x', { flag: 'a' })],
  ] as const

  test.each(ways)(
    '%s is built again while the fetch waits, and told as a problem until a later look',
    async (_, damage) => {
      const { catalog, shop, good, path } = await published()
      damage(path)
      const answer = await shop.fetch()
      expect(answer).toMatchObject({ status: 200, text: good.text, headers: { etag: good.headers.etag } })
      expect(answer.headers['last-modified']).toBe(good.headers['last-modified'])
      expect(catalog.counts.builds).toBe(2)
      expect(await shop.codes()).toEqual(['FEED_FILE_MISSING'])
      await shop.feeds.refresh('google-merchant')
      expect(await shop.codes()).toEqual([])
    },
  )

  test.each(ways)('%s and cannot be built again is a 503, for HEAD as well', async (_, damage) => {
    const { catalog, shop, path } = await published()
    damage(path)
    catalog.onPage = () => Promise.reject(new Error('down'))
    for (const method of ['GET', 'HEAD', 'GET']) {
      const answer = await shop.fetch('', { method })
      expect(answer.status).toBe(503)
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
      expect(answer.headers.etag).toBeUndefined()
    }
    catalog.onPage = undefined
    expect(await shop.feeds.refresh('google-merchant', '', { force: true })).toMatchObject({
      state: 'published',
    })
    expect((await shop.fetch()).status).toBe(200)
  })

  test('deleted is found by the next look at it, with nobody fetching', async () => {
    const { shop, path } = await published()
    rmSync(path)
    expect(await shop.feeds.refresh('google-merchant')).toMatchObject({ state: 'published' })
    expect((await shop.fetch()).status).toBe(200)
  })

  test('deleted together with its whole folder is built again', async () => {
    const { shop, good } = await published()
    rmSync(shop.folder, { recursive: true })
    expect(await shop.fetch()).toMatchObject({ status: 200, text: good.text })
  })

  test.each(['gzip', 'identity'])('cut while it is sent (%s) cuts the connection', async (encoding) => {
    const catalog = memoryCatalog(0)
    // Large, and hard to compress: most of it is still on disk when the client has read its first bytes.
    const noise = (n: number) =>
      Array.from({ length: 3_000 }, (_, at) => ((n * 7919 + at * at * 31 + at) % 9_973).toString(36))
        .join(' ')
        .slice(0, 4_900)
    catalog.products = someProducts(3_000, (n) => ({ description: noise(n) }))
    catalog.pageSize = 1_000
    const shop = await openShop({ url: (await fresh()).url, catalog })
    await shop.feeds.refresh('google-merchant')
    const { packedBytes } = (await shop.published())?.snapshot ?? { packedBytes: 0 }
    expect(packedBytes).toBeGreaterThan(3_000_000)
    const client = await download(`${shop.url}/xml/google-merchant`, { 'accept-encoding': encoding })
    truncateSync(await pathOf(shop), 600_000)
    await expect(client.rest()).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(shop.lines.text).toContain('a feed was not sent whole')
  })

  test('not there for this process is looked up once more before anything is built', async () => {
    const { catalog, shop } = await published()
    await shop.fetch()
    // What another process does: the row moves on, and the file that this one knows goes.
    catalog.replace(someProducts(31))
    const builds = catalog.counts.builds
    await shop.feeds.refresh('google-merchant')
    catalog.replace(someProducts(32))
    await shop.feeds.refresh('google-merchant')
    catalog.replace(someProducts(33))
    await shop.feeds.refresh('google-merchant')
    const answer = await shop.fetch('', { headers: { 'accept-encoding': 'gzip' } })
    expect([answer.status, answer.headers['x-feed-items']]).toEqual([200, '33'])
    expect(catalog.counts.builds).toBe(builds + 3)
    expect(await shop.codes()).toEqual([])
  })
})

test('a packed feed is what its plain one is', async () => {
  const { databases } = await import('../support/databases.js')
  const database = databases.find(({ available }) => available)
  if (!database) throw new Error('no database to test on')
  const { url, drop } = await database.fresh()
  const shop = await openShop({ url, catalog: memoryCatalog(30) })
  const plain = await shop.fetch()
  const packed = await download(`${shop.url}/xml/google-merchant`, { 'accept-encoding': 'gzip' })
  const bytes = await packed.rest()
  expect(packed.headers['content-length']).toBe(String(bytes.length))
  expect(gunzipSync(bytes).toString()).toBe(plain.text)
  expect(plain.headers['content-length']).toBe(String(Buffer.byteLength(plain.text)))
  await shop.close()
  await drop()
})
