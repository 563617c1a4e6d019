/** Attributes as cells of our own table: the way back from reading them. */
import type { Attribute, Attributes, Measure, Parts } from '../attributes.js'
import type { Money } from '../money.js'
import { attributeColumns } from './attribute-columns.js'
import type { AttributeCells, Cell } from './row.js'

/** A cell for every attribute but the quantity; amounts must be in the row's currency, which alone the row tells. */
export function attributeCells(attributes: Attributes): AttributeCells {
  const cells = attributeColumns
    .filter(({ column }) => column !== 'quantity')
    .map(({ name, attribute, column }) => [column, cellOf(attribute, attributes[name])])
  return Object.fromEntries(cells)
}

function cellOf(attribute: Attribute, value: unknown): Cell {
  if (value === undefined) return null
  switch (attribute.kind) {
    case 'texts':
      return (value as readonly string[]).join('\n')
    case 'flag':
      return Number(value)
    case 'records':
      return JSON.stringify(
        (value as readonly Readonly<Record<string, unknown>>[]).map((record) =>
          recordCell(attribute.parts, record),
        ),
      )
    default:
      return plainCell(attribute.kind, value) as Cell
  }
}

function recordCell(parts: Parts, record: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(record).map(([part, value]) => [part, value && plainCell(parts[part], value)]),
  )
}

function plainCell(kind: Attribute['kind'] | undefined, value: unknown): unknown {
  if (kind === 'amount') return (value as Money).amountMinor
  if (kind !== 'measure') return value
  const { value: size, unit } = value as Measure
  return `${size} ${unit}`
}
