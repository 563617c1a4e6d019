/** Who may fetch a feed, asked before anything else is looked at. */
import { expect, test } from 'vitest'
import { testClock } from '../support/clock.js'
import { describeEachDatabase } from '../support/databases.js'
import { memoryCatalog } from '../support/memory-catalog.js'
import { openShop, type Shop } from '../support/shop.js'

const first = 'the-first-token-of-this-shop'
const second = 'the-second-token-of-this-shop'

describeEachDatabase('a fetch', (fresh) => {
  async function shopWith(environment: Readonly<Record<string, string>>) {
    const catalog = memoryCatalog(30)
    const clock = testClock()
    const shop = await openShop({ url: (await fresh()).url, catalog, clock, environment })
    return { catalog, shop, clock }
  }

  /** The tables that queries touched while `work` ran, on the connections that serve and on those that read long. */
  async function touched(shop: Shop, work: () => Promise<unknown>): Promise<string> {
    const statements: string[] = []
    const note = ({ sql }: { sql: string }) => statements.push(sql)
    shop.kernel.database.knex.on('query', note)
    await work()
    shop.kernel.database.knex.removeListener('query', note)
    return statements.join('\n')
  }

  const refusals = [
    ['of a feed that is off', { XML_FEEDS__IS_ENABLED_GOOGLE: 'false' }, {}, 403, 'FEED_DISABLED'],
    [
      'of a protected feed without a token set',
      { XML_FEEDS__IS_PROTECTED_GOOGLE: 'true' },
      {},
      403,
      'FEED_TOKEN_MISSING',
    ],
    [
      'without credentials',
      { XML_FEEDS__IS_PROTECTED_GOOGLE: 'true', XML_FEEDS__GOOGLE_TOKEN: first },
      {},
      401,
      'CREDENTIALS_MISSING',
    ],
    [
      'with the wrong token',
      { XML_FEEDS__IS_PROTECTED_GOOGLE: 'true', XML_FEEDS__GOOGLE_TOKEN: first },
      { authorization: `Bearer ${second}` },
      403,
      'CREDENTIALS_WRONG',
    ],
  ] as const

  test.each(refusals)(
    '%s is turned away before the catalog, a snapshot or the query is looked at',
    async (_, environment, headers, status, code) => {
      const { catalog, shop } = await shopWith(environment)
      const sql = await touched(shop, async () => {
        for (const query of ['', '?brand=A', '?brand=nothing', '?top=nonsense']) {
          const answer = await shop.fetch(query, { headers })
          expect(answer.status, query).toBe(status)
          expect(answer.json()).toMatchObject({ code })
        }
      })
      await shop.state.workshop.idle()
      expect(sql).toMatch(/storecast_registry|storecast_problems|^$/)
      expect(sql).not.toMatch(/storecast_feed|storecast_catalog|storecast_lease/)
      expect(catalog.counts).toEqual({ pages: 0, builds: 0, fingerprints: 0 })
      expect(shop.files()).toEqual([])
    },
  )

  test('that was let in is seen in the same count: it does look at snapshots', async () => {
    const { shop } = await shopWith({})
    expect(await touched(shop, () => shop.fetch())).toMatch(/storecast_feeds/)
  })

  test('that nobody can make, because no token is set, is told as one problem that ends with a token', async () => {
    const { shop, clock } = await shopWith({ XML_FEEDS__IS_PROTECTED_GOOGLE: 'true' })
    for (let times = 0; times < 3; times++) expect((await shop.fetch()).status).toBe(403)
    const [problem] = await shop.problems()
    expect(problem).toMatchObject({ code: 'FEED_TOKEN_MISSING', times: 1 })
    expect(problem?.advice).toContain('storecast registry set XML_FEEDS GOOGLE_TOKEN --generate')
    await shop.kernel.registry.set('default', 'XML_FEEDS', 'GOOGLE_TOKEN', first, { by: 'test' })
    clock.move(3_000)
    expect((await shop.fetch(`?token=${first}`)).status).toBe(200)
    expect(await shop.codes()).toEqual([])
  })

  test('gets in with either token while one replaces the other, and then with the new one only', async () => {
    const { shop, clock } = await shopWith({ XML_FEEDS__IS_PROTECTED_GOOGLE: 'true' })
    const set = (token: string) =>
      shop.kernel.registry.set('default', 'XML_FEEDS', 'GOOGLE_TOKEN', token, {
        by: 'test',
        overlapMs: 60_000,
      })
    const statuses = async () =>
      Promise.all(
        [first, second].map(async (token) => [
          (await shop.fetch(`?token=${token}`)).status,
          (await shop.fetch('', { headers: { authorization: `Bearer ${token}` } })).status,
          (
            await shop.fetch('', {
              headers: { authorization: `Basic ${Buffer.from(`any:${token}`).toString('base64')}` },
            })
          ).status,
        ]),
      )
    const [yes, no] = [
      [200, 200, 200],
      [403, 403, 403],
    ]
    await set(first)
    expect(await statuses()).toEqual([yes, no])
    await set(second)
    expect(await statuses()).toEqual([yes, yes])
    clock.move(59_000)
    expect(await statuses()).toEqual([yes, yes])
    clock.move(2_000)
    expect(await statuses()).toEqual([no, yes])
    expect(shop.lines.text).not.toContain(first)
    expect(shop.lines.text).not.toContain(second)
  })

  test.each([
    ['?top=0', 'top'],
    ['?top=5&top=6', 'top'],
    ['?brand=nothing', 'brand'],
    ['?category=%00', 'category'],
    ['?curr=USD', 'curr'],
    ['?curr=%F0%9F%92%B6', 'curr'],
    ['?toString=1', 'toString'],
    ['?__proto__=1&constructor=2', '__proto__'],
    ['?brand[]=A', '(unprintable)'],
    [`?brand=${'%2e%2e%2f'.repeat(70)}`, 'brand'],
  ])('with %s is a 400 that names the parameter, and costs no build', async (query, name) => {
    const { catalog, shop } = await shopWith({})
    const answer = await shop.fetch(query)
    expect(answer).toMatchObject({
      status: 400,
      headers: { 'content-type': 'application/problem+json; charset=utf-8' },
    })
    expect(answer.json()).toMatchObject({
      code: 'FEED_PARAMETER',
      detail: expect.stringContaining(`parameter ${name} `),
    })
    expect(catalog.counts.builds).toBe(0)
  })

  test('with a brand that looks like a path stays in its folder', async () => {
    const { catalog, shop } = await shopWith({})
    const brand = '../../../etc'
    catalog.replace(catalog.products.map((product) => ({ ...product, brand })))
    expect((await shop.fetch(`?brand=${encodeURIComponent(brand)}`)).status).toBe(200)
    expect(shop.files()).toHaveLength(1)
  })
})
