/** Cells that hold a list of records: JSON, as `[{"name": "Steel", "value": "18/8"}]`. */
import type { Parts } from '../attributes.js'
import { amountOf, flagOf, instantOf, measureOf, wholeOf } from './plain-cells.js'
import { UnreadableCell, unreadable } from './unreadable-cell.js'

type PartValues = Readonly<Record<string, unknown>>

const readers: Readonly<Record<Parts[string], (value: unknown, currency: string) => unknown>> = {
  text: textOf,
  flag: flagOf,
  whole: wholeOf,
  instant: instantOf,
  amount: amountOf,
  measure: measureOf,
}

/** The records; nothing for an empty list. What is wrong with one of them is wrong with the cell. */
export function recordsOf(
  text: string,
  parts: Parts,
  currency: string,
): readonly PartValues[] | UnreadableCell | undefined {
  if (text.trim() === '') return undefined
  const list = parse(text)
  if (!Array.isArray(list)) return unreadable(text, 'is no JSON list')
  for (let at = 0; at < list.length; at++) {
    const fault = readRecord(list[at], parts, currency)
    if (fault !== undefined) return new UnreadableCell(`record ${at + 1}: ${fault.problem}`)
  }
  return list.length > 0 ? list : undefined
}

/** Reads the values in their places: the object was made for us alone, and most of them are right already. */
function readRecord(record: unknown, parts: Parts, currency: string): UnreadableCell | undefined {
  if (typeof record !== 'object' || record === null || Array.isArray(record))
    return unreadable(JSON.stringify(record), 'is no JSON object')
  const values = record as Record<string, unknown>
  for (const part of Object.keys(values)) {
    const kind = Object.hasOwn(parts, part) ? parts[part] : undefined
    if (kind === undefined)
      return unreadable(part, `is no part of it; it has ${Object.keys(parts).join(', ')}`)
    const value = values[part]
    if (kind === 'text' && typeof value === 'string') continue
    const read = value === null ? undefined : readers[kind](value, currency)
    if (read instanceof UnreadableCell) return new UnreadableCell(`${part}: ${read.problem}`)
    if (read !== value) values[part] = read
  }
  return undefined
}

/** Numbers stand in JSON without quotes, and are meant as they are written. */
function textOf(value: unknown): string | UnreadableCell {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : unreadable(JSON.stringify(value), 'is no text')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
