import { expect, test } from 'vitest'
import { describeEachDatabase } from '../../support/databases.js'
import { memoryCatalog } from '../../support/memory-catalog.js'
import { openShop } from '../../support/shop.js'
import { merchantOf, seen } from './merchant.js'

const at = '/feeds/google-merchant/address'
const hostile = '"><script>alert(1)</script>'

const addressIn = (html: string): string =>
  (/value="([^"]+)" aria-label="Address of/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&')

describeEachDatabase('the address page', (fresh) => {
  async function opened(environment: Readonly<Record<string, string>> = {}) {
    const shop = await openShop({
      url: (await fresh()).url,
      catalog: memoryCatalog(4),
      publicUrl: 'https://feeds.example',
      stores: ['default', 'b'],
      environment: { XML_FEEDS__IS_PROTECTED_GOOGLE: 'true', ...environment },
    })
    return { shop, merchant: merchantOf(shop.state) }
  }

  test('puts the address together with filters in one spelling, the same that a fetch is answered under', async () => {
    const { merchant, shop } = await opened({ XML_FEEDS__IS_PROTECTED_GOOGLE: 'false' })
    const { html, view } = await merchant.open(`${at}?top=3&brand=A&stock=0&curr=&category=`)
    expect(view.status).toBe(200)
    expect(addressIn(html)).toBe('https://feeds.example/xml/google-merchant?brand=A&top=3')
    expect(html).toContain('name="brand" type="text" value="A"')
    const { pathname, search } = new URL(addressIn(html))
    expect((await fetch(`${shop.url}${pathname}${search}`)).status).toBe(200)
    const other = await merchant.open(at, { store: 'b' })
    expect(addressIn(other.html)).toBe('https://feeds.example/s/b/xml/google-merchant')
  })

  test('says at each filter what is wrong with it, keeps what was typed, and gives the whole feed’s address', async () => {
    const { merchant } = await opened()
    const query = new URLSearchParams({ brand: hostile, top: '0', curr: 'EURO' })
    const { html, text, view } = await merchant.open(`${at}?${query}`)
    expect(view.status).toBe(422)
    expect(addressIn(html)).toBe('https://feeds.example/xml/google-merchant')
    expect(text).toContain('It names nothing that this shop has. Brands are compared letter by letter.')
    expect(text).toContain('It must be a whole number from 1 to 999999999.')
    expect(text).toContain('It must be a currency code of three letters, as EUR.')
    expect(html.match(/aria-invalid="true"/g)).toHaveLength(3)
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;')
    expect(html).not.toContain('<script')
  })

  test('shows the token to an admin who asks, in the address as well, and notes who saw it', async () => {
    const { shop, merchant } = await opened()
    const { registry } = shop.kernel
    await registry.set('default', 'XML_FEEDS', 'GOOGLE_TOKEN', 'a-token-of-the-shop', { by: 'test' })
    const hidden = await merchant.open(`${at}?brand=A`)
    expect(hidden.html).not.toContain('a-token-of-the-shop')
    expect(hidden.text).toContain('Token set, hidden')
    expect(addressIn(hidden.html)).toBe('https://feeds.example/xml/google-merchant?brand=A')
    expect((await registry.changes('default', 10)).map(({ to }) => to)).toEqual(['(sealed)'])
    const page = await merchant.press(`${at}?brand=A`, 'showToken')
    if ('to' in page) throw new Error('it leads elsewhere')
    const { html, view } = seen(page)
    expect(view.status).toBe(200)
    expect(addressIn(html)).toBe(
      'https://feeds.example/xml/google-merchant?brand=A&token=a-token-of-the-shop',
    )
    const [look] = await registry.changes('default', 10)
    expect(look).toMatchObject({ key: 'GOOGLE_TOKEN', from: '(sealed)', to: '(shown)', by: 'ada' })
    const changed = await registry.lastChanges('default', 'XML_FEEDS')
    expect(changed.get('GOOGLE_TOKEN')).toMatchObject({ to: '(sealed)', by: 'test' })
    expect((await merchant.open(at)).html).not.toContain('a-token-of-the-shop')
    const viewer = await merchant.open(at, { role: 'viewer' })
    expect(viewer.html).not.toMatch(/showToken|makeToken/)
    expect((await merchant.open(at, { store: 'b' })).text).toContain('Token not set')
  })

  test.each([
    ['0', 403, undefined],
    ['1h', 200, 'in 59 minutes'],
    ['3d', 200, 'in 2 days'],
    ['7d', 200, 'in 6 days'],
  ])('replaces the token; the old one holds for %s', async (overlap, status, ends) => {
    const { shop, merchant } = await opened()
    expect((await merchant.open(at)).text).toContain('Token not set')
    await merchant.press(at, 'makeToken')
    const tokens = async () => {
      const { GOOGLE_TOKEN } = (await shop.kernel.registry.read(
        { name: 'XML_FEEDS', settings: {} },
        'default',
      )) as Record<string, readonly string[]>
      return GOOGLE_TOKEN ?? []
    }
    const [old = ''] = await tokens()
    expect(await merchant.press(at, 'makeToken', { overlap })).toMatchObject({
      to: '/feeds/google-merchant/address',
      notice: expect.stringContaining('A new token is made'),
    })
    const [current = '', ...others] = await tokens()
    expect(current).toMatch(/^[\w-]{32}$/)
    expect(current).not.toBe(old)
    expect(others).toEqual(status === 200 ? [old] : [])
    expect((await shop.fetch(`?token=${old}`)).status).toBe(status)
    expect((await shop.fetch(`?token=${current}`)).status).toBe(200)
    const { text } = await merchant.open(at)
    if (ends === undefined) expect(text).not.toContain('The old token')
    else expect(text).toContain(`The old token set, hidden The old one ends ${ends}`)
  })

  test('takes an overlap that is none for none: the old token ends', async () => {
    const { shop, merchant } = await opened()
    await merchant.press(at, 'makeToken')
    await merchant.press(at, 'makeToken', { overlap: 'for ever' })
    expect(await shop.kernel.registry.overlapEndsAt('default', 'XML_FEEDS', 'GOOGLE_TOKEN')).toBeUndefined()
  })

  test('says where a token comes from the environment, and offers no other', async () => {
    const { merchant } = await opened({ XML_FEEDS__GOOGLE_TOKEN: 'from-outside' })
    const { html, text } = await merchant.open(at)
    expect(text).toContain('Set in the environment as XML_FEEDS__GOOGLE_TOKEN')
    expect(html).not.toContain('makeToken')
    await expect(merchant.press(at, 'makeToken')).rejects.toMatchObject({ code: 'SETTING_FROM_ENVIRONMENT' })
  })

  test('says so where no platform can reach the address, and where the feed is off', async () => {
    const shop = await openShop({
      url: (await fresh()).url,
      catalog: memoryCatalog(1),
      environment: { XML_FEEDS__IS_ENABLED_GOOGLE: 'false' },
    })
    const { text } = await merchantOf(shop.state).open(at)
    expect(text).toContain('no platform can reach it')
    expect(text).toContain('The feed is switched off')
  })
})
