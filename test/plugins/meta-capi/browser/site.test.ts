import { describe, expect, test } from 'vitest'
import { cookiesToSet } from '../../../../plugins/meta-capi/browser/set-cookie.js'
import { siteOf } from '../../../../plugins/meta-capi/browser/site.js'

describe('the domain of a host and its dots', () => {
  test.each<[string | undefined, string | undefined, number]>([
    ['shop.com', 'shop.com', 1],
    ['www.shop.com', 'shop.com', 1],
    ['a.b.shop.com', 'shop.com', 1],
    ['shop.co.uk', 'shop.co.uk', 2],
    ['www.shop.co.uk', 'shop.co.uk', 2],
    ['WWW.Shop.De:8080', 'shop.de', 1],
    ['shop.com.', 'shop.com', 1],
    ['www.mine.myshopify.com', 'mine.myshopify.com', 2],
    ['shop.test', 'shop.test', 1],
    ['xn--mnchen-3ya.de', 'xn--mnchen-3ya.de', 1],
    ['myshopify.com', undefined, 1],
    ['localhost:3000', undefined, 1],
    ['127.0.0.1:3000', undefined, 1],
    ['[::1]:3000', undefined, 1],
    ['münchen.de', undefined, 1],
    ['shop.com; Domain=evil.com', undefined, 1],
    ['shop.com\r\nX: y', undefined, 1],
    [`${'a.'.repeat(200)}com`, undefined, 1],
    ['..', undefined, 1],
    ['', undefined, 1],
    [undefined, undefined, 1],
  ])('%j: %j, %d', (host, domain, index) => {
    const site = siteOf(host)
    expect([site.domain, site.index]).toEqual([domain, index])
  })

  test('hosts without a domain stay apart', () => {
    expect(siteOf('LOCALHOST:1').name).toBe('localhost:1')
    expect(siteOf('127.0.0.1').name).not.toBe(siteOf('127.0.0.2').name)
  })
})

describe('a cookie line', () => {
  const fbp = { value: 'fb.1.1763700000000.5', isNew: true }
  const fbc = { value: 'fb.1.1763700000000.abc', isNew: true }

  test('lasts 90 days on the whole domain, and only on https where that is what the shop speaks', () => {
    expect(cookiesToSet({ _fbp: fbp, _fbc: fbc }, siteOf('www.shop.co.uk'), true)).toEqual([
      '_fbp=fb.1.1763700000000.5; Max-Age=7776000; Path=/; Domain=shop.co.uk; SameSite=Lax; Secure',
      '_fbc=fb.1.1763700000000.abc; Max-Age=7776000; Path=/; Domain=shop.co.uk; SameSite=Lax; Secure',
    ])
  })

  test('belongs to the host alone where there is no domain', () => {
    expect(cookiesToSet({ _fbp: fbp }, siteOf('localhost:3000'), false)).toEqual([
      '_fbp=fb.1.1763700000000.5; Max-Age=7776000; Path=/; SameSite=Lax',
    ])
  })

  test('is not written for what the browser has, or for what is not there', () => {
    expect(cookiesToSet({ _fbp: { ...fbp, isNew: false }, _fbc: undefined }, siteOf('x.de'), true)).toEqual(
      [],
    )
  })
})
