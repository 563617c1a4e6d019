import { expect, test } from 'vitest'
import { describeEachDatabase } from '../../support/databases.js'
import { memoryCatalog, someProducts } from '../../support/memory-catalog.js'
import { productOf } from '../../support/product.js'
import { openShop } from '../../support/shop.js'
import { merchantOf } from './merchant.js'

const at = '/feeds/google-merchant/items'
const titlesIn = (html: string) =>
  [...html.matchAll(/<h3><a [^>]*>([^<]*)<\/a><\/h3>/g)].map(([, title]) => title)

describeEachDatabase('the items page', (fresh) => {
  async function opened(count: number) {
    const catalog = memoryCatalog(count)
    catalog.pageSize = 1_000
    const shop = await openShop({ url: (await fresh()).url, catalog })
    return { catalog, shop, merchant: merchantOf(shop.state) }
  }

  test('shows each item as a shopper sees it, beside its XML', async () => {
    const { catalog, merchant } = await opened(0)
    catalog.replace([
      productOf({
        key: 1,
        id: 'a',
        title: 'Wool & <b>silk</b>',
        salePrice: { amountMinor: 9_900, currency: 'EUR' },
      }),
      productOf({
        key: 2,
        id: 'b',
        title: 'Plain',
        availability: 'out_of_stock',
        brand: undefined,
        gtin: undefined,
      }),
      productOf({ key: 3, id: 'c', title: 'No picture', imageLink: undefined }),
    ])
    const { html, text, view } = await merchant.open(at)
    expect(view.showsPictures).toBe(true)
    expect(html).toContain('<img src="https://cdn.example/merino.jpg" alt="Picture of Wool &amp; silk"')
    expect(text).toContain('Before: €129.00 Now: €99.00 In stock · Alpine')
    expect(text).toMatch(/Plain .*€129\.00 Out of stock/)
    expect(text).toContain('&lt;g:id&gt;a&lt;/g:id&gt;')
    expect(text).toContain('No picture Not in the feed: the product has no image that the platform takes.')
    expect(html.match(/<img/g)).toHaveLength(2)
  })

  test('goes through the catalog 24 at a time, by keys that are texts or numbers', async () => {
    const { catalog, merchant } = await opened(50)
    const seen: (string | undefined)[] = []
    const sizes: number[] = []
    let path: string | undefined = at
    while (path !== undefined) {
      const { html }: { html: string } = await merchant.open(path)
      const titles = titlesIn(html)
      sizes.push(titles.length)
      seen.push(...titles)
      const [, query]: readonly string[] =
        /href="\.\/admin\/feeds\/google-merchant\/items\?(after=[^"]+)" rel="next"/.exec(html) ?? []
      path = query && `${at}?${query}`
    }
    expect(sizes).toEqual([24, 24, 2, 0])
    expect(seen).toEqual(catalog.products.map(({ title }) => title))
    catalog.replace(someProducts(30, (n) => ({ key: `k${String(n).padStart(3, '0')}` })))
    const { html } = await merchant.open(`${at}?after=%22k024%22`)
    expect(titlesIn(html)).toEqual([
      'Product 25',
      'Product 26',
      'Product 27',
      'Product 28',
      'Product 29',
      'Product 30',
    ])
    for (const nonsense of ['{', 'k024', '{"a":1}', 'true', '1e999']) {
      const first = await merchant.open(`${at}?after=${encodeURIComponent(nonsense)}`)
      expect(titlesIn(first.html)[0], nonsense).toBe('Product 1')
    }
  })

  test('stays small where a parent has many variants, and says how many are not shown', async () => {
    const { catalog, merchant } = await opened(0)
    catalog.onPage = async ({ after }) =>
      after === null ? someProducts(130, () => ({ groupId: 'g', description: 'x'.repeat(5_000) })) : []
    const { html, text } = await merchant.open(at)
    expect(titlesIn(html)).toHaveLength(48)
    expect(text).toContain('82 more variants of the same product are not shown here')
    expect(html).toContain('after=130"')
    expect(html.length).toBeLessThan(90_000)
  })

  test('says what to do where the catalog is empty, ends, or cannot be read', async () => {
    const { catalog, merchant } = await opened(0)
    expect((await merchant.open(at)).text).toContain('The catalog gave no products')
    expect((await merchant.open(`${at}?after=7`)).text).toContain('That was all')
    catalog.onPage = async () => {
      throw new Error('connect ECONNREFUSED 10.0.0.5:3306 as root')
    }
    const { text, view } = await merchant.open(at)
    expect(view.status).toBe(503)
    expect(text).toContain('The catalog could not be read. The log says more.')
    expect(text).not.toContain('10.0.0.5')
  })

  test('shows hostile texts as texts, and no address that is none of the web', async () => {
    const { catalog, merchant } = await opened(0)
    catalog.replace([
      productOf({ key: 1, id: '"><script>1</script>', title: '</a><script>alert(1)</script> jacket' }),
      productOf({ key: 2, id: 'x', title: '', imageLink: 'javascript:alert(1)' }),
      productOf({ key: 3, id: 'y', imageLink: 'https://cdn.example/a.jpg?"onerror="alert(1)' }),
    ])
    const { html } = await merchant.open(at)
    expect(html).not.toMatch(/<script|src="javascript|" ?onerror=/)
    expect(html.match(/<img /g)).toHaveLength(2)
  })
})
