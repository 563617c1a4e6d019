/** Every call of a refresh fails once, before and after it took effect: the published feed is whole at every moment. */
import { expect, onTestFinished, test } from 'vitest'
import type { ObjectStore } from '../../feeds/engine/objects/object-store.js'
import { testClock } from '../support/clock.js'
import { describeEachDatabase } from '../support/databases.js'
import { opened } from '../support/opened.js'
import { queryFaults, type When } from '../support/query-faults.js'
import { idsIn, openShop, type Shop } from '../support/shop.js'
import { versionedProducts, versionOf } from '../support/versioned-products.js'
import { wholeFeed } from '../support/whole-feed.js'

const mostCalls = 200

describeEachDatabase('a refresh', (fresh) => {
  async function shopWithProducts() {
    const { url } = await fresh()
    const outside = await opened(url)
    const clock = testClock()
    const shop = await openShop({ url, catalog: 'sql', clock })
    const products = versionedProducts(outside, 40)
    await products.make()
    await refresh(shop)
    let version = 1
    return {
      shop,
      clock,
      faults: queryFaults(shop.kernel.database.knex),
      change: () => products.moveTo(++version),
      /** The version that is published, after a look at it from every side. */
      async look(): Promise<number> {
        clock.move(2_000)
        const feed = await wholeFeed(outside, shop.folder)
        if (!feed) throw new Error('nothing is published')
        const answer = await shop.fetch()
        expect(answer.status).toBe(200)
        expect(await idsIn(answer.text)).toEqual(feed.items.map((item) => item['g:id']))
        return versionOf(feed.items, products.count)
      },
      /** What a crashed holder leaves runs out by itself; the test does not wait for it. */
      expireLeases: () => outside.knex('storecast_leases').update({ expires_at: 0 }),
    }
  }

  // With a wish of its own, so that a failure just before does not make it rest.
  const refresh = (shop: Shop) => shop.feeds.refresh('google-merchant', '', { onProgress: () => {} })

  test.each<When>(['before', 'after'])(
    'of which one query fails (%s it took effect) leaves a whole feed, and the next one publishes',
    async (when) => {
      const { shop, faults, change, look, expireLeases } = await shopWithProducts()
      onTestFinished(() => faults.heal())
      let n = 1
      let failures = 0
      for (; n <= mostCalls; n++) {
        const wanted = 1 + n
        await change()
        faults.failNth(n, when)
        const outcome = await refresh(shop).catch((error: unknown) => error)
        const isOver = faults.count < n
        faults.heal()
        if (outcome instanceof Error) failures++
        expect([wanted - 1, wanted], `query ${n}`).toContain(await look())
        await expireLeases()
        const next = await refresh(shop)
        expect(['published', 'unchanged'], `query ${n}`).toContain(next.state)
        expect(await look(), `query ${n}`).toBe(wanted)
        expect(await shop.codes(), `query ${n}`).toEqual([])
        if (isOver) break
      }
      expect(n).toBeGreaterThan(15)
      expect(n).toBeLessThan(mostCalls)
      expect(failures).toBeGreaterThan(10)
      // Two feed files, each with the list of its ids.
      expect(shop.files().length).toBeLessThanOrEqual(4)
    },
  )

  test.each<When>(['before', 'after'])(
    'of which one call of the object store fails (%s it took effect) leaves a whole feed, and the next one publishes',
    async (when) => {
      const { shop, change, look } = await shopWithProducts()
      const objects = shop.state.objects as { -readonly [K in keyof ObjectStore]: ObjectStore[K] }
      const { put, open, keepOnly } = objects
      const heal = () => Object.assign(objects, { put, open, keepOnly })
      let n = 1
      for (; n <= mostCalls; n++) {
        await change()
        let count = 0
        const faulty = <A extends unknown[], R>(call: (...args: A) => Promise<R>) => {
          return async (...args: A): Promise<R> => {
            const isMine = ++count === n
            const failure = Object.assign(new Error('the disk failed'), { code: 'EIO' })
            if (isMine && when === 'before') throw failure
            const result = await call(...args)
            if (isMine) throw failure
            return result
          }
        }
        Object.assign(objects, { put: faulty(put), open: faulty(open), keepOnly: faulty(keepOnly) })
        await refresh(shop).catch(() => {})
        const isOver = count < n
        heal()
        expect([n, n + 1], `call ${n}`).toContain(await look())
        const next = await refresh(shop)
        expect(['published', 'unchanged'], `call ${n}`).toContain(next.state)
        expect(await look(), `call ${n}`).toBe(n + 1)
        if (isOver) break
      }
      expect(n).toBeGreaterThan(2)
      expect(n).toBeLessThan(mostCalls)
      // Two feed files, each with the list of its ids.
      expect(shop.files().length).toBeLessThanOrEqual(4)
    },
  )

  test('whose database fails for good leaves what is served as it is, for as long as that lasts', async () => {
    const { shop, clock, faults, change, look } = await shopWithProducts()
    onTestFinished(() => faults.heal())
    const before = await shop.fetch()
    await change()
    faults.failAll()
    await expect(refresh(shop)).rejects.toThrow()
    for (let hours = 0; hours < 5; hours++) {
      clock.move(3_600_000)
      expect(await shop.fetch()).toMatchObject({ status: 200, text: before.text })
    }
    faults.heal()
    await refresh(shop)
    expect(await look()).toBe(2)
  })
})
