/** Money: how amounts are told, and how they are changed into another currency; integers throughout. */
import type { Money } from '../catalog/product.js'
import { exponentOf } from './currency.js'

/**
 * Google and Meta read at most two decimals (https://support.google.com/merchants/answer/6324371),
 * so the three of a dinar are rounded to two.
 */
const mostDecimals = 2

/** The decimals in which a feed tells amounts of a currency. */
const decimalsOf = (currency: string): number => Math.min(exponentOf(currency), mostDecimals)

/** The amount that the feed tells, in units of its last decimal; what is compared must be compared so. */
export function toldAmount({ amountMinor, currency }: Money): number {
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError('An amount is an integer of minor units')
  return exponentOf(currency) > mostDecimals ? Math.floor((amountMinor + 5) / 10) : amountMinor
}

/** `15.00 USD`, `1500 JPY`, `1.24 KWD`: a point, no grouping, rounded half up where there are three decimals. */
export function formatPrice(money: Money): string {
  const told = toldAmount(money)
  if (decimalsOf(money.currency) === 0) return `${told} ${money.currency}`
  const size = Math.abs(told)
  const cents = size % 100
  const text = `${(size - cents) / 100}${cents < 10 ? '.0' : '.'}${cents} ${money.currency}`
  return told < 0 ? `-${text}` : text
}

/** A decimal number kept exactly: `digits` / 10^`scale`. */
export interface Rate {
  readonly digits: bigint
  readonly scale: number
}

const decimal = /^(\d{1,18})(?:\.(\d{1,18}))?$/

/** Reads a rate such as `1.0842`; undefined for what is no positive decimal number. Once per build, not per price. */
export function parseRate(text: string): Rate | undefined {
  const match = decimal.exec(text.trim())
  if (match === null) return undefined
  const fraction = (match[2] ?? '').replace(/0+$/, '')
  const digits = BigInt(`${match[1]}${fraction}`)
  return digits === 0n ? undefined : { digits, scale: fraction.length }
}

const signed = /^([+-]?)(.*)$/s

/** Reads per cents such as `19`, `8.875` or `-10`; undefined for what is no number, and for a loss of all or more. */
export function parsePercent(text: string): Rate | undefined {
  const [, sign, size = ''] = signed.exec(text.trim()) ?? []
  const rate = /^0+(?:\.0+)?$/.test(size) ? { digits: 0n, scale: 0 } : parseRate(size)
  if (rate === undefined || sign !== '-') return rate
  return rate.digits < 100n * 10n ** BigInt(rate.scale) ? { ...rate, digits: -rate.digits } : undefined
}

/** `money` and so many per cent of it on top, rounded half up; throws where the result is no safe integer. */
export function changeByPercent(money: Money, percent: Rate): Money {
  const hundred = 100n * 10n ** BigInt(percent.scale)
  return convert(money, { digits: hundred + percent.digits, scale: 0 }, money.currency, {
    digits: hundred,
    scale: 0,
  })
}

const one: Rate = { digits: 1n, scale: 0 }

/**
 * `money` times `rate`, divided by `per`, in `toCurrency`; rounded half up to its exponent.
 * Throws where the result is no safe integer.
 */
export function convert(money: Money, rate: Rate, toCurrency: string, per: Rate = one): Money {
  const { digits, scale } = exactOf(money)
  const shift = exponentOf(toCurrency) - scale - rate.scale + per.scale
  const product = digits * rate.digits
  const amount = Number(
    shift >= 0
      ? divideHalfUp(product * 10n ** BigInt(shift), per.digits)
      : divideHalfUp(product, per.digits * 10n ** BigInt(-shift)),
  )
  if (!Number.isSafeInteger(amount)) throw new RangeError('An amount is too large')
  return { amountMinor: amount, currency: toCurrency }
}

function exactOf({ exact, amountMinor, currency }: Money): Rate {
  const decimals = exact === undefined ? undefined : parseRate(exact)
  return decimals ?? { digits: BigInt(amountMinor), scale: exponentOf(currency) }
}

/** `convert` straight to the decimals that a feed tells: rounding a dinar twice would make 39.6746 into 39.68. */
export function exchange(money: Money, rate: Rate, toCurrency: string, per: Rate): Money {
  const untold = exponentOf(toCurrency) - decimalsOf(toCurrency)
  if (untold === 0) return convert(money, rate, toCurrency, per)
  const step = 10 ** untold
  const { amountMinor } = convert(money, rate, toCurrency, { ...per, digits: per.digits * BigInt(step) })
  return { amountMinor: amountMinor * step, currency: toCurrency }
}

function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const doubled = 2n * dividend + divisor
  const quotient = doubled / (2n * divisor)
  // BigInt division truncates; below zero that is upwards, one too many unless it came out even.
  return doubled < 0n && doubled % (2n * divisor) !== 0n ? quotient - 1n : quotient
}
