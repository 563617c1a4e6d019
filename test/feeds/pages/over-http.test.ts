/** The feeds' pages over HTTP, behind the door and inside the frame, as a browser without scripts uses them. */
import { expect, test } from 'vitest'
import { hashOneTimePassword } from '../../../src/admin/door/password.js'
import type { AdminState } from '../../../src/admin/index.js'
import { type Browser, browser, ownPassword, wordsOf } from '../../admin/door/house.js'
import { describeEachDatabase } from '../../support/databases.js'
import { memoryCatalog, someProducts } from '../../support/memory-catalog.js'
import { openShop, type Shop } from '../../support/shop.js'

const google = '/admin/feeds/google-merchant'

describeEachDatabase('a merchant over HTTP', (fresh) => {
  async function opened() {
    const catalog = memoryCatalog(0)
    catalog.replace(someProducts(30, (n) => (n === 7 ? { title: '' } : {})))
    const shop = await openShop({
      url: (await fresh()).url,
      catalog,
      stores: ['b'],
      environment: { XML_FEEDS__IS_ENABLED_GOOGLE: '', XML_FEEDS__IS_PROTECTED_GOOGLE: '' },
    })
    return { catalog, shop }
  }

  async function enter(shop: Shop, name: string, role: 'viewer' | 'admin', store = '*'): Promise<Browser> {
    const { people } = shop.kernel.state('admin') as AdminState
    await people.add({ name, role, store, by: 'a test' })
    await people.setPassword(name, hashOneTimePassword(ownPassword), 'a test')
    const one = browser(shop.url)
    expect((await one.signIn(name, ownPassword)).status).toBe(303)
    return one
  }

  test('switches a feed on and off, rotates its token, and reads why a product is missing', async () => {
    const { shop } = await opened()
    const ada = await enter(shop, 'ada', 'admin')
    expect(wordsOf(await ada.get('/admin/feeds'))).toContain('Google Merchant Center – Off')
    expect((await ada.post(google, { do: 'switchOn' })).status).toBe(303)
    await shop.state.workshop.idle()
    const on = await ada.get(google)
    expect(wordsOf(on)).toContain('It is on. A token was made; it stands under “Address”.')
    expect(wordsOf(on)).toContain('✓ Up to date')
    const shown = await ada.post(`${google}/address?brand=A`, { do: 'showToken' })
    expect(shown.status).toBe(200)
    const [, token = ''] = /brand=A&amp;token=([\w-]{32})"/.exec(shown.text) ?? []
    expect((await shop.fetch(`?token=${token}`)).status).toBe(200)
    await ada.post(`${google}/address`, { do: 'makeToken', overlap: '1h' })
    const rotated = await ada.get(`${google}/address`)
    expect(wordsOf(rotated)).toContain('The old one ends in 59 minutes')
    expect((await shop.fetch(`?token=${token}`)).status).toBe(200)
    await ada.post(`${google}/address`, { do: 'makeToken', overlap: '0' })
    expect((await shop.fetch(`?token=${token}`)).status).toBe(403)
    const [, way = ''] =
      /href="([^"]+\/product\?id=p7)"/.exec((await ada.get(`${google}/left-out`)).text) ?? []
    const { pathname, search } = new URL(way, `${shop.url}${google}/left-out`)
    const product = await ada.get(`${pathname}${search}`)
    expect(product.headers['content-security-policy']).toContain("img-src 'self' data: https: http:")
    expect(wordsOf(product)).toContain('Left out has no title. Field g:title Give it a title.')
    await ada.post(google, { do: 'switchOff' })
    const { status, text } = await shop.fetch(`?token=${token}`)
    expect([status, text]).toEqual([403, expect.stringContaining('FEED_DISABLED')])
  })

  test('decides on a refused feed', async () => {
    const { shop, catalog } = await opened()
    const ada = await enter(shop, 'ada', 'admin')
    await ada.post(google, { do: 'switchOn' })
    await shop.state.workshop.idle()
    catalog.replace(someProducts(2))
    await ada.post(google, { do: 'rebuild' })
    await shop.state.workshop.idle()
    const held = await ada.get(google)
    const [, snapshot = ''] = /name="snapshot" value="([^"]+)"/.exec(held.text) ?? []
    await ada.post(google, { do: 'keep', snapshot })
    expect(wordsOf(await ada.get(google))).toContain('ada decided')
    await ada.post(google, { do: 'publish', snapshot })
    await shop.state.workshop.idle()
    expect((await shop.published())?.snapshot.items).toBe(2)
  })

  test('changes nothing as a viewer, from another site, or in another store', async () => {
    const { shop } = await opened()
    const viewer = await enter(shop, 'vi', 'viewer')
    const page = await viewer.get(google)
    expect(page.status).toBe(200)
    const main = page.text.slice(page.text.indexOf('<main'))
    expect(main).not.toContain('name="do"')
    const ada = await enter(shop, 'ada', 'admin', 'default')
    const elsewhere = { 'sec-fetch-site': 'cross-site' }
    for (const does of ['switchOn', 'open', 'rebuild', 'publish', 'keep']) {
      expect((await viewer.post(google, { do: does })).status, does).toBe(403)
      expect((await ada.post(google, { do: does }, elsewhere)).status, does).toBe(403)
      expect([403, 404], does).toContain((await ada.post(`/s/b${google}`, { do: does })).status)
    }
    for (const does of ['showToken', 'makeToken'])
      expect((await viewer.post(`${google}/address`, { do: does })).status).toBe(403)
    expect([403, 404]).toContain((await ada.get(`/s/b${google}`)).status)
    expect(await shop.kernel.registry.changes('default', 5)).toEqual([])
    expect(await shop.kernel.registry.changes('b', 5)).toEqual([])
    expect(shop.files()).toEqual([])
    for (const path of [`${google}/snapshots/x`, '/admin/feeds/nothing'])
      expect((await ada.get(path)).status).toBe(404)
  })
})
