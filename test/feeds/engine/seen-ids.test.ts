/** A set of ids that forgets none and invents none. */

import { describe, expect, test } from 'vitest'
import { createSeenIds } from '../../../feeds/engine/seen-ids.js'
import fc from '../../support/property.js'

/** Adds each id to both; answers the first on which they differ. */
function firstDifference(ids: Iterable<string>): string | undefined {
  const seen = createSeenIds()
  const truth = new Set<string>()
  for (const id of ids) {
    if (seen.add(id) === truth.has(id)) return id
    truth.add(id)
  }
  return undefined
}

// A small generator of our own, so that a failing run can be had again.
function* numbers(seed: number, count: number): Generator<number> {
  let state = seed >>> 0
  for (let n = 0; n < count; n++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state
  }
}

describe('the ids seen in a build', () => {
  test('are those of a set, for 200,000 random ids of which some come again', () => {
    function* ids() {
      for (const number of numbers(7, 200_000)) yield `sku-${(number >>> 8) % 150_000}`
    }
    expect(firstDifference(ids())).toBeUndefined()
  })

  test.each([
    ['ascending numbers', (n: number) => String(n)],
    ['padded numbers', (n: number) => String(n).padStart(40, '0')],
    ['a long common prefix', (n: number) => `${'the-same-beginning-'.repeat(5)}${n.toString(36)}`],
    ['a long common end', (n: number) => `${n.toString(36)}${'-the-same-end'.repeat(5)}`],
    ['few letters in every order', (n: number) => n.toString(2).replaceAll('0', 'a').replaceAll('1', 'b')],
    ['variants', (n: number) => `P${n % 2_000}-${'SML'[n % 3]}-${Math.floor(n / 2_000)}`],
    ['letters beyond ASCII', (n: number) => `靴-${String.fromCodePoint(0x1f300 + (n % 700))}-${n}`],
  ])('takes 200,000 different ids of %s for different, and each for known afterwards', (_, idOf) => {
    const distinct = [...new Set(Array.from({ length: 200_000 }, (_, n) => idOf(n)))]
    expect(distinct.length).toBeGreaterThan(100_000)
    expect(firstDifference([...distinct, ...distinct])).toBeUndefined()
  })

  test('are those of a set, for any texts', () => {
    const small = fc.array(fc.string({ unit: 'binary', maxLength: 3 }), { maxLength: 5_000, size: 'max' })
    fc.assert(
      fc.property(small, (ids) => {
        expect(firstDifference(ids)).toBeUndefined()
      }),
      { numRuns: 50 },
    )
  })
})
