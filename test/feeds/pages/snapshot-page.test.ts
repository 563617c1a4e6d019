import { expect, test } from 'vitest'
import { describeEachDatabase } from '../../support/databases.js'
import { memoryCatalog, someProducts } from '../../support/memory-catalog.js'
import { openShop } from '../../support/shop.js'
import { merchantOf } from './merchant.js'

describeEachDatabase('the page of a snapshot', (fresh) => {
  test('tells what was built and what not, with examples', async () => {
    const catalog = memoryCatalog(0)
    catalog.replace(someProducts(60, (n) => ({ ...(n > 5 && { title: '' }), ...(n > 3 && { gtin: '1' }) })))
    const shop = await openShop({ url: (await fresh()).url, catalog })
    await shop.feeds.refresh('google-merchant')
    const { snapshot } = (await shop.published()) ?? {}
    const at = `/feeds/google-merchant/snapshots/${snapshot?.id}`
    const { text, html } = await merchantOf(shop.state).open(at)
    expect(text).toContain('✓ Published')
    expect(text).toContain('Items 5')
    expect(text).toContain('Left out 55 of 60 products')
    expect(text).toMatch(/Left out 55 has no title\. Field g:title Give it a title\./)
    expect(html).toContain('href="./admin/feeds/google-merchant/product?id=p6"')
  })

  test('is not shown to another store, under another channel or filter, or after it is gone', async () => {
    const shop = await openShop({
      url: (await fresh()).url,
      catalog: memoryCatalog(4),
      stores: ['default', 'b'],
    })
    await shop.feeds.refresh('google-merchant')
    const { snapshot } = (await shop.published()) ?? {}
    const id = snapshot?.id ?? ''
    const merchant = merchantOf(shop.state)
    const unknown = { code: 'SNAPSHOT_UNKNOWN', fault: 'missing' }
    const open = (path: string, store = 'default') => merchant.open(path, { store })
    await expect(open(`/feeds/google-merchant/snapshots/${id}`, 'b')).rejects.toMatchObject(unknown)
    await expect(open(`/feeds/facebook-catalog/snapshots/${id}`)).rejects.toMatchObject(unknown)
    await expect(open(`/feeds/google-merchant/snapshots/${id}?filter=brand%3DA`)).rejects.toMatchObject(
      unknown,
    )
    await expect(open(`/feeds/google-merchant/snapshots/${id}x`)).rejects.toMatchObject(unknown)
    expect((await open(`/feeds/google-merchant/snapshots/${id}`)).text).toContain('Published')
  })

  test('of a filtered feed stands under its filter', async () => {
    const shop = await openShop({ url: (await fresh()).url, catalog: memoryCatalog(4) })
    await shop.feeds.refresh('google-merchant', 'brand=A')
    const { snapshot } = (await shop.published('brand=A')) ?? {}
    const { view } = await merchantOf(shop.state).open(
      `/feeds/google-merchant/snapshots/${snapshot?.id}?filter=brand%3DA`,
    )
    expect(view.title).toMatch(/^Google Merchant Center: brand A: snapshot of /)
  })
})
