/** GTINs: only numbers that GS1 could have given. */

import { describe, expect, test } from 'vitest'
import { validGtin } from '../../../feeds/engine/gtin.js'
import fc from '../../support/property.js'

describe('a GTIN', () => {
  test.each([
    ['96385074', '96385074'],
    ['036000291452', '036000291452'],
    ['4006381333931', '4006381333931'],
    ['10012345678902', '10012345678902'],
    ['978-3-16-148410-0', '9783161484100'],
    [' 4006381 333931 ', '4006381333931'],
  ])('%j is valid', (raw, digits) => {
    expect(validGtin(raw)).toBe(digits)
  })

  test.each([
    '',
    'abc',
    'abcdefgh',
    '4006381333930',
    '400638133393',
    '123456789',
    '00000000',
    '٤٠٠٦٣٨١٣٣٣٩٣١',
    'N/A',
    '40063813339310',
  ])('%j is not', (raw) => {
    expect(validGtin(raw)).toBeUndefined()
  })

  test('with one digit changed is no longer valid', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digits = [...'4006381333931']
        digits[at] = String((Number(digits[at]) + by) % 10)
        expect(validGtin(digits.join(''))).toBeUndefined()
      }),
    )
  })
})
