import { describe, expect, test } from 'vitest'
import { withoutAppendix } from '../../../../plugins/meta-capi/browser/appendix.js'
import { formatMetaCookie, parseMetaCookie } from '../../../../plugins/meta-capi/browser/meta-cookie.js'
import fc from '../../../support/property.js'

describe('the payload is what comes after the third dot', () => {
  test.each([
    ['as the pixel writes it', 'fb.1.1763700000000.IwAR2F4-dbP0l7Mn1IawQQGC', 'IwAR2F4-dbP0l7Mn1IawQQGC'],
    ['with the appendix of an old builder', 'fb.1.1763700000000.IwAR2F4.AQ', 'IwAR2F4'],
    ['with the appendix of a new builder', 'fb.1.1763700000000.IwAR2F4.AQQCAQMC', 'IwAR2F4'],
    ['with two appendixes', 'fb.1.1763700000000.IwAR2F4.BA.AQQAAQMC', 'IwAR2F4'],
    ['with dots of its own', 'fb.2.1763700000000.Iw.AR.2F4', 'Iw.AR.2F4'],
    ['with dots of its own and an appendix', 'fb.2.1763700000000.Iw.AR.2F4.AQQDAQMC', 'Iw.AR.2F4'],
    ['that looks like an appendix, and is all there is', 'fb.1.1763700000000.AQ', 'AQ'],
    ['with a last part that is no appendix', 'fb.1.1763700000000.IwAR.ZZ', 'IwAR.ZZ'],
    ['a random number', 'fb.1.1763700000000.1116446470', '1116446470'],
  ])('%s', (_what, value, payload) => {
    expect(parseMetaCookie(value)).toEqual({ value, createdAt: 1_763_700_000_000, payload })
  })
})

test.each([
  ['nothing', ''],
  ['no payload', 'fb.1.1763700000000.'],
  ['no payload but an appendix', 'fb.1.1763700000000..AQ'],
  ['three parts', 'fb.1.1763700000000'],
  ['another prefix', 'fc.1.1763700000000.x'],
  ['capitals in the prefix', 'FB.1.1763700000000.x'],
  ['letters for the index', 'fb.a.1763700000000.x'],
  ['seconds', 'fb.1.1763700000.x'],
  ['microseconds', 'fb.1.1763700000000000.x'],
  ['a blank', 'fb.1.1763700000000.a b'],
  ['a semicolon', 'fb.1.1763700000000.a;b'],
  ['a quote', 'fb.1.1763700000000.a"b'],
  ['a line break', 'fb.1.1763700000000.a\r\nSet-Cookie: b=c'],
  ['a line break at the end', 'fb.1.1763700000000.a\n'],
  ['letters beyond ASCII', 'fb.1.1763700000000.ü'],
  ['501 characters', `fb.1.1763700000000.${'x'.repeat(501)}`],
])('%s is no such cookie', (_what, value) => {
  expect(parseMetaCookie(value)).toBeUndefined()
})

test('exactly the appendixes of six languages in the format of today are taken off', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (bytes) => {
      fc.pre(bytes[0] !== undefined && bytes[1] !== undefined)
      const isAppendix = bytes[0] === 1 && (bytes[1] ?? 0) >= 1 && (bytes[1] ?? 0) <= 6
      const text = Buffer.from(bytes).toString('base64url')
      expect(withoutAppendix(`x.${text}`)).toBe(isAppendix ? 'x' : `x.${text}`)
    }),
    // One in six of random bytes would hardly ever be an appendix.
    { examples: Array.from({ length: 256 }, (_, second) => [new Uint8Array([1, second, 2, 1, 3, 2])]) },
  )
})

test('six short ones of older builders are taken off, and nothing that only resembles them', () => {
  for (const old of ['AQ', 'Ag', 'Aw', 'BA', 'BQ', 'Bg']) expect(withoutAppendix(`x.${old}`)).toBe('x')
  for (const other of ['aq', 'AA', 'Bw', 'AQQ', 'A', 'xAQ'])
    expect(withoutAppendix(`x.${other}`)).toBe(`x.${other}`)
  expect(withoutAppendix('.AQ')).toBe('.AQ')
})

test('a long row of appendixes costs no more than its length', () => {
  expect(withoutAppendix(`x${'.AQ'.repeat(100_000)}`)).toBe('x')
})

test('what is written reads back as it was', () => {
  fc.assert(
    fc.property(
      fc.nat(9),
      fc.integer({ min: 1_000_000_000_000, max: 9_999_999_999_999 }),
      fc.stringMatching(/^[\w-]{1,300}$/),
      (index, createdAt, payload) => {
        const value = formatMetaCookie(index, createdAt, payload)
        expect(parseMetaCookie(value)).toEqual({ value, createdAt, payload })
      },
    ),
  )
})
