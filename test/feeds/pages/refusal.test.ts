import { expect, test } from 'vitest'
import { describeEachDatabase } from '../../support/databases.js'
import { memoryCatalog, someProducts } from '../../support/memory-catalog.js'
import { openShop, type Shop } from '../../support/shop.js'
import { merchantOf, type Seen } from './merchant.js'

const at = '/feeds/google-merchant'

const idIn = ({ html }: Seen): string => /name="snapshot" value="([^"]+)"/.exec(html)?.[1] ?? ''

const itemsOf = async (shop: Shop) => (await shop.published())?.snapshot.items

describeEachDatabase('a feed that lost too much', (fresh) => {
  async function refused(left: number) {
    const catalog = memoryCatalog(40)
    const shop = await openShop({ url: (await fresh()).url, catalog })
    await shop.feeds.refresh('google-merchant')
    catalog.replace(someProducts(left))
    await shop.feeds.refresh('google-merchant')
    return { catalog, shop, merchant: merchantOf(shop.state) }
  }

  test('is shown with its figures, and with two ways to decide', async () => {
    const { merchant } = await refused(19)
    const page = await merchant.open(at)
    expect(page.text).toContain('✕ Held back A newly built one lost so many items')
    expect(page.text).toContain('Items held back 19 Items published 40 Fewer 53 % Allowed 50 %')
    expect(page.html).toContain('data-question="Publish a feed with 19 items?')
    expect(page.html).toContain(`href="./admin/feeds/google-merchant/snapshots/${idIn(page)}"`)
    const viewed = await merchant.open(at, { role: 'viewer' })
    expect(viewed.text).toContain('An admin of this store can decide.')
    expect(viewed.html).not.toContain('<button')
    const snapshot = await merchant.open(`${at}/snapshots/${idIn(page)}`)
    expect(snapshot.text).toContain('Why it was held back It has 19 items and the published one 40')
  })

  test('is published when the merchant says so', async () => {
    const { shop, merchant } = await refused(19)
    const snapshot = idIn(await merchant.open(at))
    expect(await merchant.press(at, 'publish', { snapshot })).toMatchObject({ to: '/feeds/google-merchant' })
    await shop.state.workshop.idle()
    expect(await itemsOf(shop)).toBe(19)
    expect(await shop.codes()).toEqual([])
    expect((await merchant.open(at)).text).toContain('✓ Up to date')
  })

  test('is published though it is empty, when the merchant saw that it is', async () => {
    const { shop, merchant } = await refused(0)
    await merchant.press(at, 'publish', { snapshot: idIn(await merchant.open(at)) })
    await shop.state.workshop.idle()
    expect(await itemsOf(shop)).toBe(0)
  })

  test('is not published where the catalog has lost even more since the merchant looked', async () => {
    const { shop, catalog, merchant } = await refused(19)
    const snapshot = idIn(await merchant.open(at))
    catalog.replace(someProducts(0))
    await merchant.press(at, 'publish', { snapshot })
    await shop.state.workshop.idle()
    expect(await itemsOf(shop)).toBe(40)
    const page = await merchant.open(at)
    expect(page.text).toContain('Items held back 0 Items published 40')
    expect(idIn(page)).not.toBe(snapshot)
  })

  test('asks no more when the old one is kept, until the catalog has changed', async () => {
    const { shop, catalog, merchant } = await refused(19)
    const snapshot = idIn(await merchant.open(at))
    expect(await merchant.press(at, 'keep', { snapshot })).toMatchObject({
      notice: 'The old feed stays. Storecast asks again when the catalog has changed.',
    })
    expect(await shop.codes()).toEqual([])
    const kept = await merchant.open(at)
    expect(kept.text).toContain('✓ Up to date')
    expect(kept.text).toMatch(
      /ada decided (just now|\d+ seconds? ago) that the old feed stays, in place of one with 19 items\./,
    )
    expect(kept.html).toContain('value="publish"')
    expect(kept.html).not.toContain('value="keep"')
    for (const options of [{}, { force: true }]) {
      expect(await shop.feeds.refresh('google-merchant', '', options)).toMatchObject({ state: 'refused' })
      expect(await shop.codes()).toEqual([])
    }
    expect((await merchant.open(at)).text).toContain('that the old feed stays')
    catalog.replace(someProducts(18))
    await shop.feeds.refresh('google-merchant')
    expect(await shop.codes()).toEqual(['FEED_REFUSED'])
    expect((await merchant.open(at)).text).toContain('✕ Held back')
    expect(await itemsOf(shop)).toBe(40)
  })

  test('may still be published after the old one was kept, and the decision is forgotten then', async () => {
    const { shop, catalog, merchant } = await refused(19)
    const snapshot = idIn(await merchant.open(at))
    await merchant.press(at, 'keep', { snapshot })
    await merchant.press(at, 'publish', { snapshot })
    await shop.state.workshop.idle()
    expect(await itemsOf(shop)).toBe(19)
    const [row] = await shop.kernel.database
      .knex('storecast_feeds')
      .select('kept_basis', 'kept_by', 'kept_at')
    expect(row).toEqual({ kept_basis: null, kept_by: null, kept_at: null })
    // The same catalog as was once kept away is asked about again, for it is another feed that it would replace.
    const { products, version } = catalog
    catalog.replace(someProducts(60))
    await shop.feeds.refresh('google-merchant')
    Object.assign(catalog, { products, version })
    await shop.feeds.refresh('google-merchant')
    expect(await shop.codes()).toEqual(['FEED_REFUSED'])
  })

  test('cannot be decided by what the merchant saw before it was built again, or made up', async () => {
    const { shop, catalog, merchant } = await refused(19)
    const snapshot = idIn(await merchant.open(at))
    catalog.replace(someProducts(18))
    await shop.feeds.refresh('google-merchant')
    for (const does of ['publish', 'keep']) {
      for (const given of [snapshot, '', 'made-up']) {
        expect(await merchant.press(at, does, { snapshot: given })).toMatchObject({
          notice: expect.stringContaining('Nothing was changed.'),
        })
      }
    }
    await shop.state.workshop.idle()
    expect(await shop.codes()).toEqual(['FEED_REFUSED'])
    expect(await itemsOf(shop)).toBe(40)
  })

  test('cannot be kept away while it is being built', async () => {
    const { shop, merchant } = await refused(19)
    const snapshot = idIn(await merchant.open(at))
    const lease = await shop.state.host.leases.take('feed:default:google-merchant:whole', 30_000)
    expect(await merchant.press(at, 'keep', { snapshot })).toMatchObject({
      notice: expect.stringContaining('being built right now'),
    })
    await lease?.release()
    expect(await shop.codes()).toEqual(['FEED_REFUSED'])
  })

  test('and was the first one is shown as such: there is no old one to keep', async () => {
    const shop = await openShop({ url: (await fresh()).url, catalog: memoryCatalog(0) })
    await shop.feeds.refresh('google-merchant')
    const page = await merchantOf(shop.state).open(at)
    expect(page.text).toContain('it is empty. Nothing is published yet.')
    expect(page.html).toContain('value="publish"')
    expect(page.html).not.toContain('value="keep"')
    expect(await merchantOf(shop.state).press(at, 'keep', { snapshot: idIn(page) })).toMatchObject({
      notice: expect.stringContaining('Nothing was changed.'),
    })
  })
})
