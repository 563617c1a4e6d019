/** A memory that stays small, keeps what is asked for, and costs the same however much went through it. */
import { expect, test } from 'vitest'
import { createRecent } from '../../../../plugins/meta-capi/browser/recent.js'
import fc from '../../../support/property.js'

test('never holds more than it may, and always the latest half', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 20 }), fc.array(fc.nat({ max: 60 })), (most, keys) => {
      const heldOf = (asked: readonly number[]) =>
        // Asking moves what is found, so each is asked of a memory of its own.
        asked.filter((key) => filled(most, keys).get(String(key)) !== undefined)
      const latestFirst = [...new Set(keys.toReversed())]
      const latest = latestFirst.slice(0, Math.floor(most / 2))
      expect(heldOf(latest)).toEqual(latest)
      expect(heldOf(latestFirst).length).toBeLessThanOrEqual(most)
    }),
    { numRuns: 200 },
  )
})

function filled(most: number, keys: readonly number[]) {
  const recent = createRecent<number>(most)
  for (const key of keys) recent.set(String(key), key)
  return recent
}

test('what is asked for again and again stays, whatever comes meanwhile', () => {
  const recent = createRecent<string>(10)
  recent.set('known', 'still')
  for (let other = 0; other < 1_000; other++) {
    recent.set(String(other), 'new')
    expect(recent.get('known')).toBe('still')
  }
})

// The suite's own timeout is the judge: a memory that searches for its oldest takes minutes.
test('takes a million in no time', () => {
  const recent = createRecent<number>(100_000)
  for (let each = 0; each < 1_000_000; each++) recent.set(String(each), each)
  expect(recent.get('999999')).toBe(999_999)
})
