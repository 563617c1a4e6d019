/** The first fetch of a filtered feed: it waits for the build, up to a bound; and what such feeds may cost. */
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { testClock } from '../support/clock.js'
import { describeEachDatabase } from '../support/databases.js'
import { deferred } from '../support/deferred.js'
import { memoryCatalog, someProducts } from '../support/memory-catalog.js'
import { idsIn, openShop } from '../support/shop.js'

describeEachDatabase('the first fetch of a filtered feed', (fresh) => {
  async function shopWith(environment: Readonly<Record<string, string>> = {}, count = 30) {
    const catalog = memoryCatalog(count)
    const clock = testClock()
    const shop = await openShop({ url: (await fresh()).url, catalog, clock, environment })
    return { catalog, clock, shop }
  }

  test('waits for its build and gets it whole', async () => {
    const { catalog, shop } = await shopWith()
    const gate = deferred()
    catalog.onPage = async ({ page }) => {
      if (page === 2) await gate.promise
      return undefined
    }
    const fetching = shop.fetch('?brand=A')
    gate.resolve()
    const answer = await fetching
    expect(answer.status).toBe(200)
    expect(await idsIn(answer.text)).toHaveLength(15)
  })

  test('is told to come again where the build takes longer than that, and then gets it', async () => {
    const { catalog, shop } = await shopWith({ XML_FEEDS__FIRST_BUILD_WAIT_SECONDS: '0' })
    const gate = deferred()
    catalog.onPage = async () => {
      await gate.promise
      return undefined
    }
    const answer = await shop.fetch('?brand=A')
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '30' } })
    expect(answer.json()).toMatchObject({ code: 'FEED_NOT_READY' })
    gate.resolve()
    await shop.state.workshop.idle()
    expect((await shop.fetch('?brand=A')).status).toBe(200)
    expect(catalog.counts.builds).toBe(1)
  })

  test('is built once, however many ask at the same time', async () => {
    const { catalog, shop } = await shopWith()
    const gate = deferred()
    catalog.onPage = async ({ page }) => {
      if (page === 1) await gate.promise
      return undefined
    }
    const queries = Array.from({ length: 20 }, (_, n) => (n % 2 ? '?brand=A&stock=0' : '?stock=0&brand=%20A'))
    const fetching = queries.map((query) => shop.fetch(query))
    while (catalog.counts.builds === 0) await new Promise((resolve) => setImmediate(resolve))
    gate.resolve()
    const answers = await Promise.all(fetching)
    expect(new Set(answers.map(({ status, headers }) => `${status} ${headers.etag}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(200)
    expect(catalog.counts.builds).toBe(1)
  })

  test('of more feeds than may wait is told to come again, and the rest are built one after the other', async () => {
    const { catalog, shop } = await shopWith()
    const gate = deferred()
    catalog.onPage = async () => {
      await gate.promise
      return undefined
    }
    const fetching = Array.from({ length: 60 }, (_, n) => shop.fetch(`?top=${n + 1}`))
    const early = await Promise.all(
      fetching.map((one) =>
        Promise.race([one, gate.promise.then(() => undefined)]).finally(() => gate.resolve()),
      ),
    )
    const answers = await Promise.all(fetching)
    const statuses = answers.map(({ status }) => status)
    expect(early.some((answer) => answer?.status === 503)).toBe(true)
    expect(statuses.filter((status) => status === 200)).toHaveLength(50)
    expect(statuses.filter((status) => status === 503)).toHaveLength(10)
  })

  test('beyond the number that is kept drops the one that was asked for longest ago, at once', async () => {
    const { clock, shop } = await shopWith({ XML_FEEDS__MAX_FILTERED_FEEDS: '3' })
    const ask = async (query: string) => {
      clock.move(3 * 3_600_000)
      expect((await shop.fetch(query)).status).toBe(200)
      // What a fetch notes is written beside its answer.
      await expect
        .poll(async () => (await shop.published(query))?.requestedAt)
        .toBeGreaterThanOrEqual(clock.now())
    }
    for (const query of ['top=1', 'top=2', 'top=3']) await ask(`?${query}`)
    await ask('?top=1')
    await ask('?top=4')
    const kept = (await shop.feeds.list()).map(({ feed }) => feed.query)
    expect(kept.sort()).toEqual(['top=1', 'top=3', 'top=4'])
    expect(shop.files()).toHaveLength(3)
  })

  test('never drops the whole feed, nor counts it', async () => {
    const { clock, shop } = await shopWith({ XML_FEEDS__MAX_FILTERED_FEEDS: '1' })
    for (const query of ['', '?top=1', '?top=2']) {
      clock.move(1_000)
      expect((await shop.fetch(query)).status).toBe(200)
    }
    expect((await shop.feeds.list()).map(({ feed }) => feed.query)).toEqual(['', 'top=2'])
    await shop.state.refreshAll('default')
    expect((await shop.feeds.list()).map(({ feed }) => feed.query)).toEqual(['', 'top=2'])
  })

  test('beyond the disk that is kept drops those asked for longest ago', async () => {
    const { catalog, clock, shop } = await shopWith({ XML_FEEDS__MAX_FILTERED_DISK_MB: '1' })
    // Random letters do not compress: about 200 KB a feed, and room is kept for the file before it.
    const text = () => randomBytes(3_500).toString('base64')
    catalog.replace(someProducts(60, () => ({ description: text() })))
    for (let top = 1; top <= 4; top++) {
      clock.move(1_000)
      expect((await shop.fetch(`?top=${top}`)).status).toBe(200)
    }
    const kept = await shop.feeds.list()
    expect(kept.map(({ feed }) => feed.query)).toEqual(['top=4', 'top=3'])
    expect(shop.files()).toHaveLength(2)
  })

  test('that nobody repeats for days is forgotten with its files', async () => {
    const { clock, shop } = await shopWith()
    await shop.fetch('?brand=A')
    clock.move(7 * 86_400_000 - 60_000)
    await shop.state.refreshAll('default')
    expect(await shop.published('brand=A')).toBeDefined()
    clock.move(120_000)
    await shop.state.refreshAll('default')
    expect(await shop.published('brand=A')).toBeUndefined()
    expect((await shop.feeds.list()).map(({ feed }) => feed.query)).toEqual([''])
    // The whole feed, and the list of its ids.
    expect(shop.files()).toHaveLength(2)
  })
})
