import { describe, expect, test } from 'vitest'
import { createBrowserReader, type RequestLike } from '../../../../plugins/meta-capi/browser/index.js'
import { key } from './visit-at.js'

const now = Date.UTC(2026, 10, 21, 9, 30)
const headers = {
  host: 'www.shop.co.uk',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Firefox/143.0',
}

function read(req: RequestLike, more: object = {}) {
  const reader = createBrowserReader({ key, now: () => now })
  return reader.read(req, { address: '8.8.8.8', isSecure: true, ...more })
}

describe('what Meta’s own builder gets wrong', () => {
  const cookie = '_fbp=fb.2.1763700000000.5'
  const pair = { _fbp: 'fb.2.1763700000000.5' }
  const at = now - 86_400_000
  type Case = [string, RequestLike, object, Readonly<Record<string, unknown>>]

  test.each<Case>([
    [
      'a malformed Referer does not fail the checkout',
      { headers: { ...headers, cookie, referer: 'http://[bad' } },
      {},
      { fbp: pair._fbp, referrer: undefined },
    ],
    [
      'nor does about:blank',
      { headers: { ...headers, cookie, referer: 'about:blank' } },
      {},
      { fbp: pair._fbp, referrer: undefined },
    ],
    [
      'nor do cookies without a prototype',
      { headers, cookies: Object.assign(Object.create(null), pair) },
      {},
      { fbp: pair._fbp },
    ],
    ['nor do cookies in an array', { headers, cookies: ['_fbp=x'] }, {}, { fbp: expect.any(String) }],
    [
      'a repeated fbclid is one click',
      { headers, url: '/?fbclid=a&fbclid=b' },
      {},
      { fbc: expect.stringMatching(/\.a$/) },
    ],
    [
      'a click id with dots is accepted when it comes back',
      { headers: { ...headers, cookie: `_fbc=fb.2.${at}.a.b.c` }, url: '/?fbclid=a.b.c' },
      {},
      { fbc: `fb.2.${at}.a.b.c` },
    ],
    [
      'a private address in IPv6 clothes is not sent',
      { headers },
      { address: '::ffff:10.0.0.1' },
      { ip: undefined },
    ],
    ['a carrier’s address is not sent', { headers }, { address: '100.64.1.1' }, { ip: undefined }],
    ['0.0.0.0 is not sent', { headers }, { address: '0.0.0.0' }, { ip: undefined }],
    ['a port is no part of an address', { headers }, { address: '8.8.8.8:4444' }, { ip: '8.8.8.8' }],
    [
      'the browser does not choose its address by a cookie',
      { headers: { ...headers, cookie: '_fbi=9.9.9.9.AQQCAQMC' } },
      {},
      { ip: '8.8.8.8' },
    ],
    [
      'nor by a header that no proxy of ours wrote',
      { headers: { ...headers, 'x-forwarded-for': '9.9.9.9' } },
      {},
      { ip: '8.8.8.8' },
    ],
    [
      'a mail address in the page’s address is not sent',
      { headers, url: '/?email=joe%40x.com' },
      {},
      { sourceUrl: 'https://www.shop.co.uk/' },
    ],
    [
      'nor one in the referrer',
      { headers: { ...headers, referer: 'https://shop.co.uk/?q=joe@x.com' } },
      {},
      { referrer: 'https://shop.co.uk/' },
    ],
    [
      'nothing is appended to an address',
      { headers, url: '/?x=1' },
      {},
      { sourceUrl: 'https://www.shop.co.uk/?x=1' },
    ],
    [
      'a click from 2014 is not reported for ever',
      { headers: { ...headers, cookie: '_fbc=fb.1.1400000000000.abc' } },
      {},
      { fbc: undefined },
    ],
  ])('%s', (_what, req, more, told) => {
    const view: Partial<Record<string, unknown>> = { ...read(req, more) }
    for (const [part, value] of Object.entries(told)) expect(view[part], part).toEqual(value)
  })

  test('cookies are set on shop.co.uk, not on co.uk, and on shop.com, not on b.shop.com', () => {
    const domains = ['shop.co.uk', 'a.b.shop.com'].map((host) => read({ headers: { host } }).cookies[0])
    expect(domains).toEqual([
      expect.stringContaining('; Domain=shop.co.uk;'),
      expect.stringContaining('; Domain=shop.com;'),
    ])
  })

  test('a cookie of a builder keeps its time when its click is seen again', () => {
    const value = `fb.2.${at}.abc.AQQCAQMC`
    const view = read({ headers: { ...headers, cookie: `_fbc=${value}` }, url: '/?fbclid=abc' })
    expect(view.fbc).toBe(value)
    expect(view.cookies.join()).not.toContain('_fbc')
  })
})
