/** What cells hold as flags, whole numbers, measures and known words. */
import { describe, expect, test } from 'vitest'
import { moneyOf, priceOf } from '../../../../../feeds/catalog/mapped/values/money.js'
import {
  availabilityOf,
  conditionOf,
  currencyOf,
  flagOf,
  measureOf,
  textOf,
  wholeOf,
} from '../../../../../feeds/catalog/mapped/values/plain.js'
import { Unreadable } from '../../../../../feeds/catalog/mapped/values/unreadable.js'

describe('what can be read', () => {
  test.each([
    [textOf(' a &amp; b '), ' a &amp; b '],
    [textOf(42), '42'],
    [textOf(' \n'), undefined],
    [flagOf(1), true],
    [flagOf('0'), false],
    [flagOf('Yes'), true],
    [flagOf(false), false],
    [flagOf(''), undefined],
    [wholeOf('5.0000'), 5],
    [wholeOf(-2), -2],
    [wholeOf(' '), undefined],
    [measureOf('0.50000000', 'kg'), { value: 0.5, unit: 'kg' }],
    [measureOf('750 ml', 'kg'), { value: 750, unit: 'ml' }],
    [measureOf({ value: 2, unit: 'm' }, undefined), { value: 2, unit: 'm' }],
    [measureOf('0.00000000', 'kg'), undefined],
    [measureOf(0, undefined), undefined],
    [availabilityOf('In stock'), 'in_stock'],
    [conditionOf('USED'), 'used'],
    [currencyOf('eur'), 'EUR'],
    [moneyOf('12.345', 'KWD'), { amountMinor: 12_345, currency: 'KWD' }],
    [moneyOf('8.3950', 'EUR'), { amountMinor: 840, currency: 'EUR', exact: '8.395' }],
    [moneyOf('8.3900', 'EUR'), { amountMinor: 839, currency: 'EUR' }],
    [moneyOf(1500, 'JPY'), { amountMinor: 1500, currency: 'JPY' }],
    [moneyOf(' ', 'EUR'), undefined],
    [moneyOf({ amountMinor: 5, currency: 'USD' }, 'EUR'), { amountMinor: 5, currency: 'USD' }],
    [priceOf('-10 %', 'EUR'), { changePercent: '-10' }],
    [priceOf('9.5', 'EUR'), { amountMinor: 950, currency: 'EUR' }],
  ])('is %j', (read, value) => {
    expect(read).toEqual(value)
  })
})

describe('what cannot be read', () => {
  test.each([
    [
      availabilityOf('pre-order'),
      '"pre-order" is no availability (in_stock, out_of_stock, preorder, backorder)',
    ],
    [conditionOf('mint'), '"mint" is no condition (new, refurbished, used)'],
    [flagOf('maybe'), '"maybe" is no yes or no'],
    [wholeOf('5.5'), '"5.5" is no whole number'],
    [wholeOf('many'), '"many" is no whole number'],
    [measureOf('heavy', 'kg'), '"heavy" is no measure'],
    [measureOf('-1', 'kg'), '"-1" is no measure'],
    [measureOf('1.5', undefined), '"1.5" has no unit'],
    [currencyOf('XYZ'), '"XYZ" is no currency of ISO 4217'],
    [moneyOf('12,5O', 'EUR'), '"12,5O" is no amount'],
    [moneyOf({}, 'EUR'), 'a value of type object is no amount'],
    [textOf({}), 'a value of type object is no text'],
    [moneyOf('9'.repeat(60), 'EUR'), `"${'9'.repeat(40)}…" is no amount`],
  ])('%j says so', (read, problem) => {
    expect(read).toEqual(new Unreadable(problem))
    expect(read).toBeInstanceOf(Unreadable)
  })
})
