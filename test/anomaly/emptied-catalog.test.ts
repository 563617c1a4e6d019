/** A catalog that was emptied or halved by mistake: refused, told, and published only when somebody says so. */
import { expect, test } from 'vitest'
import { describeEachDatabase } from '../support/databases.js'
import { memoryCatalog, someProducts } from '../support/memory-catalog.js'
import { openShop } from '../support/shop.js'

describeEachDatabase('a catalog that', (fresh) => {
  async function published(count: number, environment = {}) {
    const catalog = memoryCatalog(count)
    const shop = await openShop({ url: (await fresh()).url, catalog, environment })
    await shop.feeds.refresh('google-merchant')
    return { catalog, shop, good: await shop.fetch() }
  }

  test.each([
    ['was emptied', 0, /would be empty/],
    ['lost more than half', 19, /has 19 items and the published one 40: 53 % fewer, and 50 %/],
  ])(
    '%s is not published: the last good feed stays, with a problem that says how to go on',
    async (_, left, why) => {
      const { catalog, shop, good } = await published(40)
      catalog.replace(someProducts(left))
      expect(await shop.feeds.refresh('google-merchant')).toMatchObject({
        state: 'refused',
        refusal: expect.stringMatching(why),
        snapshot: { items: left },
      })
      expect(await shop.fetch()).toMatchObject({ status: 200, text: good.text })
      const [problem, ...more] = await shop.problems()
      expect(more).toEqual([])
      expect(problem).toMatchObject({ code: 'FEED_REFUSED', message: expect.stringMatching(why) })
      expect(problem?.advice).toContain('storecast feed build google-merchant --accept-drop')
    },
  )

  test('is to be so is published with --accept-drop, and the problem ends', async () => {
    const { catalog, shop } = await published(40)
    catalog.replace(someProducts(0))
    await shop.feeds.refresh('google-merchant')
    const accepted = await shop.feeds.refresh('google-merchant', '', { acceptDrop: true })
    expect(accepted).toMatchObject({ state: 'published', snapshot: { items: 0 } })
    expect((await shop.published())?.snapshot.items).toBe(0)
    expect(await shop.codes()).toEqual([])
  })

  test('comes back is published again by itself, and the problem ends', async () => {
    const { catalog, shop } = await published(40)
    catalog.replace([])
    await shop.feeds.refresh('google-merchant')
    catalog.replace(someProducts(41))
    expect(await shop.feeds.refresh('google-merchant')).toMatchObject({
      state: 'published',
      snapshot: { items: 41 },
    })
    expect(await shop.codes()).toEqual([])
  })

  test('is again just as the published feed has it ends the problem without a build', async () => {
    const { catalog, shop } = await published(40)
    const { products, version } = catalog
    catalog.replace([])
    await shop.feeds.refresh('google-merchant')
    Object.assign(catalog, { products, version })
    expect(await shop.feeds.refresh('google-merchant')).toMatchObject({ state: 'unchanged' })
    expect(await shop.codes()).toEqual([])
    expect(catalog.counts.builds).toBe(2)
  })

  test('stays empty is not read again and again', async () => {
    const { catalog, shop } = await published(40)
    catalog.replace([])
    for (let times = 0; times < 3; times++) {
      expect(await shop.feeds.refresh('google-merchant')).toMatchObject({ state: 'refused' })
    }
    expect(catalog.counts.builds).toBe(2)
    expect((await shop.problems())[0]?.times).toBe(1)
  })

  test('was refused is judged anew when the merchant changes the limits', async () => {
    const { catalog, shop } = await published(40)
    catalog.replace(someProducts(10))
    expect(await shop.feeds.refresh('google-merchant')).toMatchObject({ state: 'refused' })
    await shop.kernel.registry.set('default', 'XML_FEEDS', 'GUARD_MAX_DROP_PERCENT', '80', { by: 'test' })
    expect(await shop.feeds.refresh('google-merchant')).toMatchObject({
      state: 'published',
      snapshot: { items: 10 },
    })
  })

  test('has nothing in it at first gives no feed at all, but 503 and a time to come again', async () => {
    const shop = await openShop({ url: (await fresh()).url, catalog: memoryCatalog(0) })
    const answer = await shop.fetch()
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '900' } })
    expect(await shop.codes()).toEqual(['FEED_REFUSED'])
    expect(await shop.published()).toBeUndefined()
  })
})
