import { expect, test } from 'vitest'
import type { Catalog } from '../../../feeds/catalog/contract.js'
import type { Product } from '../../../feeds/catalog/product.js'
import { reasons } from '../../../feeds/engine/reasons.js'
import { html } from '../../../src/kernel.js'
import { describeEachDatabase } from '../../support/databases.js'
import { memoryCatalog, someProducts } from '../../support/memory-catalog.js'
import { productOf } from '../../support/product.js'
import { openShop } from '../../support/shop.js'
import { merchantOf } from './merchant.js'

const at = '/feeds/google-merchant/product'

const products = [
  productOf({ key: 1, id: 'SKU-1' }),
  productOf({ key: 2, id: 'sku-1', title: 'The same id in small letters' }),
  productOf({ key: 3, id: 'bare', title: 'Bare', imageLink: undefined }),
  productOf({ key: 4, id: 'parent' }),
  productOf({ key: 5, id: 'red', groupId: 'parent', color: 'red' }),
  productOf({ key: 6, id: 'loud', title: 'A <i>LOUD</i> one', gtin: '123' }),
]

const finding = (all: readonly Product[]): Partial<Catalog> => ({
  find: async (id) => all.find((product) => product.id === id),
})

describeEachDatabase('the page of a product', (fresh) => {
  async function opened(extra: Partial<Catalog> = finding(products)) {
    const catalog = Object.assign(memoryCatalog(0), extra)
    catalog.replace(products)
    const shop = await openShop({
      url: (await fresh()).url,
      catalog,
      environment: { TRACKING__PRODUCT_ID_PREFIX_GOOGLE: 'g_' },
    })
    return { catalog, shop, merchant: merchantOf(shop.state) }
  }

  test.each(['SKU-1', 'g_SKU-1', '  SKU-1 '])(
    'shows the item beside its XML, looked up as %j',
    async (id) => {
      const { merchant } = await opened()
      const { view, html: page, text } = await merchant.open(`${at}?id=${encodeURIComponent(id)}`)
      expect(view).toMatchObject({ status: 200, showsPictures: true })
      expect(text).toContain('✓ In the feed')
      expect(text).toContain('€129.00 In stock · Alpine')
      expect(text).toContain('&lt;g:id&gt;g_SKU-1&lt;/g:id&gt;')
      expect(page).toContain('<img src="https://cdn.example/merino.jpg"')
      expect(text).toContain('Nothing to remark')
    },
  )

  test('says why a product is not in the feed, and what to do', async () => {
    const { merchant } = await opened()
    const { text, html: page } = await merchant.open(`${at}?id=bare`)
    expect(text).toContain('✕ Not in the feed')
    const { says, todo } = reasons.EMPTY_IMAGE_URL
    expect(page).toContain(String(html`${says}`))
    expect(page).toContain(String(html`${todo}`))
    expect((await merchant.open(`${at}?id=parent`)).html).toContain(
      String(html`${reasons.RETAILER_ID_USED_BY_GROUP.says}`),
    )
  })

  test('tells what only the last build could find: an id that another product has', async () => {
    const { shop, merchant } = await opened()
    const before = await merchant.open(`${at}?id=sku-1`)
    expect(before.text).toContain('✓ In the feed')
    expect(before.text).toContain('only a build can tell')
    await shop.feeds.refresh('google-merchant')
    const { text } = await merchant.open(`${at}?id=sku-1`)
    expect(text).toContain('In the published feed')
    expect(text).toContain('has an id that an earlier product has.')
  })

  test('tells what is changed, with hostile texts as texts', async () => {
    const { merchant } = await opened()
    const { text, html: page } = await merchant.open(`${at}?id=loud`)
    expect(page).toContain('<h2>A LOUD one</h2>')
    expect(text).toContain('Not told has a GTIN whose length or check digit is wrong.')
    const missing = await merchant.open(`${at}?id=${encodeURIComponent('"><script>x</script>')}`)
    expect(missing.html).toContain('<code>&quot;&gt;&lt;script&gt;x&lt;/script&gt;</code>')
    expect(missing.html).not.toContain('<script')
  })

  test('is 404 for an id that there is not, and names those that begin alike', async () => {
    const { merchant } = await opened()
    const { view, text, html: page } = await merchant.open(`${at}?id=SKU-9`)
    expect(view.status).toBe(404)
    expect(text).toContain('The catalog has no product with the id SKU-9')
    expect(page).toContain('href="./admin/feeds/google-merchant/product?id=SKU-1"')
  })

  test('reads a catalog that cannot look up from its beginning, so far and no further', async () => {
    const { catalog, merchant } = await opened({})
    expect((await merchant.open(`${at}?id=g_bare`)).text).toContain('✕ Not in the feed')
    catalog.pageSize = 500
    catalog.replace(someProducts(20_600))
    const { text, view } = await merchant.open(`${at}?id=p20600`)
    expect(view.status).toBe(404)
    expect(text).toContain('Among the first 20,000 products there is none with the id')
  })

  test('asks for an id, and says so where the catalog does not answer', async () => {
    const { catalog, merchant } = await opened()
    const { text, view } = await merchant.open(at)
    expect(view.status).toBe(200)
    expect(text).toContain('Product id')
    catalog.find = async () => {
      throw new Error('password of root')
    }
    const failed = await merchant.open(`${at}?id=x`)
    expect(failed.view.status).toBe(503)
    expect(failed.text).toContain('The catalog could not be read. The log says more.')
    expect(failed.text).not.toContain('password')
  })
})
