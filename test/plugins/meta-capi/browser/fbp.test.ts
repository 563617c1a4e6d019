import { createSecretKey } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fbpOf } from '../../../../plugins/meta-capi/browser/fbp.js'
import { siteOf } from '../../../../plugins/meta-capi/browser/site.js'
import fc from '../../../support/property.js'
import { visitAt } from './visit-at.js'

const dayMs = 86_400_000
const now = Date.UTC(2026, 10, 21, 9, 30)
const theirs = 'fb.1.1763700000000.1116446470'

describe('a browser that has one', () => {
  test.each([
    ['keeps it', [theirs], theirs],
    [
      'keeps its appendix, which the browser’s own events carry',
      [`${theirs}.AQQCAQMC`],
      `${theirs}.AQQCAQMC`,
    ],
    ['keeps the first that is one', ['junk', theirs, 'fb.1.1763700000001.2'], theirs],
    ['keeps it for years', ['fb.1.1400000000000.5'], 'fb.1.1400000000000.5'],
  ])('%s', (_what, cookies, value) => {
    expect(fbpOf(cookies, visitAt(now, { session: 's' }))).toEqual({ value, isNew: false })
  })
})

describe('a browser that has none', () => {
  test('gets the index of its domain, the time, and a number of 31 bits', () => {
    const made = Array.from({ length: 500 }, () => fbpOf([], visitAt(now)))
    expect(new Set(made.map(({ value }) => value)).size).toBeGreaterThan(490)
    for (const { value, isNew } of made) {
      const [, number = ''] = /^fb\.1\.1795253400000\.(\d+)$/.exec(value) ?? []
      expect(Number(number)).toBeLessThan(2 ** 31)
      expect([number.length > 0, isNew]).toEqual([true, true])
    }
  })

  test('gets another in place of what is none', () => {
    expect(fbpOf(['fb.1.1763700000.5', 'fb.1.1763700000000.5.6', ''], visitAt(now)).isNew).toBe(true)
  })

  test('gets a number as spread as a random one, from its session as well', () => {
    const numbers = Array.from({ length: 2_000 }, (_, n) =>
      Number(fbpOf([], visitAt(now, { session: `s${n}` })).value.split('.')[3]),
    )
    const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length
    expect(mean / 2 ** 30).toBeGreaterThan(0.9)
    expect(mean / 2 ** 30).toBeLessThan(1.1)
    expect(Math.max(...numbers)).toBeLessThan(2 ** 31)
  })
})

describe('the first requests of one session', () => {
  test('get one value, when 50 of them come at once', async () => {
    const visit = visitAt(now, { session: 'first-visit' })
    const made = await Promise.all(
      Array.from({ length: 50 }, async (_, n) => fbpOf([], { ...visit, at: now + n }).value),
    )
    expect(new Set(made).size).toBe(1)
  })

  test('get one value in this process, at the very turn of the session’s day', () => {
    const visit = visitAt(now, { session: 'turning' })
    const first = fbpOf([], visit).value
    expect(fbpOf([], { ...visit, at: now + dayMs }).value).toBe(first)
    expect(fbpOf([], { ...visitAt(now + dayMs), session: 'turning' }).value).not.toBe(first)
  })

  test('get one value from two processes that have the key, and disagree on 1 second in a day', () => {
    const ofProcess = (at: number, session: string) => fbpOf([], visitAt(at, { session })).value
    fc.assert(
      fc.property(fc.string(), fc.nat(dayMs - 1_001), (session, laterMs) => {
        fc.pre(session !== '')
        const began = Number(ofProcess(now, session).split('.')[2])
        expect(ofProcess(began, session)).toBe(ofProcess(began + laterMs, session))
        expect(ofProcess(began + dayMs - 1, session)).toBe(ofProcess(began, session))
        expect(ofProcess(began + dayMs, session)).not.toBe(ofProcess(began, session))
      }),
    )
  })

  test('get a time that is past, and of today', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (session) => {
        const at = Number(fbpOf([], visitAt(now, { session })).value.split('.')[2])
        expect(at).toBeLessThanOrEqual(now)
        expect(at).toBeGreaterThan(now - dayMs)
      }),
    )
  })

  test('do not all begin their day at once', () => {
    const beginnings = Array.from({ length: 50 }, (_, n) =>
      Number(fbpOf([], visitAt(now, { session: `s${n}` })).value.split('.')[2]),
    )
    expect(new Set(beginnings).size).toBe(50)
  })
})

describe('a value tells apart', () => {
  const of = (parts: Parameters<typeof visitAt>[1]) =>
    fbpOf([], visitAt(now, { session: 's', ...parts })).value

  test('sessions', () => {
    expect(of({ session: 's' })).not.toBe(of({ session: 't' }))
  })

  test('keys, so that nobody else derives it from a session', () => {
    expect(of({ key: createSecretKey(Buffer.from('one')) })).not.toBe(
      of({ key: createSecretKey(Buffer.from('two')) }),
    )
  })

  test('shops, though not hosts of one shop', () => {
    expect(of({ site: siteOf('shop.example') })).toBe(of({ site: siteOf('www.shop.example:8443') }))
    expect(of({ site: siteOf('shop.example') })).not.toBe(of({ site: siteOf('store.example') }))
  })
})
