import { expect, test } from 'vitest'
import { randomToken, timeOrderedId } from '../../src/kernel/ids.js'
import fc from '../support/property.js'

test('an id is a UUIDv7 that begins with its instant', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (nowMs) => {
      const id = timeOrderedId(nowMs)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(nowMs)
    }),
  )
})

test('ids sort as text by the time they were made', () => {
  const time = fc.integer({ min: 0, max: 2 ** 48 - 1 })
  fc.assert(
    fc.property(time, time, (a, b) => {
      fc.pre(a !== b)
      expect(timeOrderedId(a) < timeOrderedId(b)).toBe(a < b)
    }),
  )
})

test('ids and tokens of one moment are never the same', () => {
  expect(new Set(Array.from({ length: 10_000 }, () => timeOrderedId(1)))).toHaveProperty('size', 10_000)
  expect(new Set(Array.from({ length: 10_000 }, randomToken))).toHaveProperty('size', 10_000)
})

test('a token has 192 bits and needs no encoding in an address', () => {
  expect(randomToken()).toMatch(/^[A-Za-z0-9_-]{32}$/)
})
