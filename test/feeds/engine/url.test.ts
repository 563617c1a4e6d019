/** Addresses: absolute, http(s), ASCII by RFC 3986. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createAddressReader } from '../../../feeds/engine/url.js'
import { hostileText } from '../../support/hostile-text.js'

const read = createAddressReader('https://shop.example/en')

describe('an address', () => {
  test.each([
    ['https://shop.example/p/1?a=1&b=2', 'https://shop.example/p/1?a=1&b=2'],
    ['https://shop.example/p/a%20b', 'https://shop.example/p/a%20b'],
    ['/p/1', 'https://shop.example/p/1'],
    ['p/1', 'https://shop.example/en/p/1'],
    ['//cdn.example/i.jpg', 'https://cdn.example/i.jpg'],
    ['HTTP://Shop.Example', 'http://shop.example/'],
    ['https://shop.example:443/x', 'https://shop.example/x'],
    ['https://münchen.example/größe?q=ü#ö', 'https://xn--mnchen-3ya.example/gr%C3%B6%C3%9Fe?q=%C3%BC#%C3%B6'],
    [' https://shop.example/a b|c[1]{2}^`.jpg ', 'https://shop.example/a%20b%7Cc%5B1%5D%7B2%7D%5E%60.jpg'],
    ['https://shop.example/100%-wool?x=%zz', 'https://shop.example/100%25-wool?x=%25zz'],
    ['https://shop.example/?a=1&amp;b=2', 'https://shop.example/?a=1&b=2'],
    ['https://user:secret@shop.example/x', 'https://shop.example/x'],
    ['http://[2001:db8::1]/x', 'http://[2001:db8::1]/x'],
  ])('%j is told as %j', (raw, address) => {
    expect(read(raw, 2_000)).toBe(address)
  })

  test.each([
    '',
    ' ',
    'javascript:alert(1)',
    'ftp://shop.example/x',
    'data:image/png;base64,AA',
    'mailto:a@b.c',
    'http://',
  ])('%j is none', (raw) => {
    expect(read(raw, 2_000)).toBeUndefined()
  })

  test('that is relative is none without a shop’s address', () => {
    const alone = createAddressReader(undefined)
    expect(alone('/p/1', 2_000)).toBeUndefined()
    expect(alone('https://shop.example/x', 2_000)).toBe('https://shop.example/x')
  })

  test('that is too long is none, for half an address leads nowhere', () => {
    expect(read('https://shop.example/12345', 26)).toBe('https://shop.example/12345')
    expect(read('https://shop.example/12345', 25)).toBeUndefined()
    expect(read('/ü', 26)).toBeUndefined()
  })

  test('made of any text is legal, and is left as it is when read again', () => {
    fc.assert(
      fc.property(
        hostileText,
        fc.constantFrom('', '/', 'https://shop.example/', 'https://'),
        (text, start) => {
          const address = read(start + text, 10_000)
          if (address === undefined) return
          expect(address).toMatch(/^https?:\/\/(?:[\w.~!$&'()*+,;=-]|%[\dA-F]{2}|\[[\da-f:]+\])+(?::\d+)?\//i)
          expect(address).toMatch(/^(?:[\w.~:/?#@!$&'()*+,;=[\]-]|%[\dA-Fa-f]{2})*$/)
          if (!address.includes('&amp;')) expect(read(address, 10_000)).toBe(address)
        },
      ),
      { numRuns: 2_000 },
    )
  })
})
