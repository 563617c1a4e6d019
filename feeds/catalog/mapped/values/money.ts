/** Prices of a shop's tables as money: exact, in minor units. */
import { exponentOf } from '../../currency.js'
import type { Money, PercentChange } from '../../money.js'
import { decimalText, minorOf } from './decimal.js'
import { Unreadable, unreadable } from './unreadable.js'

// A class instead of a literal, for speed; `sql/product-of.ts` says why.
export class MappedMoney implements Money {
  readonly amountMinor: number
  readonly currency: string
  readonly exact: string | undefined

  constructor(amountMinor: number, currency: string, exact?: string) {
    this.amountMinor = amountMinor
    this.currency = currency
    this.exact = exact
  }
}

/** An amount as the tables tell it, or as a function gave it; empty texts are none. */
export function moneyOf(raw: unknown, currency: string): Money | undefined | Unreadable {
  if (typeof raw === 'string' && raw.trim() === '') return undefined
  if (isMoney(raw)) return new MappedMoney(raw.amountMinor, raw.currency, raw.exact)
  const text = decimalText(raw)
  if (text === undefined) return unreadable(raw, 'amount')
  const exponent = exponentOf(currency)
  const minor = minorOf(text, exponent)
  if (minor === undefined) return unreadable(raw, 'amount')
  return new MappedMoney(
    minor,
    currency,
    hasMoreDecimals(text, exponent) ? text.replace(/0+$/, '') : undefined,
  )
}

function hasMoreDecimals(text: string, exponent: number): boolean {
  const point = text.indexOf('.')
  if (point < 0) return false
  for (let at = text.length - 1; at > point + exponent; at--) if (text[at] !== '0') return true
  return false
}

const percent = /^([+-]?\d+(?:\.\d+)?)\s*%$/

/** The same, or with `%` a change of another price, as `-10%`. */
export function priceOf(raw: unknown, currency: string): Money | PercentChange | undefined | Unreadable {
  if (typeof raw === 'string') {
    const changePercent = percent.exec(raw.trim())?.[1]
    if (changePercent !== undefined) return { changePercent: changePercent.replace(/^\+/, '') }
  }
  return moneyOf(raw, currency)
}

/** The amount in minor units, for comparing prices of one product; undefined where it cannot be read. */
export function comparable(raw: unknown, currency: string): number | undefined {
  const money = moneyOf(raw, currency)
  return money instanceof Unreadable ? undefined : money?.amountMinor
}

function isMoney(raw: unknown): raw is Money {
  if (typeof raw !== 'object' || raw === null || !('amountMinor' in raw) || !('currency' in raw)) return false
  return Number.isSafeInteger(raw.amountMinor) && typeof raw.currency === 'string'
}
