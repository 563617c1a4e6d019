import { describe, expect, test } from 'vitest'
import fc from '../../../support/property.js'
import { aspects, type Input, toldByBuilder, toldByUs } from './builder.js'
import { differences } from './builder-differences.js'

const named = differences.map((row) => ({ ...row, title: `${row.inputClass} (${row.aspect})` }))

describe('we differ from Meta’s builder in', () => {
  test.each(named)('$title', ({ aspect, input, ours, theirs, covers }) => {
    expect([toldByUs(input)[aspect], toldByBuilder(input)[aspect]]).toEqual([ours, theirs])
    expect(ours).not.toBe(theirs)
    expect(covers(input)).toBe(true)
  })

  test('no row twice', () => {
    expect(new Set(named.map(({ title }) => title)).size).toBe(named.length)
  })
})

const hosts = [
  ...[
    'shop.example',
    'www.shop.example',
    'shop.co.uk',
    'www.shop.co.uk',
    'a.b.shop.example',
    'WWW.Shop.Example',
  ],
  ...['mine.myshopify.com', 'shop.example:8443', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000', undefined],
]
const queries = [
  ...[
    undefined,
    '',
    'a=1',
    'fbclid=abc',
    'a=1&fbclid=ABC&b=2',
    'fbclid=a.b.c',
    'fbclid=a&fbclid=b',
    'fbclid=',
  ],
  ...['fbclid=a%3Bb', 'fbclid=a+b', 'fbclid=abc.AQQAAQMC.BA', 'fbclid=a%0ab'],
]
const referers = [
  ...[
    undefined,
    'https://l.facebook.com/',
    'https://shop.example/?fbclid=abc',
    'https://shop.example/?fbclid=xyz',
  ],
  ...['http://[bad', 'about:blank', 'shop.example/?fbclid=abc'],
]
const appendixes = ['', '.BA', '.AQQCAQMC', '.AQQAAQMC', '.ZZ', '.AQQ']
const payloads = ['abc', 'ABC', 'xyz', '1116446470', 'a.b.c', '']
const times = ['1795000000000', '1400000000000', '1795000000', 'x']
const addresses = [
  ...['8.8.8.8', '2a02:db9::1', '2A02:0DB9:0:0:0:0:0:1', '10.0.0.1', '100.64.1.1', '0.0.0.0', '224.0.0.1'],
  ...['::ffff:10.0.0.1', '::ffff:8.8.8.8', '8.8.8.8:4444', 'junk', undefined],
]
const cookieValues = fc
  .tuple(
    fc.constantFrom('fb', 'fc'),
    fc.constantFrom('1', '2', 'a'),
    fc.constantFrom(...times),
    fc.constantFrom(...payloads),
    fc.constantFrom(...appendixes),
  )
  .map(([prefix, index, time, payload, appendix]) => `${prefix}.${index}.${time}.${payload}${appendix}`)

const anyInput: fc.Arbitrary<Input> = fc.record({
  host: fc.constantFrom(...hosts),
  query: fc.constantFrom(...queries),
  referer: fc.constantFrom(...referers),
  address: fc.constantFrom(...addresses),
  cookies: fc.record({ _fbp: cookieValues, _fbc: cookieValues }, { requiredKeys: [] }),
})

/** Where only one of both set a cookie, which is told by itself, there is no other domain or index to compare. */
function unasked(aspect: string, ours: string, theirs: string): boolean {
  return (aspect === 'domain' || aspect === 'index') && (ours.startsWith('none') || theirs.startsWith('none'))
}

test('we differ in nothing else, whatever the mixture, and agree on a shop’s usual requests', () => {
  let agreed = 0
  fc.assert(
    fc.property(anyInput, (input) => {
      const ours = toldByUs(input)
      const theirs = toldByBuilder(input)
      const apart = aspects.filter(
        (aspect) => ours[aspect] !== theirs[aspect] && !unasked(aspect, ours[aspect], theirs[aspect]),
      )
      if (apart.length === 0) agreed++
      for (const aspect of apart) {
        const known = differences.some((row) => row.aspect === aspect && row.covers(input))
        expect(known, `${aspect}: ours ${ours[aspect]}, theirs ${theirs[aspect]}`).toBe(true)
      }
    }),
    { numRuns: 3_000 },
  )
  expect(agreed).toBeGreaterThan(100)
})

test.each<[string, Input]>([
  ['a first visit', { host: 'www.shop.example', address: '8.8.8.8' }],
  [
    'a first visit by an advertisement',
    { host: 'shop.example', query: 'fbclid=IwAR2F4', address: '8.8.8.8' },
  ],
  ['a request after one', { host: 'shop.example', referer: 'https://shop.example/?fbclid=IwAR2F4' }],
  ['a later visit', { host: 'shop.example', cookies: { _fbp: 'fb.1.1795000000000.5.AQQCAQMC' } }],
  [
    'the same click again',
    {
      host: 'shop.example',
      query: 'fbclid=abc',
      cookies: { _fbp: 'fb.1.1795000000000.5.BA', _fbc: 'fb.1.1795000000000.abc.BA' },
    },
  ],
  [
    'another click',
    {
      host: 'shop.example',
      query: 'fbclid=ABC',
      cookies: { _fbp: 'fb.1.1795000000000.5.BA', _fbc: 'fb.1.1795000000000.abc.BA' },
    },
  ],
  ['IPv6', { host: 'shop.example', address: '2a02:db9::1' }],
  ['a private network', { host: 'shop.example', address: '192.168.1.1' }],
])('we agree on %s', (_what, input) => {
  expect(toldByUs(input)).toEqual(toldByBuilder(input))
})
