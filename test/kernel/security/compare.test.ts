/** Comparing secrets. */
import { describe, expect, test } from 'vitest'
import { isOneOf } from '../../../src/kernel/security/compare.js'

describe('isOneOf', () => {
  test('finds a secret wherever it stands', () => {
    expect(isOneOf('b', ['a', 'b'])).toBe(true)
    expect(isOneOf('a', ['a', 'b'])).toBe(true)
  })

  test('refuses what is only nearly right, longer or shorter', () => {
    for (const wrong of ['secre', 'secret ', 'Secret', 'secrets', '']) {
      expect(isOneOf(wrong, ['secret', 'other'])).toBe(false)
    }
  })

  test('never accepts an empty text, even where one is listed', () => {
    expect(isOneOf('', [''])).toBe(false)
    expect(isOneOf('', [])).toBe(false)
  })

  test('compares texts beyond ASCII', () => {
    expect(isOneOf('schlüssel', ['schlüssel'])).toBe(true)
  })
})
