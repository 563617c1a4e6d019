import express from 'express'
import { expect, test } from 'vitest'
import { describeEachDatabase } from '../../support/databases.js'
import { browser, fieldsOf, type House, type HouseOptions, openHouse, ownPassword, wordsOf } from './house.js'

const script = `"><script>alert('x')</script>`
const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams({ do: 'note', ...fields })

describeEachDatabase('a form that comes after the session ended', (fresh) => {
  const open = async (options: Partial<HouseOptions> = {}): Promise<House> =>
    openHouse({ url: (await fresh()).url, ...options })

  test('is asked to sign in, and can then be sent again as it was typed', async () => {
    const house = await open({ stores: ['acme'] })
    const visitor = browser(house.url)
    const typed = form({ text: `tea & "jam" für ${script}`, token: 'C4NARY-SECRET' })
    typed.append('text', 'twice')
    const asked = await visitor.post('/s/acme/admin/noted?a=1', typed)
    expect([asked.status, wordsOf(asked)]).toEqual([
      401,
      expect.stringContaining('Nothing that you typed is lost'),
    ])
    expect(asked.text).not.toContain('C4NARY')
    expect(asked.text).not.toContain('<script>alert')

    const wrong = await visitor.post('/admin/sign-in', {
      ...entries(fieldsOf(asked, /sign-in$/)),
      name: 'admin',
      password: 'no',
    })
    expect([wrong.status, wordsOf(wrong)]).toEqual([401, expect.stringContaining('is not right')])
    const right = { ...entries(fieldsOf(wrong, /sign-in$/)), password: ownPassword }
    expect(right).toMatchObject({ name: 'admin' })
    const again = await visitor.post('/admin/sign-in', right)
    expect([again.status, wordsOf(again)]).toEqual([200, expect.stringContaining('was not saved yet')])
    expect(wordsOf(again)).not.toContain('C4NARY')
    expect(again.text).not.toContain('<script>alert')
    expect(house.noted).toEqual([])

    const [, action = ''] = /<form method="post" action="([^"]*noted[^"]*)"/.exec(again.text) ?? []
    expect(new URL(action, `${house.url}/admin/sign-in`).href).toBe(`${house.url}/s/acme/admin/noted?a=1`)
    const sent = fieldsOf(again, /noted/)
    expect(sent.toString()).toBe(typed.toString())
    expect((await visitor.post('/s/acme/admin/noted?a=1', sent)).status).toBe(303)
    expect(house.noted.map(String)).toEqual([typed.toString()])
  })

  test('survives a password that must be replaced on the way', async () => {
    const house = await open()
    const password = await house.state.people.add({ name: 'ada', role: 'admin', store: '*', by: 'a test' })
    const visitor = browser(house.url)
    const asked = await visitor.post('/admin/noted', form({ text: 'kept' }))
    const signedIn = await visitor.post('/admin/sign-in', {
      ...entries(fieldsOf(asked, /sign-in$/)),
      name: 'ada',
      password: password ?? '',
    })
    expect(wordsOf(signedIn)).toContain('Choose your password')
    const replacing = entries(fieldsOf(signedIn, /new-password$/))
    const refused = await visitor.post('/admin/new-password', { ...replacing, password: 'short' })
    expect(refused.status).toBe(422)
    const replaced = await visitor.post('/admin/new-password', {
      ...entries(fieldsOf(refused, /new-password$/)),
      password: ownPassword,
      again: ownPassword,
    })
    expect(fieldsOf(replaced, /noted/).toString()).toBe('do=note&text=kept')
  })

  test('is told where it is too long to be carried along', async () => {
    const house = await open()
    const asked = await browser(house.url).post('/admin/noted', form({ text: 'x'.repeat(70_000) }))
    expect([asked.status, wordsOf(asked)]).toEqual([401, expect.stringContaining('too long to be kept here')])
    expect(asked.text.length).toBeLessThan(20_000)
  })

  test('carries what just fits through the sign-in’s own limit', async () => {
    const house = await open()
    const visitor = browser(house.url)
    const asked = await visitor.post('/admin/noted', form({ text: 'x'.repeat(65_500) }))
    const fields = { ...entries(fieldsOf(asked, /sign-in$/)), name: 'admin', password: ownPassword }
    const again = await visitor.post('/admin/sign-in', fields)
    expect(fieldsOf(again, /noted/).get('text')?.length).toBe(65_500)
  })

  test('that was tampered with on the way is left out', async () => {
    const house = await open()
    for (const carried of ['%', 'not base64 at all!', 'x'.repeat(95_000)]) {
      const fields = { carried, to: 'admin/noted' }
      expect((await browser(house.url).signIn('admin', ownPassword, fields)).headers.location).toBe(
        '../admin/noted',
      )
    }
  })
})

