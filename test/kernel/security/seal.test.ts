import { describe, expect, test } from 'vitest'
import { createSealer } from '../../../src/kernel/security/seal.js'
import fc from '../../support/property.js'

const sealer = createSealer(['the current secret of these tests'])
const anyText = fc.string({ unit: 'binary' })

describe('a sealed value', () => {
  test('opens in its place to what it was, whatever the text and the place', () => {
    fc.assert(
      fc.property(anyText, anyText, (plain, place) => {
        expect(sealer.open(sealer.seal(plain, place), place)).toBe(plain)
      }),
    )
  })

  test('does not open in another place', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (plain, place, other) => {
        fc.pre(place !== other)
        expect(sealer.open(sealer.seal(plain, place), other)).toBeUndefined()
      }),
    )
  })

  test('does not open, and does not throw, with any one letter changed, added or taken away', () => {
    const letter = fc.constantFrom(...'ABCXYZabcxyz0189-_.=+/ \n')
    fc.assert(
      fc.property(fc.string(), fc.nat(), letter, fc.constantFrom(0, 1, 2), (plain, at, by, way) => {
        const sealed = sealer.seal(plain, 'p')
        const index = at % sealed.length
        const [drop, add] = [way === 0 ? 0 : 1, way === 1 ? '' : by]
        const tampered = sealed.slice(0, index) + add + sealed.slice(index + drop)
        fc.pre(tampered !== sealed)
        expect(sealer.open(tampered, 'p')).toBeUndefined()
      }),
      { numRuns: 2_000 },
    )
  })

  test('that is no sealed value at all does not open, and does not throw', () => {
    const id = sealer.seal('x', 'p').split('.')[1]
    const shapes = fc.oneof(
      anyText,
      fc.base64String().map((text) => `sc1.${id}.${text}`),
      fc.string().map((text) => `sc1.${id}.${text}`),
    )
    fc.assert(
      fc.property(shapes, (text) => {
        expect(sealer.open(text, 'p')).toBeUndefined()
      }),
    )
    for (const text of ['', '.', '..', `sc1.${id}`, `sc1.${id}.`, `sc1.${id}.A`, `sc1.${id}.AAAA`])
      expect(sealer.open(text, 'p')).toBeUndefined()
  })

  test('says nothing of its text, and never looks the same twice', () => {
    const sealed = new Set(Array.from({ length: 500 }, () => sealer.seal('EAAB-token', 'p')))
    expect(sealed.size).toBe(500)
    for (const text of sealed) {
      expect(text).toMatch(/^sc1\.[0-9a-f]{8}\.[\w-]+$/)
      expect(text).not.toContain('EAAB')
    }
  })
})

describe('several secrets', () => {
  const [old, next] = ['an older secret of these tests', 'a newer secret of these tests']

  test('all open, and the first seals', () => {
    const before = createSealer([old]).seal('value', 'p')
    const both = createSealer([next, old])
    expect(both.open(before, 'p')).toBe('value')
    expect(both.isCurrent(before)).toBe(false)
    const after = both.seal('value', 'p')
    expect(both.isCurrent(after)).toBe(true)
    expect(createSealer([next]).open(after, 'p')).toBe('value')
    expect(createSealer([old]).open(after, 'p')).toBeUndefined()
  })

  test('are the same key on every machine', () => {
    expect(createSealer([old]).open(createSealer([old]).seal('value', 'p'), 'p')).toBe('value')
  })
})
