import { expect, test } from 'vitest'
import type { Product } from '../../../feeds/catalog/product.js'
import { googleMerchant } from '../../../feeds/channels/google-merchant.js'
import { leaseOf } from '../../../feeds/engine/feed.js'
import { feedCards } from '../../../feeds/pages/index.js'
import { describeEachDatabase } from '../../support/databases.js'
import { deferred } from '../../support/deferred.js'
import { memoryCatalog, someProducts } from '../../support/memory-catalog.js'
import { openShop } from '../../support/shop.js'
import { visitOf } from '../../support/visit.js'
import { merchantOf } from './merchant.js'

const at = '/feeds/google-merchant'

/** Nothing set by the environment, so that the switches can be pressed. */
const free = {
  XML_FEEDS__IS_ENABLED_GOOGLE: '',
  XML_FEEDS__IS_PROTECTED_GOOGLE: '',
}

describeEachDatabase('the page of a feed', (fresh) => {
  async function opened(count: number, environment: Readonly<Record<string, string>> = {}) {
    const catalog = memoryCatalog(count)
    const shop = await openShop({
      url: (await fresh()).url,
      catalog,
      environment,
      stores: ['default', 'b'],
    })
    return { catalog, shop, merchant: merchantOf(shop.state) }
  }

  test('is switched on with a token of its own, opened, protected and switched off; each change is audited', async () => {
    const { shop, merchant } = await opened(3, free)
    expect((await merchant.open(at)).text).toContain('– Off It is switched off')
    expect((await shop.fetch()).status).toBe(403)
    expect(await merchant.press(at, 'switchOn')).toMatchObject({
      to: '/feeds/google-merchant',
      notice: 'It is on. A token was made; it stands under “Address”.',
    })
    await shop.state.workshop.idle()
    expect((await merchant.open(at)).text).toContain('✓ Up to date It holds what the catalog has.')
    expect((await shop.fetch()).status).toBe(401)
    await merchant.press(at, 'open')
    expect((await shop.fetch()).status).toBe(200)
    expect((await merchant.open(at)).text).toContain('! Open Everyone who knows the address can fetch it.')
    expect(await merchant.press(at, 'protect')).toMatchObject({
      notice: 'It is protected: a fetch needs the token.',
    })
    expect((await shop.fetch()).status).toBe(401)
    await merchant.press(at, 'switchOff')
    expect((await shop.fetch()).status).toBe(403)
    const changes = await shop.kernel.registry.changes('default', 10)
    expect(changes.map(({ key, to, by }) => [key, to, by]).reverse()).toEqual([
      ['IS_ENABLED_GOOGLE', 'true', 'ada'],
      ['GOOGLE_TOKEN', '(sealed)', 'ada'],
      ['IS_PROTECTED_GOOGLE', 'false', 'ada'],
      ['IS_PROTECTED_GOOGLE', 'true', 'ada'],
      ['IS_ENABLED_GOOGLE', 'false', 'ada'],
    ])
    expect(await shop.kernel.registry.changes('b', 10)).toEqual([])
  })

  test('has no buttons for a viewer, nor for what the environment says', async () => {
    const { merchant } = await opened(3)
    const admin = await merchant.open(at)
    expect(admin.html).toContain('value="rebuild"')
    expect(admin.html).not.toMatch(/value="(switch|protect|open)/)
    expect(admin.text).toContain('Set in the environment as XML_FEEDS__IS_ENABLED_GOOGLE')
    expect((await merchant.open(at, { role: 'viewer' })).html).not.toContain('<button')
    await expect(merchant.press(at, 'switchOff')).rejects.toMatchObject({ code: 'SETTING_FROM_ENVIRONMENT' })
  })

  test('says that it cannot be fetched without a token', async () => {
    const { merchant } = await opened(3, { XML_FEEDS__IS_PROTECTED_GOOGLE: 'true' })
    const { text, html } = await merchant.open(at)
    expect(text).toContain('✕ No token It is protected and has no token')
    expect(html).toContain('href="./admin/feeds/google-merchant/address">Make a token</a>')
  })

  test('begins a build once, shows how far it is, and rests when it has ended', async () => {
    const { shop, catalog, merchant } = await opened(40)
    await shop.feeds.refresh('google-merchant')
    const reached = deferred<void>()
    const gate = deferred<readonly Product[] | undefined>()
    catalog.onPage = async ({ page }) => {
      if (page !== 3) return undefined
      reached.resolve()
      return gate.promise
    }
    expect(await merchant.press(at, 'rebuild')).toMatchObject({ notice: 'The build has begun.' })
    await reached.promise
    const { text, html, view } = await merchant.open(at)
    expect(view.liveSeconds).toBe(2)
    expect(text).toContain('✓ Building')
    expect(text).toMatch(/\d+ products are read, of about 40; \d+ items so far\./)
    expect(html).toMatch(/<progress aria-label="Building" max="40" value="(10|20)"><\/progress>/)
    expect(html).toContain('href="./admin/feeds/google-merchant">Look again</a>')
    expect(html).not.toContain('value="rebuild"')
    expect(await merchant.press(at, 'rebuild')).toMatchObject({ notice: 'It is being built already.' })
    expect((await merchant.open('/feeds')).view.liveSeconds).toBe(2)
    gate.resolve(undefined)
    await shop.state.workshop.idle()
    const rested = await merchant.open(at)
    expect(rested.view.liveSeconds).toBeUndefined()
    expect(catalog.counts.builds).toBe(2)
  })

  test('says so where another process builds', async () => {
    const { shop, merchant } = await opened(3)
    const feed = await shop.state.feedFrom('default', 'google-merchant', new URLSearchParams())
    const lease = await shop.state.host.leases.take(leaseOf(feed), 30_000)
    const { text, html, view } = await merchant.open(at)
    await lease?.release()
    expect(text).toContain('Another process of this Storecast is building it')
    expect(html).not.toContain('value="rebuild"')
    expect(view.liveSeconds).toBe(2)
    expect((await merchant.open(at)).text).not.toContain('Another process')
  })

  test('says why a build failed, escaped, and that the last good feed is served', async () => {
    const { shop, catalog, merchant } = await opened(12)
    await shop.feeds.refresh('google-merchant')
    catalog.replace(someProducts(12))
    catalog.onPage = async () => someProducts(2, () => ({ key: '<b>same</b>' }))
    await expect(shop.feeds.refresh('google-merchant')).rejects.toThrow()
    const { text, html } = await merchant.open(at)
    expect(text).toContain('✕ Failed It could not be built')
    expect(html).toContain('The catalog gave the product with key &quot;&lt;b&gt;same&lt;/b&gt;&quot; twice')
  })

  test('lists its snapshots fifty at a time, each with its change', async () => {
    const { shop, catalog, merchant } = await opened(3)
    for (const count of [3, 5, 4]) {
      catalog.replace(someProducts(count))
      await shop.feeds.refresh('google-merchant')
    }
    const { text } = await merchant.open(at)
    expect(text).toMatch(
      /✓ Published 4 −1 \(20 %\) 0 .+ – Replaced 5 \+2 \(67 %\) 0 .+ – Replaced 3 the first 0/,
    )
    const { knex } = shop.kernel.database
    const [row] = await knex('storecast_feed_snapshots').orderBy('id', 'desc').limit(1)
    const older = Array.from({ length: 60 }, (_, n) => ({
      ...row,
      id: `0000${String(n).padStart(4, '0')}-0000-7000-8000-000000000000`,
      items: n,
    }))
    for (const each of older) await knex('storecast_feed_snapshots').insert(each)
    const first = await merchant.open(at)
    const [, before] = /before=([0-9a-f-]{36})"/.exec(first.html) ?? []
    expect(before).toBe('00000013-0000-7000-8000-000000000000')
    const second = await merchant.open(`${at}?before=${before}`)
    expect(second.html.match(/Replaced/g)).toHaveLength(13)
    expect(second.text).toContain('Replaced 1 +1')
    expect(second.html).not.toContain('before=')
  })

  test('is none for a channel that there is not, a filter that nobody asked for, and one that is no filter', async () => {
    const { shop, merchant } = await opened(3)
    for (const path of ['/feeds/nothing', `${at}?filter=brand%3DNone`])
      await expect(merchant.open(path)).rejects.toMatchObject({ code: 'FEED_UNKNOWN', fault: 'missing' })
    await expect(merchant.open(`${at}?filter=colour%3Dred`)).rejects.toMatchObject({ code: 'FEED_PARAMETER' })
    await shop.feeds.refresh('google-merchant', 'brand=A')
    const filtered = await merchant.open(`${at}?filter=brand%3DA`)
    expect(filtered.view.title).toBe(`${googleMerchant.title}: brand A`)
    expect(filtered.text).not.toContain('Switches')
    await expect(merchant.open(`${at}?filter=brand%3DA`, { store: 'b' })).rejects.toMatchObject({
      code: 'FEED_UNKNOWN',
    })
    expect((await merchant.open(at, { store: 'b' })).text).toContain('Nothing was built yet')
  })

  test('has a card on the overview while it is on; else one card says that no feed is', async () => {
    const { shop, merchant } = await opened(3, free)
    const cards = () => feedCards(shop.state, visitOf())
    expect(await cards()).toEqual([
      {
        title: 'Feeds',
        state: 'off',
        summary: expect.stringContaining('No feed is switched on yet.'),
        path: '/feeds',
      },
    ])
    await merchant.press(at, 'switchOn')
    await shop.state.workshop.idle()
    const [card, ...more] = await cards()
    expect(more).toEqual([])
    expect(card).toMatchObject({
      title: 'Google Merchant Center',
      state: 'good',
      summary: 'Up to date. It holds what the catalog has.',
      path: '/feeds/google-merchant',
    })
    expect(String(card?.body).replace(/<[^>]*>/g, ' ')).toMatch(
      /Items\s+3\s+Change\s+the first one\s+Left out\s+0 of 3/,
    )
  })
})
