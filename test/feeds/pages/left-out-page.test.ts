import { expect, test } from 'vitest'
import { plantDemo } from '../../../feeds/catalog/demo/plant.js'
import { plantedFaults } from '../../../feeds/catalog/demo/shop.js'
import { reasons } from '../../../feeds/engine/reasons.js'
import { html } from '../../../src/kernel.js'
import { describeEachDatabase } from '../../support/databases.js'
import { memoryCatalog, someProducts } from '../../support/memory-catalog.js'
import { openShop } from '../../support/shop.js'
import { merchantOf } from './merchant.js'

const at = '/feeds/google-merchant/left-out'

const rowsIn = (page: string, caption: string): readonly string[] => {
  const [, table = ''] = new RegExp(`<caption>${caption}.*?</caption>(.*?)</table>`, 's').exec(page) ?? []
  return [...table.matchAll(/<tr><th scope="row".*?<\/tr>/gs)].map(([row]) => row)
}

describeEachDatabase('what is left out', (fresh) => {
  test('of the demo shop is told with every planted fault, what it means and what to do', async () => {
    const shop = await openShop({ url: (await fresh()).url, catalog: 'sql' })
    await plantDemo(shop.kernel.database, 'default', Date.now())
    for (const channel of shop.state.channels) await shop.feeds.refresh(channel.name)
    const merchant = merchantOf(shop.state)
    for (const { productId, findings } of plantedFaults) {
      for (const { channel, reason, field } of findings) {
        const query = new URLSearchParams({ q: `${productId} ${reason}` })
        const page = await merchant.open(`/feeds/${channel}/left-out?${query}`)
        const rows = rowsIn(page.html, 'Examples')
        const { says, todo } = reasons[reason as keyof typeof reasons]
        const row = rows.find(
          (each) => each.includes(`<code>${field}</code>`) && each.includes(String(html`${says}`)),
        )
        expect(row, `${channel} ${productId} ${reason}`).toContain(String(html`${todo}`))
        expect(row).toContain(`href="./admin/feeds/${channel}/product?id=${encodeURIComponent(productId)}"`)
      }
    }
    const { text } = await merchant.open(at)
    expect(text).toMatch(/\d+ of \d+ products are left out \([\d.]+ %\)\./)
  })

  test('is searched by id, reason, field and kind, fifty examples at a time', async () => {
    const catalog = memoryCatalog(0)
    catalog.replace(
      someProducts(200, (n) => ({
        ...(n % 4 === 0 && { title: '' }),
        ...(n % 4 === 1 && { imageLink: undefined }),
        ...(n % 4 === 2 && { gtin: '123' }),
        ...(n % 4 === 3 && { title: `LOUD TITLE NUMBER ${n}` }),
      })),
    )
    const shop = await openShop({ url: (await fresh()).url, catalog })
    await shop.feeds.refresh('google-merchant')
    const merchant = merchantOf(shop.state)
    const examples = async (query: string) => {
      const { html: page } = await merchant.open(`${at}?${query}`)
      return { page, rows: rowsIn(page, 'Examples'), counts: rowsIn(page, 'What was found') }
    }
    const all = await examples('')
    expect(all.rows).toHaveLength(50)
    expect(all.rows[0]).toContain('Left out')
    expect(all.rows[49]).toContain('Not told')
    expect(all.page).toContain('href="./admin/feeds/google-merchant/left-out?page=2"')
    expect((await examples('page=2')).rows).toHaveLength(30)
    expect((await examples('page=900')).rows).toHaveLength(0)
    const titles = await examples('q=empty_title')
    expect(titles.rows).toHaveLength(20)
    expect((await examples('q=G:TITLE&what=changed')).rows).toHaveLength(20)
    expect((await examples('q=p4+title')).rows.map((row) => />(p\d+)</.exec(row)?.[1])).toContain('p4')
    const advised = await examples('what=advised')
    expect([advised.rows, advised.counts]).toEqual([[], []])
    expect(advised.page).toContain('No example fits')
    const dropped = await examples('what=dropped')
    expect(dropped.counts).toHaveLength(1)
    expect(dropped.counts[0]).toContain('>50<')
  })

  test('shows what hostile products and searches hold as text', async () => {
    const catalog = memoryCatalog(0)
    catalog.replace(someProducts(2, (n) => ({ id: `<img src=x onerror=alert(${n})>`, title: '' })))
    const shop = await openShop({
      url: (await fresh()).url,
      catalog,
      environment: { XML_FEEDS__GUARD_FROM_ITEMS: '1' },
    })
    await shop.feeds.refresh('google-merchant', '', { acceptDrop: true })
    const { html: page } = await merchantOf(shop.state).open(`${at}?q=${encodeURIComponent('<IMG')}&what=<b>`)
    expect(rowsIn(page, 'Examples')).toHaveLength(2)
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;</a>')
    expect(page).not.toMatch(/<img|<IMG|<b>/)
  })

  test('is nothing where nothing is published, and where every product is told', async () => {
    const shop = await openShop({ url: (await fresh()).url, catalog: memoryCatalog(3) })
    const merchant = merchantOf(shop.state)
    expect((await merchant.open(at)).text).toContain('Nothing is published yet')
    await shop.feeds.refresh('google-merchant')
    expect((await merchant.open(at)).text).toContain('0 of 3 products are left out.')
    expect((await merchant.open(at)).text).toContain('Nothing was left out or told otherwise.')
  })
})
