import { createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { createBrowserReader, type RequestLike } from '../../../../plugins/meta-capi/browser/index.js'
import { parseMetaCookie } from '../../../../plugins/meta-capi/browser/meta-cookie.js'
import { testClock } from '../../../support/clock.js'
import fc from '../../../support/property.js'
import { key } from './visit-at.js'

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'
const headers = { host: 'www.shop.co.uk', 'user-agent': chrome }
const surroundings = { address: '8.8.8.8', isSecure: true }
const clock = testClock()
const reader = () => createBrowserReader({ key, now: clock.now })
const read = (req: RequestLike, more = {}) => reader().read(req, { ...surroundings, ...more })

test('a first visit by an advertisement is told whole, and its cookies are set', () => {
  const view = read({
    headers: { ...headers, referer: 'https://l.facebook.com/l.php?u=x&h=y' },
    url: '/p/1?fbclid=IwAR2F4&email=joe%40x.com',
  })
  expect(view).toEqual({
    ip: '8.8.8.8',
    userAgent: chrome,
    fbp: expect.stringMatching(/^fb\.2\.1795253400000\.\d+$/),
    fbc: 'fb.2.1795253400000.IwAR2F4',
    sourceUrl: 'https://www.shop.co.uk/p/1?fbclid=IwAR2F4',
    referrer: 'https://l.facebook.com/l.php?u=x&h=y',
    cookies: [
      `_fbp=${view.fbp}; Max-Age=7776000; Path=/; Domain=shop.co.uk; SameSite=Lax; Secure`,
      `_fbc=${view.fbc}; Max-Age=7776000; Path=/; Domain=shop.co.uk; SameSite=Lax; Secure`,
    ],
  })
})

test('a later visit brings its cookies, and none is set', () => {
  const cookie = 'sid=1; _fbp=fb.2.1763700000000.5; _fbc=fb.2.1795253400000.IwAR2F4'
  const view = read({ headers: { ...headers, cookie }, url: '/cart' })
  expect(view).toEqual({
    ip: '8.8.8.8',
    userAgent: chrome,
    fbp: 'fb.2.1763700000000.5',
    fbc: 'fb.2.1795253400000.IwAR2F4',
    sourceUrl: 'https://www.shop.co.uk/cart',
    cookies: [],
  })
})

describe('the page is', () => {
  const url = '/cart'
  const originalUrl = '/en/cart'
  test.each([
    ['the request’s', { url }, {}, 'https://www.shop.co.uk/cart'],
    [
      'the whole request’s below a mounted router',
      { url, originalUrl },
      {},
      'https://www.shop.co.uk/en/cart',
    ],
    ['the one that the caller names', { url, originalUrl }, { url: '/p/1' }, 'https://www.shop.co.uk/p/1'],
    ['one at http', { url }, { isSecure: false }, 'http://www.shop.co.uk/cart'],
    [
      'one at the host that the browser asked',
      { url },
      { host: 'shop.example:8443' },
      'https://shop.example:8443/cart',
    ],
    ['what a proxy was asked for', { url: 'http://shop.example/x' }, {}, 'http://shop.example/x'],
    ['none for a request about the server', { url: '*' }, {}, undefined],
    ['none at a host that is more than a host', { url }, { host: 'x@evil.example' }, undefined],
  ])('%s', (_what, req, more, sourceUrl) => {
    expect(read({ headers, ...req }, more).sourceUrl).toBe(sourceUrl)
  })
})

test('several hooks of one request see one browser', () => {
  const shared = reader()
  const req = { headers, url: '/?fbclid=abc' }
  const first = shared.read(req, surroundings)
  clock.move(20)
  expect(shared.read(req, surroundings)).toEqual(first)
  expect(shared.read({ ...req }, surroundings).fbp).not.toBe(first.fbp)
})

test('two processes make one fbp of one session', () => {
  const session = 'of-a-cart'
  const one = read({ headers }, { session }).fbp
  clock.move(30)
  expect(read({ headers }, { session }).fbp).toBe(one)
  expect(read({ headers }, { session: 'another' }).fbp).not.toBe(one)
})

test('an empty session is none', () => {
  expect(read({ headers }, { session: '' }).fbp).not.toBe(read({ headers }, { session: '' }).fbp)
})

test('a request of Node’s own server is read', async () => {
  const views: string[] = []
  const server = createServer((req: IncomingMessage, res) => {
    views.push(JSON.stringify(read(req, { isSecure: false })))
    res.end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((ended, failed) => {
    request({
      port,
      path: '/p?fbclid=x',
      headers: { ...headers, cookie: ['a=1', '_fbp=fb.1.1763700000000.5'] },
    })
      .on('response', (res) => res.resume().on('end', ended))
      .on('error', failed)
      .end()
  })
  await new Promise((closed) => server.close(closed))
  expect(JSON.parse(views[0] ?? '')).toMatchObject({
    fbp: 'fb.1.1763700000000.5',
    sourceUrl: 'http://www.shop.co.uk/p?fbclid=x',
    userAgent: chrome,
  })
})

describe('whatever the headers', () => {
  const junk = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'http://[bad',
      'about:blank',
      '%',
      '%00',
      '=',
      ';',
      '\r\n',
      'fb.1.1763700000000.x',
      '[::1]',
      '..',
    ),
    fc.array(fc.string()),
    fc.constant(undefined),
  )
  const names = [
    ...['host', 'cookie', 'referer', 'user-agent', 'x-forwarded-for', 'purpose', 'sec-purpose'],
    ...['origin', '__proto__'],
  ]
  const anyHeaders = fc.dictionary(fc.constantFrom(...names), junk, { noNullPrototype: false })
  const clickIds = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\w.-]{0,60}$/))
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl({ withQueryParameters: true }))

  test('reading does not throw, and every cookie is one that is read again as it is', () => {
    let clicks = 0
    fc.assert(
      fc.property(anyHeaders, fc.anything(), clickIds, text, text, (some, cookies, clickId, url, more) => {
        const at = reader()
        const page = `/?${new URLSearchParams({ fbclid: clickId })}`
        const view = at.read(
          { headers: some, cookies, url },
          { address: more, isSecure: true, session: more, url: page },
        )
        for (const line of view.cookies) {
          expect(line).toMatch(
            /^_fb[pc]=[!#-+\--:<-[\]-~]+; Max-Age=7776000; Path=\/(; Domain=[\w.-]+)?; SameSite=Lax; Secure$/,
          )
        }
        const made = view.cookies.map((line) => line.split(';', 1)[0] ?? '')
        if (made.some((pair) => pair.startsWith('_fbc'))) clicks++
        const cookie = made.length > 0 ? made.join('; ') : `_fbp=${view.fbp}`
        const again = at.read({ headers: { cookie } }, { ...surroundings, url: page })
        expect(again.fbp).toBe(view.fbp)
        if (made.some((pair) => pair.startsWith('_fbc'))) expect(again.fbc).toBe(view.fbc)
        expect(again.cookies).toEqual([])
        expect(parseMetaCookie(view.fbp)).toBeDefined()
      }),
      { numRuns: 500 },
    )
    expect(clicks).toBeGreaterThan(50)
  })

  test('headers without a prototype are read', () => {
    const bare: RequestLike['headers'] = Object.assign(Object.create(null), headers)
    expect(read({ headers: bare }).userAgent).toBe(chrome)
  })

  test('a user agent has at most 1,000 characters', () => {
    expect(read({ headers: { 'user-agent': 'x'.repeat(5_000) } }).userAgent?.length).toBe(1_000)
  })

  test('a crawler is told from a shopper', () => {
    expect(read({ headers: { 'user-agent': 'curl/8.5.0' } }).bot).toBe('crawler')
    expect(read({ headers: {} }).bot).toBe('noUserAgent')
    expect(read({ headers }).bot).toBeUndefined()
  })
})
