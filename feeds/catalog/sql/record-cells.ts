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
  const records: PartValues[] = []
  for (const [at, entry] of list.entries()) {
    const record = recordOf(entry, parts, currency)
    if (record instanceof UnreadableCell) return new UnreadableCell(`record ${at + 1}: ${record.problem}`)
    records.push(record)
  }
  return records.length > 0 ? records : undefined
}

function recordOf(entry: unknown, parts: Parts, currency: string): PartValues | UnreadableCell {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    return unreadable(JSON.stringify(entry), 'is no JSON object')
  const record: Record<string, unknown> = {}
  for (const [part, value] of Object.entries(entry)) {
    const kind = Object.hasOwn(parts, part) ? parts[part] : undefined
    if (kind === undefined)
      return unreadable(part, `is no part of it; it has ${Object.keys(parts).join(', ')}`)
    if (value === null) continue
    const read = readers[kind](value, currency)
    if (read instanceof UnreadableCell) return new UnreadableCell(`${part}: ${read.problem}`)
    record[part] = read
  }
  return record
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
