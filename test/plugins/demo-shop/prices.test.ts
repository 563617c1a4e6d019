import { expect, test } from 'vitest'
import { pricesIn } from '../../../plugins/demo-shop/prices.js'

test.each([
  ['EUR', ['0.10', 3], '0.30', '€19.90'],
  ['EUR', ['19.99', 100], '1999.00', '€19.90'],
  ['JPY', ['1200', 2], '2400', '¥20'],
  ['KWD', ['1.005', 3], '3.015', 'KWD 19.900'],
] as const)('sums in %s of %j lose nothing', (currency, [price, quantity], total, shown) => {
  const prices = pricesIn(currency)
  expect(prices.total([{ price, quantity }])).toBe(total)
  expect(prices.show('19.90').replace('\u00a0', ' ')).toBe(shown)
})

test('a currency that is none is refused at once', () => {
  expect(() => pricesIn('Euro')).toThrow(RangeError)
})
