/** Cells that hold one value: numbers, flags, amounts, sizes and lists of lines. */
import type { Measure, Money } from '../product.js'
import { type UnreadableCell, unreadable } from './unreadable-cell.js'

// A class instead of literals: see product-of.ts.
export class CellMoney implements Money {
  readonly amountMinor: number
  readonly currency: string

  constructor(amountMinor: number, currency: string) {
    this.amountMinor = amountMinor
    this.currency = currency
  }
}

// As above.
class CellMeasure implements Measure {
  readonly value: number
  readonly unit: string

  constructor(value: number, unit: string) {
    this.value = value
    this.unit = unit
  }
}

export const wholeOf = (cell: unknown): number | UnreadableCell =>
  Number.isSafeInteger(cell) ? (cell as number) : unreadable(cell, 'is no whole number')

/** A date that a form gave is a text in SQLite; no channel could tell a year of five digits. */
export const instantOf = (cell: unknown): number | UnreadableCell =>
  Number.isSafeInteger(cell) ? (cell as number) : unreadable(cell, 'are no milliseconds since 1970')

export const flagOf = (cell: unknown): boolean | UnreadableCell =>
  cell === 1 || cell === true
    ? true
    : cell === 0 || cell === false
      ? false
      : unreadable(cell, 'is neither 1 nor 0')

export const amountOf = (cell: unknown, currency: string): Money | UnreadableCell =>
  Number.isSafeInteger(cell)
    ? new CellMoney(cell as number, currency)
    : unreadable(cell, `is no whole number of minor units of ${currency}`)

const measure = /^([+-]?(?:\d+(?:\.\d+)?|\.\d+))\s*([^\d\s.,+-].*)$/

/** `1.5 kg`; nothing where the text is blank. */
export function measureOf(cell: unknown): Measure | UnreadableCell | undefined {
  const text = String(cell).trim()
  if (text === '') return undefined
  const [, number, unit] = measure.exec(text) ?? []
  return number === undefined || unit === undefined
    ? unreadable(cell, 'is no number with a unit, as “1.5 kg”')
    : new CellMeasure(Number(number), unit)
}

/** The lines that are not blank. */
export function linesOf(text: string): readonly string[] | undefined {
  const found = text.split('\n')
  // As they usually are; filtering would make a second array, and a literal has the fault told of in product-of.ts.
  if (found.every(isTrimmed)) return found
  const kept = found.map((line) => line.trim()).filter((line) => line !== '')
  return kept.length > 0 ? kept : undefined
}

/** Lines whose number means something: blank ones stay, as '', unless nothing follows. */
export function placedLinesOf(text: string): readonly string[] | undefined {
  const found = text.trimEnd().split('\n')
  const kept = found.every(isTrimmed) ? found : found.map((line) => line.trim())
  return kept.length === 1 && kept[0] === '' ? undefined : kept
}

const isTrimmed = (line: string): boolean => line !== '' && line.trim() === line
