import { expect, test } from 'vitest'
import { canonical } from '../../../feeds/engine/feed.js'
import { insertSnapshot, pointAt, type Snapshot } from '../../../feeds/engine/snapshots.js'
import type { Database } from '../../../src/kernel.js'
import { describeEachDatabase } from '../../support/databases.js'
import { memoryCatalog, someProducts } from '../../support/memory-catalog.js'
import { openShop } from '../../support/shop.js'
import { merchantOf } from './merchant.js'

const snapshotOf = (n: number, items = 3): Snapshot => ({
  id: `0190-${String(n).padStart(6, '0')}`,
  object: 'x/abc',
  idList: undefined,
  sha256: 'abc',
  packedBytes: 1_000,
  plainBytes: 9_000,
  items,
  leftOut: 2,
  basis: 'basis',
  staleAt: undefined,
  builtAt: 1_000 + n,
  tookMs: 5,
  refusal: undefined,
  report: { leftOut: {}, counts: [], samples: [] },
})

async function publish(database: Database, store: string, brand: string, n: number): Promise<void> {
  const feed = canonical(store, 'google-merchant', { brand })
  await insertSnapshot(database.knex, feed, snapshotOf(n))
  await pointAt(database.knex, feed, snapshotOf(n), undefined)
}

describeEachDatabase('the list of feeds', (fresh) => {
  test('tells of each channel how it is, what is in it, what changed, and where it is fetched', async () => {
    const catalog = memoryCatalog(40)
    const shop = await openShop({ url: (await fresh()).url, catalog, publicUrl: 'https://feeds.example' })
    const merchant = merchantOf(shop.state)
    expect((await merchant.open('/feeds')).text).toMatch(
      /Google Merchant Center ! Not built yet It was never/,
    )
    await shop.feeds.refresh('google-merchant')
    catalog.replace(someProducts(42, (n) => (n === 7 ? { title: '' } : {})))
    await shop.feeds.refresh('google-merchant')
    await shop.feeds.refresh('google-merchant', 'brand=A')
    const { text, html, view } = await merchant.open('/feeds')
    expect(text).toMatch(
      /Google Merchant Center ✓ Up to date .+? Items 41 Change \+1 \(2\.5 %\) Left out 1 of 42 products, Google Merchant Center Built (just now|\d+ seconds? ago) Checked /,
    )
    expect(text).toContain('Facebook and Instagram catalog – Off')
    expect(text).toMatch(
      /Google Merchant Center: brand A https:\/\/feeds\.example\/xml\/google-merchant\?brand=A ✓ Up to date 20 the first one 1 left out of /,
    )
    expect(html).toContain('value="https://feeds.example/xml/google-merchant"')
    expect(html).toContain('href="./admin/feeds/google-merchant?filter=brand%3DA"')
    expect(view.liveSeconds).toBeUndefined()
  })

  test('shows filtered feeds fifty at a time, and of one store alone', async () => {
    const shop = await openShop({
      url: (await fresh()).url,
      catalog: memoryCatalog(0),
      stores: ['default', 'b'],
    })
    for (let n = 1; n <= 52; n++) await publish(shop.kernel.database, 'default', `Brand <${n}>`, n)
    await publish(shop.kernel.database, 'b', 'Of another store', 99)
    const merchant = merchantOf(shop.state)
    const first = await merchant.open('/feeds')
    const second = await merchant.open('/feeds?page=2')
    const brandsIn = (html: string) =>
      [...html.matchAll(/brand Brand &lt;(\d+)&gt;<\/a>/g)].map(([, n]) => Number(n))
    expect(brandsIn(first.html)).toEqual(Array.from({ length: 50 }, (_, at) => 52 - at))
    expect(first.html).toContain('href="./admin/feeds?page=2"')
    expect(brandsIn(second.html)).toEqual([2, 1])
    expect(second.html).not.toContain('page=3')
    expect([first.text.includes('Whole feeds'), second.text.includes('Whole feeds')]).toEqual([true, false])
    for (const { text } of [first, second]) expect(text).not.toContain('another store')
    expect((await merchant.open('/feeds', { store: 'b' })).text).toContain('brand Of another store')
  })
})
