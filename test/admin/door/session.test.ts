import { expect, test } from 'vitest'
import { describeEachDatabase } from '../../support/databases.js'
import { send } from '../../support/http.js'
import { browser, type House, type HouseOptions, openHouse, ownPassword, wordsOf } from './house.js'

const minuteMs = 60_000
const proxied = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9', host: 'shop.example' }

describeEachDatabase('a session', (fresh) => {
  const open = async (options: Partial<HouseOptions> = {}): Promise<House> =>
    openHouse({ url: (await fresh()).url, ...options })

  test('is a token in a cookie that scripts and other sites cannot use, and only its hash is stored', async () => {
    const house = await open()
    const answer = await browser(house.url).signIn('admin', ownPassword)
    const [session = '', known = ''] = answer.headers['set-cookie'] ?? []
    expect(session).toMatch(/^storecast_[0-9a-f]{4}=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(known).toMatch(
      /^storecast_known_[0-9a-f]{4}=\S+; Path=\/; Max-Age=15552000; HttpOnly; SameSite=Lax$/,
    )
    const [, token = ''] = /=([\w-]{43})/.exec(session) ?? []
    const { knex } = house.kernel.database
    for (const table of ['people', 'roles', 'sessions', 'audit']) {
      const rows = JSON.stringify(await knex(`storecast_admin_${table}`))
      expect(rows).not.toContain(token)
      expect(rows).not.toContain(ownPassword)
    }
    expect(house.lines.text).not.toContain(token)
  })

  test('on https has a cookie that no neighbour can set', async () => {
    const house = await open({ trustedProxies: ['127.0.0.1/32'] })
    const visitor = browser(house.url, proxied)
    const answer = await visitor.signIn('admin', ownPassword)
    expect(answer.status).toBe(303)
    for (const line of answer.headers['set-cookie'] ?? [])
      expect(line).toMatch(
        /^__Host-storecast_(known_)?[0-9a-f]{4}=\S+; Path=\/; .*HttpOnly; SameSite=Lax; Secure$/,
      )
    expect((await visitor.get('/admin/noted')).status).toBe(200)
    // The cookie of plain http says nothing here.
    const [name = '', token = ''] = [...visitor.cookies][0] ?? []
    const plain = { ...proxied, cookie: `${name.replace('__Host-', '')}=${token}` }
    expect((await browser(house.url, plain).get('/admin/noted')).status).toBe(303)
  })

  test.each([
    ['another host', [], { host: 'shop.example' }, 'Open the page by its https address'],
    ['a proxy that nobody trusts', [], { ...proxied, host: 'localhost' }, 'STORECAST_TRUSTED_PROXIES'],
    [
      'a trusted proxy that got it by plain http',
      ['127.0.0.1/32'],
      { ...proxied, 'x-forwarded-proto': 'http' },
      'X-Forwarded-Proto',
    ],
  ])(
    'cannot begin on plain http by %s: what to do stands in place of the form',
    async (_, trustedProxies, headers, advice) => {
      const house = await open({ trustedProxies })
      const visitor = browser(house.url, headers)
      const shown = await visitor.get('/admin/sign-in')
      expect([shown.status, wordsOf(shown)]).toEqual([403, expect.stringContaining(advice)])
      expect(shown.text).not.toContain('<form')
      const refused = await visitor.signIn('admin', ownPassword)
      expect([refused.status, refused.headers['set-cookie']]).toEqual([403, undefined])
      // A cookie that was overheard elsewhere opens nothing.
      const elsewhere = await house.admin()
      const jar = [...elsewhere.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      expect((await visitor.get('/admin/noted', { cookie: jar })).status).toBe(303)
    },
  )

  test.each(['localhost:3000', '127.0.0.1', '127.4.5.6:80', '[::1]:3000', 'LOCALHOST'])(
    'may begin on plain http by %s',
    async (host) => {
      const house = await open()
      expect((await browser(house.url, { host }).get('/admin/sign-in')).text).toContain('name="password"')
    },
  )

  test('ends when nobody uses it for a while, and a page that looks for news by itself is nobody', async () => {
    const house = await open({ environment: { ADMIN__IDLE_MINUTES: '10' } })
    const visitor = await house.admin()
    for (let n = 0; n < 3; n++) {
      house.clock.move(9 * minuteMs)
      expect((await visitor.get('/admin/noted')).status).toBe(200)
    }
    house.clock.move(9 * minuteMs)
    for (const headers of [{ 'x-requested-with': 'life' }, { 'sec-fetch-dest': 'empty' }])
      expect((await visitor.get('/admin/noted', headers)).status).toBe(200)
    house.clock.move(minuteMs)
    expect((await visitor.get('/admin/noted')).headers.location).toBe('../admin/sign-in?to=admin%2Fnoted')
  })

  test('ends after its hours, however busy it is', async () => {
    const house = await open({ environment: { ADMIN__SESSION_HOURS: '2' } })
    const visitor = await house.admin()
    for (let n = 1; n < 12; n++) {
      house.clock.move(10 * minuteMs)
      expect((await visitor.get('/admin/noted')).status).toBe(200)
    }
    house.clock.move(10 * minuteMs)
    expect((await visitor.get('/admin/noted')).status).toBe(303)
  })

  test('is written to once a minute at most', async () => {
    const house = await open()
    const visitor = await house.admin()
    const seenAt = async () =>
      Number((await house.kernel.database.knex('storecast_admin_sessions').first()).seen_at)
    const began = await seenAt()
    house.clock.move(59_000)
    await visitor.get('/admin/noted')
    expect(await seenAt()).toBe(began)
    house.clock.move(1_000)
    await visitor.get('/admin/noted')
    expect(await seenAt()).toBe(began + minuteMs)
  })

  test('ends for good when its owner signs out, wherever its cookie was copied to', async () => {
    const house = await open()
    const visitor = await house.admin()
    const copied = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    expect((await visitor.post('/admin/sign-out', {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await visitor.get('/admin/noted')).status).toBe(200)
    const out = await visitor.post('/admin/sign-out', {})
    expect([out.status, out.headers.location]).toEqual([303, '../admin/sign-in'])
    expect([...visitor.cookies]).toEqual([])
    expect((await browser(house.url, { cookie: copied }).get('/admin/noted')).status).toBe(303)
    expect(await house.kernel.database.knex('storecast_admin_sessions')).toEqual([])
  })

  test('gets a new name at every sign-in, so that one that was planted is worth nothing', async () => {
    const house = await open()
    const visitor = await house.admin()
    const planted = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    await visitor.signIn('admin', ownPassword)
    expect((await visitor.get('/admin/noted')).status).toBe(200)
    expect((await browser(house.url, { cookie: planted }).get('/admin/noted')).status).toBe(303)
  })

  test('makes room for a new one, so that there are never more than twenty of a person', async () => {
    const house = await open()
    for (let n = 0; n < 23; n++) {
      house.clock.move(1_000)
      await house.state.sessions.begin('admin', `browser ${n}`)
    }
    const kept = (await house.state.sessions.listOf('admin')).map((session) => session.browser)
    expect([kept.length, kept[0], kept.at(-1)]).toEqual([20, 'browser 22', 'browser 3'])
  })

  test('that ended by itself is swept away', async () => {
    const house = await open()
    await house.state.sessions.begin('admin', 'old')
    house.clock.move(29 * minuteMs)
    await house.state.sessions.begin('admin', 'new')
    house.clock.move(2 * minuteMs)
    const { schedules } = house.kernel.modules.find(({ name }) => name === 'admin') ?? {}
    for (const schedule of schedules?.(house.state) ?? [])
      await schedule.run('default', new AbortController().signal)
    expect((await house.state.sessions.listOf('admin')).map((session) => session.browser)).toEqual(['new'])
  })

  test('says a notice once, on the next page that a person looks at', async () => {
    const house = await open()
    const visitor = await house.admin()
    expect((await visitor.post('/admin/noted', { do: 'note' })).headers.location).toBe('../admin/noted')
    expect(wordsOf(await visitor.get('/admin/noted', { 'x-requested-with': 'life' }))).not.toContain(
      'It is noted.',
    )
    expect(wordsOf(await visitor.get('/admin/noted'))).toContain('It is noted.')
    expect(wordsOf(await visitor.get('/admin/noted'))).not.toContain('It is noted.')
  })

  test('two Storecasts on one host do not sign each other out', async () => {
    const first = await open()
    const second = await open()
    const one = await first.admin()
    const two = browser(second.url)
    for (const [name, value] of one.cookies) two.cookies.set(name, value)
    for (const [name, value] of (await second.admin()).cookies) two.cookies.set(name, value)
    for (const [name, value] of two.cookies) one.cookies.set(name, value)
    expect(one.cookies.size).toBe(2)
    expect((await one.get('/admin/noted')).status).toBe(200)
    expect((await two.get('/admin/noted')).status).toBe(200)
  })

  test('is taken by every process on the same database', async () => {
    const { url } = await fresh()
    const first = await openHouse({ url })
    const visitor = await first.admin()
    const second = await openHouse({ url })
    const there = browser(second.url)
    for (const [name, value] of visitor.cookies) there.cookies.set(name, value)
    expect((await there.get('/admin/noted')).status).toBe(200)
  })

  test('is answered for HEAD like GET', async () => {
    const house = await open()
    const visitor = await house.admin()
    for (const path of ['/admin/sign-in', '/admin/noted', '/admin/account', '/admin/people']) {
      const jar = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const headers = { accept: 'text/html', cookie: jar }
      const [get, head] = [
        await send(`${house.url}${path}`, { headers }),
        await send(`${house.url}${path}`, { headers, method: 'HEAD' }),
      ]
      expect([head.status, head.text]).toEqual([get.status, ''])
    }
  })

  test('reads as nothing where the cookie is malformed', async () => {
    const house = await open()
    const visitor = await house.admin()
    const [name = ''] = [...visitor.cookies.keys()]
    for (const value of [
      '',
      'x',
      `${'x'.repeat(43)}`,
      `'; drop table people; --`,
      '\u0001',
      '%00',
      'x'.repeat(4_000),
    ]) {
      const cookie = `${name}=${encodeURIComponent(value)}; a=b; =; ${name}`
      expect((await browser(house.url, { cookie }).get('/admin/noted')).status).toBe(303)
    }
  })

  test('switched off, the pages are not found, whoever asks', async () => {
    const house = await open({ stores: ['acme'] })
    const visitor = await house.admin()
    await house.kernel.registry.set('default', 'ADMIN', 'ENABLED', 'false', { by: 'a test' })
    const routes = house.kernel.routes.filter(({ path }) => path.startsWith('/admin'))
    expect(routes.length).toBeGreaterThan(10)
    for (const { method, path } of routes) {
      const at = path.replace(/:\w+/g, 'x')
      const answer = method === 'GET' ? await visitor.get(at) : await visitor.post(at, { a: 'b' })
      expect([path, answer.status, answer.json().code]).toEqual([path, 404, 'ADMIN_DISABLED'])
    }
    expect(await house.kernel.welcome()).toEqual([])
    await house.kernel.registry.set('default', 'ADMIN', 'ENABLED', 'true', { by: 'a test' })
    expect((await visitor.get('/admin/noted')).status).toBe(200)
  })
})
