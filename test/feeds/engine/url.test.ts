/** Addresses: absolute, http(s), ASCII by RFC 3986. */

import { describe, expect, test } from 'vitest'
import { createAddressReader, isFrontPage } from '../../../feeds/engine/url.js'
import { hostileText } from '../../support/hostile-text.js'
import fc from '../../support/property.js'

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
    ['https://[2001:DB8:0::1]:8443/x', 'https://[2001:db8::1]:8443/x'],
    ['http://0x7f.1/x', 'http://127.0.0.1/x'],
    ['http://shop.example:8080/x', 'http://shop.example:8080/x'],
    ['https://MÜLLER.example', 'https://xn--mller-kva.example/'],
    ['https://магазин.рф/товар', 'https://xn--80aairftm.xn--p1ai/%D1%82%D0%BE%D0%B2%D0%B0%D1%80'],
    ['https://shop.example?id=5', 'https://shop.example/?id=5'],
    ['?id=5', 'https://shop.example/en/?id=5'],
    ['../p/1', 'https://shop.example/p/1'],
    ['www.shop.example/p/1', 'https://www.shop.example/p/1'],
    ['https:\\\\shop.example\\p\\1', 'https://shop.example/p/1'],
    ['https://shop.example/a\tb\r\nc', 'https://shop.example/abc'],
    ['\u200e\ufeffhttps://shop.example/\u202ea\0\ud800b\u200b', 'https://shop.example/ab'],
    ['https://shop.example/?a=1&amp;amp;b=2&#038;c=3&#x26;d', 'https://shop.example/?a=1&b=2&c=3&d'],
    ['https://shop.example/p#a#b', 'https://shop.example/p#a%23b'],
    ['https://shop.example/💥', 'https://shop.example/%F0%9F%92%A5'],
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
    'https://?x=1',
    'https://a..example/x',
    'https://shop.example:99999/x',
    'https://shop .example/x',
    'https://sh{o}p.example/x',
    'http://[2001:db8::1/x',
    'http://256.256.256.256/x',
    'https://xn--\u0000a\u00ad-ü.example/x',
    'C:\\images\\a.jpg',
    '\u200b\0',
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

  test('made of any text is of the grammar of RFC 3986, and is left as it is when read again', () => {
    const starts = [
      '',
      '/',
      '//',
      '?',
      '#',
      'www.',
      'https://',
      'https://shop.example/',
      'http://[::1]:81/',
      'https://ü.',
    ]
    fc.assert(
      fc.property(hostileText, fc.constantFrom(...starts), (text, start) => {
        const address = read(start + text, 10_000)
        if (address === undefined) return
        expect(address).toMatch(rfc3986)
        expect(read(address, 10_000)).toBe(address)
      }),
      { numRuns: 3_000 },
    )
  })

  // The suite's own timeout is the judge: a quadratic scan of 400 KB takes minutes.
  test.each([
    'a',
    'a.',
    '-',
    '&',
    '&#',
    '&#0',
    '&amp;',
    '%',
    'ü',
    '/',
    '../',
    '#',
    '?',
    '\u200b',
    ' ',
    '\ud800',
  ])('takes linear time over %j repeated', (piece) => {
    const text = piece.repeat(400_000 / piece.length)
    for (const start of ['', 'https://', 'https://shop.example/', 'https://shop.example/?'])
      read(start + text, 2_000)
  })
})

/** https://www.rfc-editor.org/rfc/rfc3986#appendix-A, for http and https. */
const rfc3986 = (() => {
  const encoded = '%[\\dA-Fa-f]{2}'
  const plain = "[\\w.~!$&'()*+,;=-]"
  const character = `(?:${plain}|[:@]|${encoded})`
  const name = `(?:(?:${plain}|${encoded})+|\\[[\\da-f:.]+\\])`
  const tail = `(?:${character}|[/?])*`
  return new RegExp(`^https?://${name}(?::\\d+)?(?:/${character}*)+(?:\\?${tail})?(?:#${tail})?$`)
})()

describe('a front page', () => {
  test.each([
    'https://shop.example',
    'https://shop.example/',
    'http://shop.example:81/#top',
    'https://shop.example/#',
  ])('is %s', (address) => expect(isFrontPage(address)).toBe(true))

  test.each([
    'https://shop.example/p',
    'https://shop.example/?id=5',
    'https://shop.example/#/p/1',
    'https://shop.example/#!p',
  ])('is not %s', (address) => expect(isFrontPage(address)).toBe(false))
})
