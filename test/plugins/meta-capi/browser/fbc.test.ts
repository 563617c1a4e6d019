import { describe, expect, test } from 'vitest'
import { clickIdOf } from '../../../../plugins/meta-capi/browser/click-id.js'
import { fbcOf } from '../../../../plugins/meta-capi/browser/fbc.js'
import { visitAt } from './visit-at.js'

const now = Date.UTC(2026, 10, 21, 9, 30)
const dayMs = 86_400_000

describe('the click id of an address', () => {
  test.each<[string, string, string | undefined]>([
    ['is its fbclid', 'https://shop.example/?a=1&fbclid=IwAR2F4-db_P0&b=2', 'IwAR2F4-db_P0'],
    ['of a path as well', '/p/1?fbclid=x', 'x'],
    ['keeps its case', '/?fbclid=AbCd', 'AbCd'],
    ['may hold dots', '/?fbclid=a.b.c', 'a.b.c'],
    ['may be encoded', '/?fbclid=a%2Db', 'a-b'],
    ['is the first of several, not all of them', '/?fbclid=a&fbclid=b', 'a'],
    ['is the first that is not empty', '/?fbclid=&fbclid=b', 'b'],
    ['is none when empty', '/?fbclid=', undefined],
    ['is none without a value', '/?fbclid', undefined],
    ['is none in a path', '/fbclid=x', undefined],
    ['is none in a fragment', '/?a=1#?fbclid=x', undefined],
    ['is none under another name', '/?xfbclid=a&FBCLID=b', undefined],
    ['has no appendix of a builder', '/?fbclid=abc.AQQCAQMC', 'abc'],
    ['is refused with a line break', '/?fbclid=a%0d%0ab', undefined],
    ['is refused with a semicolon', '/?fbclid=a%3bb', undefined],
    ['is refused with a blank', '/?fbclid=a+b', undefined],
    ['is refused when encoded badly', '/?fbclid=%zz', undefined],
    ['is refused beyond 500 characters', `/?fbclid=${'x'.repeat(501)}`, undefined],
    ['is taken up to 500 characters', `/?fbclid=${'x'.repeat(500)}`, 'x'.repeat(500)],
    ['is read from what is no address', 'http://[bad?fbclid=x', 'x'],
  ])('%s', (_what, address, clickId) => {
    expect(clickIdOf(address)).toBe(clickId)
  })
})

describe('the click', () => {
  const at = now - 5 * dayMs
  const kept = (value: string) => ({ value, isNew: false })
  const made = (clickId: string) => ({ value: `fb.1.${now}.${clickId}`, isNew: true })

  test.each<[string, readonly string[], string | undefined, ReturnType<typeof kept> | undefined]>([
    ['is none without a cookie and a click id', [], undefined, undefined],
    ['is new with a click id and no cookie', [], 'abc', made('abc')],
    ['stays without a click id', [`fb.1.${at}.abc`], undefined, kept(`fb.1.${at}.abc`)],
    ['keeps its time when seen again', [`fb.1.${at}.abc`], 'abc', kept(`fb.1.${at}.abc`)],
    ['keeps its time under an appendix', [`fb.1.${at}.abc.AQQCAQMC`], 'abc', kept(`fb.1.${at}.abc.AQQCAQMC`)],
    ['keeps its time under an old appendix', [`fb.1.${at}.abc.BA`], 'abc', kept(`fb.1.${at}.abc.BA`)],
    ['keeps its time with dots', [`fb.1.${at}.a.b.c`], 'a.b.c', kept(`fb.1.${at}.a.b.c`)],
    ['is another with another id', [`fb.1.${at}.abc`], 'abd', made('abd')],
    ['is another in another case', [`fb.1.${at}.abc`], 'ABC', made('ABC')],
    ['replaces what is no cookie of Meta’s', ['fb.1.5.abc'], 'abc', made('abc')],
    [
      'is the latest of two cookies',
      [`fb.1.${at}.old`, `fb.1.${at + 1}.new`],
      undefined,
      kept(`fb.1.${at + 1}.new`),
    ],
    ['is told for 90 days', [`fb.1.${now - 90 * dayMs}.a`], undefined, kept(`fb.1.${now - 90 * dayMs}.a`)],
    ['is forgotten after 90 days', [`fb.1.${now - 90 * dayMs - 1}.a`], undefined, undefined],
    ['is not made young by its old id', [`fb.1.${now - 91 * dayMs}.a`], 'a', undefined],
    ['is new after an old one', [`fb.1.${now - 91 * dayMs}.a`], 'b', made('b')],
  ])('%s', (_what, cookies, clickId, fbc) => {
    expect(fbcOf(cookies, clickId, visitAt(now))).toEqual(fbc)
  })

  test('is one in all requests of a session that show it before the browser has its cookie', () => {
    const visit = visitAt(now, { session: 's' })
    const first = fbcOf([], 'abc', visit)?.value
    expect(fbcOf([], 'abc', { ...visit, at: now + 50 })?.value).toBe(first)
    expect(fbcOf([], 'other', { ...visit, at: now + 50 })?.value).toBe(`fb.1.${now + 50}.other`)
    expect(fbcOf([], 'abc', { ...visit, session: 't', at: now + 50 })?.value).toBe(`fb.1.${now + 50}.abc`)
  })
})
