/** Money: exact, told as both platforms read it. */

import { describe, expect, test } from 'vitest'
import { exponentOf, isCurrency } from '../../../feeds/engine/currency.js'
import { convert, formatPrice, parseRate } from '../../../feeds/engine/money.js'
import fc from '../../support/property.js'

const rate = (text: string) => {
  const parsed = parseRate(text)
  if (parsed === undefined) throw new Error(`${text} is no rate`)
  return parsed
}

describe('a price', () => {
  test.each([
    [1500, 'USD', '15.00 USD'],
    [5, 'EUR', '0.05 EUR'],
    [129900, 'EUR', '1299.00 EUR'],
    [1500, 'JPY', '1500 JPY'],
    [1235, 'KWD', '1.24 KWD'],
    [1234, 'KWD', '1.23 KWD'],
    [12, 'BHD', '0.01 BHD'],
    [9_007_199_254_740_991, 'USD', '90071992547409.91 USD'],
    [-105, 'USD', '-1.05 USD'],
  ])('of %i %s reads %s', (amountMinor, currency, text) => {
    expect(formatPrice({ amountMinor, currency })).toBe(text)
  })

  test('that is no integer of minor units is a mistake', () => {
    for (const amountMinor of [1.5, Number.NaN, Infinity]) {
      expect(() => formatPrice({ amountMinor, currency: 'USD' })).toThrow(RangeError)
    }
  })
})

describe('a rate', () => {
  test.each(['', '0', '0.000', '-1', '1,5', '1e3', 'abc', '.5', '1.', 'NaN'])('is not %j', (text) => {
    expect(parseRate(text)).toBeUndefined()
  })

  test('is exact, and read once with or without zeros at its end', () => {
    expect(parseRate('1.08420000')).toEqual(parseRate('1.0842'))
    expect(parseRate('123456789012345678.123456789012345678')?.scale).toBe(18)
  })
})

describe('converting', () => {
  test.each([
    [1000, 'EUR', '1.0842', 'USD', 1084],
    [1000, 'EUR', '1.0845', 'USD', 1085],
    [1000, 'EUR', '162.345', 'JPY', 1623],
    [1000, 'EUR', '0.33345', 'KWD', 3335],
    [1000, 'JPY', '0.00615', 'EUR', 615],
    [1, 'USD', '0.5', 'EUR', 1],
    [1, 'USD', '0.4999', 'EUR', 0],
  ])('%i %s at %s are %s %i', (amountMinor, currency, text, to, expected) => {
    expect(convert({ amountMinor, currency }, rate(text), to)).toEqual({
      amountMinor: expected,
      currency: to,
    })
  })

  test('rounds half up, as exact fractions do', () => {
    const decimals = fc.tuple(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 0, max: 6 }))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), decimals, (amountMinor, [digits, scale]) => {
        const padded = String(digits).padStart(scale + 1, '0')
        const text = scale === 0 ? padded : `${padded.slice(0, -scale)}.${padded.slice(-scale)}`
        const { amountMinor: got } = convert({ amountMinor, currency: 'EUR' }, rate(text), 'USD')
        // got − ½ ≤ exact < got + ½, without a division.
        const exact = 2n * BigInt(amountMinor) * BigInt(digits)
        const unit = 10n ** BigInt(scale)
        expect(exact >= (2n * BigInt(got) - 1n) * unit && exact < (2n * BigInt(got) + 1n) * unit).toBe(true)
      }),
    )
  })

  test('throws where the result is no safe integer', () => {
    const money = { amountMinor: Number.MAX_SAFE_INTEGER, currency: 'EUR' }
    expect(() => convert(money, rate('2'), 'USD')).toThrow(RangeError)
  })
})

test('currencies are those of ISO 4217, in capitals', () => {
  for (const code of ['EUR', 'USD', 'JPY', 'KWD', 'XCG']) expect(isCurrency(code)).toBe(true)
  for (const code of ['', 'eur', 'DEM', 'XXX', 'EURO', 'toString']) expect(isCurrency(code)).toBe(false)
  expect(['EUR', 'JPY', 'ISK', 'KWD', 'IQD', 'LAK'].map(exponentOf)).toEqual([2, 0, 0, 3, 3, 2])
})
