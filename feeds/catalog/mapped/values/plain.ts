/** What a cell holds as a text, flag, whole number, measure or one of the known words; `undefined` where it is empty. */
import type { Measure } from '../../attributes.js'
import { isCurrency } from '../../currency.js'
import type { Availability, Condition } from '../../product.js'
import { decimalText, parseDecimal } from './decimal.js'
import { Unreadable, unreadable } from './unreadable.js'

export type Reading<T> = T | undefined | Unreadable

/** Texts as they are, entities and tags included; only empty ones are none. */
export function textOf(raw: unknown): Reading<string> {
  if (typeof raw === 'string') return raw === '' || raw.trim() === '' ? undefined : raw
  if (typeof raw === 'number' || typeof raw === 'bigint') return String(raw)
  return unreadable(raw, 'text')
}

const yes: ReadonlySet<string> = new Set(['1', 'true', 'yes', 'y', 'on', 't'])
const no: ReadonlySet<string> = new Set(['0', 'false', 'no', 'n', 'off', 'f'])

export function flagOf(raw: unknown): Reading<boolean> {
  if (typeof raw === 'boolean') return raw
  const word = String(raw).trim().toLowerCase()
  if (yes.has(word)) return true
  if (no.has(word)) return false
  return word === '' ? undefined : unreadable(raw, 'yes or no')
}

/** `5` and `5.0000` are whole, `5.5` is not. */
export function wholeOf(raw: unknown): Reading<number> {
  if (typeof raw === 'number' && Number.isSafeInteger(raw)) return raw
  const text = decimalText(raw)
  if (text === '') return undefined
  const value = text !== undefined && parseDecimal(text) !== undefined ? Number(text) : Number.NaN
  return Number.isSafeInteger(value) ? value : unreadable(raw, 'whole number')
}

const withUnit = /^([\d.]+)\s*([^\d\s.].*)$/

/** `1.5 kg`, or a number whose unit the mapping tells; 0 is what tables say where nobody measured. */
export function measureOf(raw: unknown, unit: string | undefined): Reading<Measure> {
  if (isMeasure(raw)) return raw.value > 0 ? raw : undefined
  const text = decimalText(raw)
  if (text === '') return undefined
  const match = text === undefined ? null : withUnit.exec(text)
  const number = match?.[1] ?? text ?? ''
  const value = parseDecimal(number) === undefined ? Number.NaN : Number(number)
  if (value === 0) return undefined
  if (!(value > 0)) return unreadable(raw, 'measure')
  const own = match?.[2]?.trim() ?? unit
  return own === undefined || own === ''
    ? new Unreadable(`${JSON.stringify(number)} has no unit`)
    : { value, unit: own }
}

function isMeasure(raw: unknown): raw is Measure {
  if (typeof raw !== 'object' || raw === null || !('value' in raw) || !('unit' in raw)) return false
  return typeof raw.value === 'number' && Number.isFinite(raw.value) && typeof raw.unit === 'string'
}

const availabilities: readonly Availability[] = ['in_stock', 'out_of_stock', 'preorder', 'backorder']
const conditions: readonly Condition[] = ['new', 'refurbished', 'used']

const oneOf =
  <W extends string>(words: readonly W[], what: string) =>
  (raw: unknown): Reading<W> => {
    const said = String(raw).trim().toLowerCase().replaceAll(/[ -]/g, '_')
    const word = words.find((known) => known === said)
    if (word !== undefined || said === '') return word
    return unreadable(raw, `${what} (${words.join(', ')})`)
  }

export const availabilityOf = oneOf(availabilities, 'availability')
export const conditionOf = oneOf(conditions, 'condition')

/** A currency of ISO 4217, in capitals. */
export function currencyOf(raw: unknown): Reading<string> {
  const code = String(raw).trim().toUpperCase()
  if (code === '') return undefined
  return isCurrency(code) ? code : unreadable(raw, 'currency of ISO 4217')
}
