/** Decimal texts become minor units without losing or inventing a cent. */

import { describe, expect, test } from 'vitest'
import {
  decimalText,
  minorOf,
  parseDecimal,
  plus,
  toMinor,
} from '../../../../../feeds/catalog/mapped/values/decimal.js'
import fc from '../../../../support/property.js'

describe('an amount in minor units', () => {
  test.each([
    ['12.3400', 2, 1234],
    ['12', 2, 1200],
    ['12.', 2, 1200],
    ['.5', 2, 50],
    ['0.0000', 2, 0],
    ['8.3950', 2, 840],
    ['8.3949', 2, 839],
    ['1.005', 2, 101],
    ['1234.5', 0, 1235],
    ['1.2345', 3, 1235],
    ['+7.1', 2, 710],
    ['-1.005', 2, -100],
    ['-1.006', 2, -101],
    ['90071992547409.91', 2, 9_007_199_254_740_991],
  ])('%s with %i decimals is %i', (text, exponent, minor) => {
    expect(minorOf(text, exponent)).toBe(minor)
  })

  test.each([
    '',
    '.',
    'abc',
    '12,50',
    '1,299.00',
    '12.5O',
    '1e3',
    '--1',
    '1.2.3',
    '90071992547409.92',
    '12 EUR',
  ])('%j is none', (text) => expect(minorOf(text, 2)).toBeUndefined())

  test('is the same by the quick way as by the exact one', () => {
    const texts = fc
      .tuple(fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 0, max: 6 }))
      .map(([digits, scale]) => {
        const text = String(digits).padStart(scale + 1, '0')
        return scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`
      })
    fc.assert(
      fc.property(texts, fc.constantFrom(0, 2, 3), (text, exponent) => {
        const exact = parseDecimal(text)
        expect(minorOf(text, exponent)).toBe(exact && toMinor(exact, exponent))
      }),
    )
  })
})

describe('numbers of a driver', () => {
  test.each([
    [12.34, '12.34'],
    [1e-7, '0.00000010000000000000'],
    [9_007_199_254_740_993n, '9007199254740993'],
    [' 1.5 ', '1.5'],
    [Number.NaN, undefined],
    [null, undefined],
    [{}, undefined],
  ])('%s as a text is %s', (raw, text) => {
    expect(decimalText(raw)).toBe(text)
  })
})

describe('a sum', () => {
  test.each([
    ['10.005', '0.005', '10.01'],
    ['10', '-2.5', '7.5'],
    ['1.10', '-1.1', '0'],
    ['0.1', '0.2', '0.3'],
    ['1', '-3.25', '-2.25'],
  ])('of %s and %s is %s', (one, other, sum) => {
    const [a, b] = [parseDecimal(one), parseDecimal(other)]
    expect(a && b && plus(a, b)).toBe(sum)
  })
})
