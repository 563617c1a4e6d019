/** A slot: how one property of a product is read out of one row. */

import { type RawRow, type ReadCell, readCell } from './cell.js'
import type { Cells, ColumnCell, Property } from './mapping.js'
import { type ValueKind, valueKinds } from './property.js'
import type { SourceColumns } from './source-columns.js'
import type { InstantReaders } from './values/instant.js'
import {
  availabilityOf,
  conditionOf,
  currencyOf,
  flagOf,
  measureOf,
  textOf,
  wholeOf,
} from './values/plain.js'
import { Unreadable } from './values/unreadable.js'

/** What a row says: a value, nothing, or something that cannot be read. */
export type Read = (row: RawRow, product: RawRow) => unknown

export interface Slot {
  readonly property: Property
  readonly read: Read
}

/** How dates are read: those of the tables' own time zone, and those of columns that hold instants of UTC. */
export interface Clocks {
  readonly local: InstantReaders
  readonly utc: InstantReaders
}

/** Amounts stay as the tables tell them: their currency may stand in another table, and variants add to them. */
export function slotsOf(cells: Cells, columns: SourceColumns, clocks: Clocks): readonly Slot[] {
  return [...valueKinds].flatMap(([property, kind]) => {
    const cell = cells[property]
    if (cell === undefined) return []
    const column = typeof cell === 'string' ? cell : typeof cell === 'function' ? undefined : cell.column
    const instants = column !== undefined && columns.isTimestamp(column) ? clocks.utc : clocks.local
    const unit = typeof cell === 'object' ? unitOf(cell.unit) : undefined
    return [{ property, read: reading(readCell(cell), kind, instants, unit) }]
  })
}

type Convert = (raw: unknown) => unknown

function reading(
  read: ReadCell,
  kind: ValueKind,
  instants: InstantReaders,
  unit: ReadCell | undefined,
): Read {
  if (kind === 'measure') {
    return (row, product) => {
      const raw = read(row, product)
      if (raw === null || raw instanceof Unreadable) return raw ?? undefined
      const own = unit?.(row, product)
      if (own instanceof Unreadable) return own
      return measureOf(raw, own === undefined || own === null ? undefined : String(own))
    }
  }
  const convert = converts(instants)[kind]
  return (row, product) => {
    const raw = read(row, product)
    if (raw === null || raw === undefined) return undefined
    return raw instanceof Unreadable ? raw : convert(raw)
  }
}

function unitOf(unit: string | ColumnCell | undefined): ReadCell | undefined {
  if (unit === undefined) return undefined
  return typeof unit === 'string' ? () => unit : readCell(unit)
}

const asItIs = (raw: unknown): unknown => (raw === '' ? undefined : raw)

const converts = (instants: InstantReaders): Readonly<Record<Exclude<ValueKind, 'measure'>, Convert>> => ({
  text: textOf,
  flag: flagOf,
  whole: wholeOf,
  instant: instants.start,
  end: instants.end,
  amount: asItIs,
  price: asItIs,
  availability: availabilityOf,
  condition: conditionOf,
  currency: currencyOf,
})
