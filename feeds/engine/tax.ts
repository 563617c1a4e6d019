/** Tax on top of prices that are stored without it. */
import type { Money, TaxPercents } from '../catalog/product.js'
import { changeByPercent, parsePercent, type Rate } from './money.js'

/** The amount with tax, rounded half up; undefined where the percentage is none. */
export type AddTax = (money: Money, taxes: TaxPercents | undefined) => Money | undefined

/**
 * Google wants prices with tax, but for these two, where it depends on the buyer's address
 * (https://support.google.com/merchants/answer/6324371).
 */
const toldWithoutTax: ReadonlySet<string> = new Set(['US', 'CA'])

// A shop has a handful of tax rates, each told a million times; bounded, because a catalog can hold anything.
const mostRates = 1_000

/** Taxes of one build: those of `country`. */
export function createTaxes(country: string): AddTax {
  const rates = new Map<string, Rate | undefined>()
  const rateOf = (percent: string): Rate | undefined => {
    if (!rates.has(percent)) {
      if (rates.size >= mostRates) rates.clear()
      rates.set(percent, parsePercent(percent))
    }
    return rates.get(percent)
  }
  if (toldWithoutTax.has(country)) return (money) => money
  return (money, taxes) => {
    const percent = taxes?.[country]
    if (percent === undefined) return money
    const rate = rateOf(percent)
    return rate && changeByPercent(money, rate)
  }
}
