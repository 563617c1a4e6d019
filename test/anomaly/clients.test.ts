/** Clients that are slow, leave, or never read: no file stays open, and nobody else waits for them. */
import { readdirSync, readlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { describeEachDatabase } from '../support/databases.js'
import { deferred } from '../support/deferred.js'
import { download } from '../support/download.js'
import { memoryCatalog, someProducts } from '../support/memory-catalog.js'
import { idsIn, openShop, type Shop } from '../support/shop.js'

const canSeeFiles = process.platform === 'linux'

/** Feed files that this process has open. */
function openFiles({ folder }: Shop): number {
  const paths = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`)
    } catch {
      return ''
    }
  })
  return paths.filter((path) => path.startsWith(folder)).length
}

describeEachDatabase('a client that', (fresh) => {
  /** A feed of some megabytes: more than the buffers between a server and a client that does not read. */
  async function largeShop() {
    const catalog = memoryCatalog(0)
    const noise = (n: number) =>
      Array.from({ length: 1_200 }, (_, at) => ((n * 7919 + at * at * 31) % 9_973).toString(36))
        .join(' ')
        .slice(0, 4_900)
    catalog.products = someProducts(4_000, (n) => ({ description: noise(n) }))
    catalog.pageSize = 1_000
    const shop = await openShop({ url: (await fresh()).url, catalog })
    await shop.feeds.refresh('google-merchant')
    return { catalog, shop, address: `${shop.url}/xml/google-merchant` }
  }

  test.skipIf(!canSeeFiles)('vanishes in the middle leaves no file open, in either encoding', async () => {
    const { shop, address } = await largeShop()
    for (const encoding of ['gzip', 'identity']) {
      const clients = await Promise.all(
        Array.from({ length: 10 }, () => download(address, { 'accept-encoding': encoding })),
      )
      expect(openFiles(shop)).toBeGreaterThan(0)
      for (const client of clients) client.vanish()
      await expect.poll(() => openFiles(shop), { timeout: 5_000 }).toBe(0)
    }
    await expect.poll(() => shop.lines.objects.filter(({ status }) => status === 499).length).toBe(20)
    // Not worth a line that wakes anybody.
    expect(shop.lines.objects.filter(({ level }) => Number(level) >= 40)).toEqual([])
    expect((await shop.fetch()).status).toBe(200)
  })

  test.skipIf(!canSeeFiles)('sends its request and leaves at once leaves no file open', async () => {
    const { shop } = await largeShop()
    for (let times = 0; times < 20; times++) {
      await new Promise<void>((resolve) => {
        const socket = connect(shop.port, '127.0.0.1', () => {
          socket.write('GET /xml/google-merchant HTTP/1.1\r\nhost: x\r\n\r\n', () => {
            if (times % 2) socket.resetAndDestroy()
            else socket.destroy()
          })
        })
        socket.on('close', () => resolve())
      })
    }
    await expect
      .poll(() => shop.lines.objects.filter(({ msg }) => msg === 'request').length, { timeout: 5_000 })
      .toBeGreaterThanOrEqual(20)
    await expect.poll(() => openFiles(shop), { timeout: 5_000 }).toBe(0)
    expect(shop.lines.objects.filter(({ level }) => Number(level) >= 50)).toEqual([])
  })

  test('asks only for the head, or already has it, opens no file that stays open', async () => {
    const { shop } = await largeShop()
    const { headers } = await shop.fetch('', { method: 'HEAD' })
    for (let times = 0; times < 10; times++) {
      expect((await shop.fetch('', { method: 'HEAD' })).status).toBe(200)
      expect((await shop.fetch('', { headers: { 'if-none-match': String(headers.etag) } })).status).toBe(304)
    }
    if (canSeeFiles) expect(openFiles(shop)).toBe(0)
  })

  test('is slow gets the feed that it began with, and nobody waits for it', async () => {
    const { catalog, shop, address } = await largeShop()
    const slow = await download(address, { 'accept-encoding': 'identity' })
    catalog.replace(someProducts(4_001))
    await shop.feeds.refresh('google-merchant')
    expect((await shop.published())?.snapshot.items).toBe(4_001)
    const others = await Promise.all(
      Array.from({ length: 5 }, () => shop.fetch('', { headers: { 'accept-encoding': 'gzip' } })),
    )
    expect(others.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(await idsIn(String(await slow.rest()))).toHaveLength(4_000)
  })

  test('leaves while its first build runs lets the build go on, for the next one who asks', async () => {
    const catalog = memoryCatalog(30)
    const shop = await openShop({ url: (await fresh()).url, catalog })
    const [begun, gate] = [deferred(), deferred()]
    catalog.onPage = async () => {
      begun.resolve()
      await gate.promise
      return undefined
    }
    const socket = connect(shop.port, '127.0.0.1', () => {
      socket.write('GET /xml/google-merchant?brand=A HTTP/1.1\r\nhost: x\r\n\r\n')
    })
    await begun.promise
    socket.destroy()
    await expect.poll(() => shop.lines.objects.some(({ status }) => status === 499)).toBe(true)
    gate.resolve()
    await shop.state.workshop.idle()
    const answer = await shop.fetch('?brand=A')
    expect(await idsIn(answer.text)).toHaveLength(15)
    expect(catalog.counts.builds).toBe(1)
    expect(shop.lines.objects.filter(({ level }) => Number(level) >= 40)).toEqual([])
  })
})