describeEachDatabase('a form of the door', (fresh) => {
  const open = async (options: Partial<HouseOptions> = {}): Promise<House> =>
    openHouse({ url: (await fresh()).url, ...options })

  test.each([
    ['another type', 'application/json', '{"name":"admin"}', 415, 'FORM_TYPE'],
    ['a file', 'multipart/form-data; boundary=x', '--x--', 415, 'FORM_TYPE'],
    ['no type', '', 'name=admin', 415, 'FORM_TYPE'],
    ['too many bytes', 'application/x-www-form-urlencoded', 'x'.repeat(100_000), 413, 'BODY_TOO_LARGE'],
  ])('with %s is refused, as a page', async (_, type, body, status, code) => {
    const house = await open()
    const visitor = browser(house.url)
    const headers = {
      'content-type': type,
      'content-length': String(body.length),
      'sec-fetch-site': 'same-origin',
    }
    const { send } = await import('../../support/http.js')
    const answer = await send(`${house.url}/admin/sign-in`, {
      method: 'POST',
      headers: { accept: 'text/html', ...headers },
      body,
    })
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8'])
    expect(wordsOf(answer)).toContain(`code ${code}`)
    expect(visitor.cookies.size).toBe(0)
  })

  test('shows what was typed as text, whatever it is', async () => {
    const house = await open()
    const answer = await browser(house.url).signIn(script, script, { to: script, carried: script })
    expect(answer.status).toBe(401)
    expect(answer.text).not.toContain('<script>alert')
    expect(answer.text).toContain('&quot;&gt;&lt;script&gt;')
    expect(answer.headers['content-security-policy']).not.toContain('unsafe')
    expect(
      (await browser(house.url).get(`/admin/sign-in?to=${encodeURIComponent(script)}`)).text,
    ).not.toContain('<script>alert')
  })

  test.each([
    ['urlencoded', express.urlencoded({ extended: true })],
    ['urlencoded, the simple one', express.urlencoded({ extended: false })],
    ['raw', express.raw({ type: '*/*' })],
    ['text', express.text({ type: '*/*' })],
  ])('is read where the host’s own parser came first: %s', async (_, before) => {
    const house = await open({ before, mount: '/shop/cast' })
    const visitor = browser(house.url)
    const signedIn = await visitor.signIn('admin', ownPassword, { to: 'admin/noted' })
    expect(signedIn.headers.location).toBe('../admin/noted')
    await visitor.post('/admin/noted', form({ text: 'a&b=c', 'deep[er]': 'x' }))
    expect(house.noted[0]?.get('text')).toBe('a&b=c')
  })

  test('holds under any mount path, and behind a proxy that puts a prefix before it', async () => {
    const house = await open({ mount: '/deep/er', stores: ['acme'] })
    const visitor = browser(house.url)
    // Relative all the way: whatever stands before the mount point stays.
    const first = await visitor.get('/s/acme/admin/noted?q=1')
    expect(first.headers.location).toBe('../../../admin/sign-in?to=s%2Facme%2Fadmin%2Fnoted%3Fq%3D1')
    const page = await visitor.get('/admin/sign-in?to=s%2Facme%2Fadmin%2Fnoted%3Fq%3D1')
    const entered = await visitor.post('/admin/sign-in', {
      ...entries(fieldsOf(page, /sign-in$/)),
      name: 'admin',
      password: ownPassword,
    })
    expect(entered.headers.location).toBe('../s/acme/admin/noted?q=1')
    const shown = await visitor.get('/s/acme/admin/noted?q=1')
    expect(shown.status).toBe(200)
    const links = [...shown.text.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, link = '']) => link)
    const outside = links.filter((link) => !/^(\.\.?\/|#|data:)/.test(link) && link !== '')
    expect(outside).toEqual([])
  })

  test('of another person’s store changes nothing there', async () => {
    const house = await open({ stores: ['acme', 'other'] })
    const visitor = await house.enter('ada', 'admin', 'acme')
    expect((await visitor.get('/s/acme/admin/noted')).status).toBe(200)
    for (const path of ['/s/other/admin/noted', '/s/default/admin/noted', '/admin/noted', '/admin/people']) {
      const shown = await visitor.get(path)
      expect([path, shown.status, wordsOf(shown)]).toEqual([
        path,
        403,
        expect.stringContaining('Not your store'),
      ])
      expect((await visitor.post(path, form({ text: 'x' }))).status).toBe(403)
    }
    expect(house.noted).toEqual([])
    // The bare address leads to where they may go.
    expect((await visitor.get('/admin')).headers.location).toBe('./s/acme/admin')
    expect((await browser(house.url).signIn('ada', ownPassword)).headers.location).toBe('../s/acme/admin')
    const unknown = await visitor.get('/s/nowhere/admin/noted', { accept: '*/*' })
    expect([unknown.status, unknown.json().code]).toEqual([404, 'STORE_UNKNOWN'])
  })

  test('of a viewer changes nothing, except where it says so', async () => {
    const house = await open()
    const visitor = await house.enter('vic', 'viewer')
    const refused = await visitor.post('/admin/noted', form({ text: 'x' }))
    expect([refused.status, wordsOf(refused)]).toEqual([403, expect.stringContaining('ROLE_MISSING')])
    expect((await visitor.get('/admin/people')).status).toBe(403)
    expect(
      (await visitor.post('/admin/people', { do: 'add', name: 'eve', role: 'admin', where: '*' })).status,
    ).toBe(403)
    expect((await visitor.get('/admin/noted')).text).not.toContain('>People<')
    expect((await visitor.post('/admin/noted', { do: 'look' })).status).toBe(303)
    expect(house.noted.length).toBe(1)
  })

  test('from a page that is not ours does nothing, in whatever browser', async () => {
    const house = await open()
    const visitor = await house.admin()
    const foreign: Readonly<Record<string, string>>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: house.url },
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': '', origin: 'https://evil.example' },
      { 'sec-fetch-site': '', origin: 'null' },
    ]
    for (const path of [
      '/admin/noted',
      '/admin/sign-in',
      '/admin/sign-out',
      '/admin/theme',
      '/admin/account',
    ])
      for (const headers of foreign) {
        const answer = await visitor.post(path, form({ text: 'x' }), { accept: '*/*', ...headers })
        expect([path, answer.status, answer.json().code]).toEqual([path, 403, 'ORIGIN_FOREIGN'])
      }
    expect(house.noted).toEqual([])
    expect((await visitor.get('/admin/noted')).status).toBe(200)
  })
})

const entries = (fields: URLSearchParams): Record<string, string> => Object.fromEntries(fields)
