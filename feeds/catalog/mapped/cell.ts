/** A cell of a mapping as a function that reads a row; made once, so that rows cost no decisions. */
import type { Cell, ColumnCell, Row } from './mapping.js'
import { Unreadable } from './values/unreadable.js'

/** A row as the driver gave it. */
export type RawRow = Readonly<Record<string, unknown>>

/** The cell's value: null where there is none; Unreadable where the mapping does not know it. */
export type ReadCell = (row: RawRow, product: RawRow) => unknown

export function readCell(cell: Cell): ReadCell {
  if (typeof cell === 'function') return (row, product) => called(cell, row, product)
  if (typeof cell === 'string') return (row) => plain(row[cell])
  return readColumn(cell)
}

function called(cell: Exclude<Cell, string | ColumnCell>, row: RawRow, product: RawRow): unknown {
  try {
    return cell(row as Row, product as Row) ?? null
  } catch (error) {
    return new Unreadable(
      `the mapping's function threw: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

function readColumn({ column, before = '', after = '', values, otherwise }: ColumnCell): ReadCell {
  const words = values && new Map(Object.entries(values))
  const isWrapped = before !== '' || after !== ''
  const translated = (raw: unknown): unknown => {
    if (words === undefined) return raw
    const word = words.get(raw === null ? '' : String(raw)) ?? otherwise
    if (word !== undefined || raw === null || raw === '') return word ?? null
    return new Unreadable(`${JSON.stringify(String(raw))} is none of the mapping's values for ${column}`)
  }
  const wrapped = (value: unknown): unknown =>
    value === null || value === '' || value instanceof Unreadable ? value : `${before}${value}${after}`
  if (words === undefined && !isWrapped) return (row) => plain(row[column])
  return (row) => (isWrapped ? wrapped(translated(plain(row[column]))) : translated(plain(row[column])))
}

/** Bytes as the text they hold, or of a BIT column as their number; JSON that the driver parsed as its text again. */
function plain(raw: unknown): unknown {
  if (typeof raw !== 'object') return raw ?? null
  if (raw === null || raw instanceof Date) return raw
  if (!(raw instanceof Uint8Array)) return JSON.stringify(raw)
  const [first = 0] = raw
  return raw.length === 1 && first < 2 ? first : Buffer.from(raw).toString()
}
