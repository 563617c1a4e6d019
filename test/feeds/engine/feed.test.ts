/** One spelling for each feed, and a clear word for what cannot be read. */

import { describe, expect, test } from 'vitest'
import { canonical, feedOf, nameOf } from '../../../feeds/engine/feed.js'
import fc from '../../support/property.js'

const read = (query: string) => feedOf('default', 'google-merchant', new URLSearchParams(query), 'EUR')
const refusalOf = (query: string) => {
  try {
    read(query)
  } catch (error) {
    return error
  }
  return undefined
}

describe('the query of a feed', () => {
  test.each([
    ['', '', 'whole'],
    ['token=abc', '', 'whole'],
    ['token=a&token=b', '', 'whole'],
    ['curr=eur', '', 'whole'],
    ['stock=0', '', 'whole'],
    ['curr=%20usd', 'curr=USD', undefined],
    ['top=007', 'top=7', undefined],
    ['top=100&token=x&brand=%20Acme%20', 'brand=Acme&top=100', undefined],
    ['brand=Acme+%26+Co', 'brand=Acme+%26+Co', undefined],
    // One letter in two spellings: composed, and a letter with a mark.
    ['brand=Caf%C3%A9', 'brand=Caf%C3%A9', undefined],
    ['brand=Cafe%CC%81', 'brand=Caf%C3%A9', undefined],
  ])('%j is %j in canonical spelling', (query, spelling, hash) => {
    const feed = read(query)
    expect(feed.query).toBe(spelling)
    if (hash === undefined) expect(feed.hash).toMatch(/^[0-9a-f]{64}$/)
    else expect(feed.hash).toBe(hash)
  })

  test('means the same in any order of its parameters, and the same again when its spelling is read', () => {
    const filters = fc.record(
      {
        brand: fc.stringMatching(/^[A-Za-z0-9&+=%é靴 -]{1,40}$/).filter((text) => text.trim() !== ''),
        category: fc.stringMatching(/^[a-z0-9/-]{1,40}$/),
        curr: fc.constantFrom('EUR', 'usd', 'JPY'),
        stock: fc.nat(999).map(String),
        top: fc.integer({ min: 1, max: 999_999_999 }).map(String),
        token: fc.string(),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(filters, fc.infiniteStream(fc.nat()), (filter, order) => {
        const entries = Object.entries(filter)
        const shuffled = entries
          .map((entry) => ({ entry, at: order.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ entry }) => entry)
        const feed = feedOf('default', 'google-merchant', new URLSearchParams(entries), 'EUR')
        expect(feedOf('default', 'google-merchant', new URLSearchParams(shuffled), 'EUR')).toEqual(feed)
        expect(read(feed.query)).toEqual(feed)
        expect(canonical('default', 'google-merchant', feed.filter)).toEqual(feed)
      }),
    )
  })

  test.each([
    ['brand=', 'brand'],
    ['brand=%20', 'brand'],
    ['brand=a%0Ab', 'brand'],
    ['brand=a%00', 'brand'],
    ['brand=%FF', 'brand'],
    [`brand=${'x'.repeat(191)}`, 'brand'],
    ['category=', 'category'],
    ['category=%7F', 'category'],
    ['curr=EURO', 'curr'],
    ['curr=', 'curr'],
    ['curr=%E2%82%AC', 'curr'],
    ['stock=-1', 'stock'],
    ['stock=1.5', 'stock'],
    ['stock=1e3', 'stock'],
    ['stock=', 'stock'],
    ['stock=many', 'stock'],
    ['top=0', 'top'],
    ['top=1000000000', 'top'],
    ['top=0x10', 'top'],
    ['top=+5', 'top'],
    ['top=%205', 'top'],
    ['top=5&top=5', 'top'],
    ['brand=a&brand=b', 'brand'],
    ['page=2', 'page'],
    ['Brand=Acme', 'Brand'],
    ['tokens=x', 'tokens'],
    ['toString=1', 'toString'],
    ['constructor=1', 'constructor'],
    ['__proto__=1', '__proto__'],
    ['hasOwnProperty=1', 'hasOwnProperty'],
    ['valueOf=1', 'valueOf'],
    ['brand[]=a', '\\(unprintable\\)'],
    ['%0D%0Aset-cookie=1', '\\(unprintable\\)'],
    ['=1', '\\(unprintable\\)'],
    [`${'x'.repeat(41)}=1`, '\\(unprintable\\)'],
  ])('%j is refused, and the answer names %s', (query, name) => {
    expect(refusalOf(query)).toMatchObject({
      code: 'FEED_PARAMETER',
      fault: 'invalid',
      message: expect.stringMatching(new RegExp(`^The parameter ${name} `)),
    })
  })

  test('refuses or reads whatever it is given, and never puts a name on the filter that it does not know', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (query) => {
        const refusal = refusalOf(query)
        if (refusal !== undefined) expect(refusal).toMatchObject({ code: 'FEED_PARAMETER', fault: 'invalid' })
        else expect(Object.keys(read(query).filter)).toEqual([])
      }),
      { examples: [['__proto__[x]=1'], ['toString']] },
    )
  })

  test('does not put what was sent into the message', () => {
    expect(String(refusalOf('top=<script>alert(1)</script>'))).not.toContain('script')
  })
})

test('a feed is named by its channel and its spelling', () => {
  expect(nameOf(read(''))).toBe('google-merchant')
  expect(nameOf(read('top=5&brand=A B'))).toBe('google-merchant?brand=A+B&top=5')
})
