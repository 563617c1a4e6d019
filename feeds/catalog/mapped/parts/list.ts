/** Lists of a product, one row or more of a table each: further pictures, technical facts, labels. */
import type { Parts } from '../../attributes.js'
import { type RawRow, type ReadCell, readCell } from '../cell.js'
import { childRows, rowsFor } from '../child-rows.js'
import type { Draft } from '../draft.js'
import type { ListProperty, ListRows } from '../mapping.js'
import type { Path } from '../mistake.js'
import { keepsEmptyPlaces, listKinds } from '../property.js'
import { recordReader } from '../record.js'
import type { Clocks } from '../slot.js'
import { textOf } from '../values/plain.js'
import { Unreadable } from '../values/unreadable.js'
import type { Part } from './part.js'

export function listPart(
  path: Path,
  property: ListProperty,
  rows: ListRows,
  columns: readonly string[] | undefined,
  clocks: Clocks,
): Part {
  const kind = listKinds.get(property) ?? 'texts'
  const collect = kind === 'texts' ? texts(property, rows) : records(property, rows, kind, clocks)
  const children = { path, rows, column: rows.product, columns, order: rows.order }
  return {
    async forPage(shop, _products, ids) {
      const found = await childRows(shop, children, ids)
      return (draft, product, id) => {
        const values: unknown[] = []
        for (const row of rowsFor(found, id)) collect(values, row, product, draft)
        if (values.length > 0) draft.cells[property] = values
      }
    },
  }
}

type Collect = (values: unknown[], row: RawRow, product: RawRow, draft: Draft) => void

/** What a cell gives, one by one where a function gave a list. */
function each(read: ReadCell, row: RawRow, product: RawRow, take: (raw: unknown) => void): void {
  const given = read(row, product)
  if (Array.isArray(given)) for (const one of given) take(one)
  else take(given)
}

function texts(property: ListProperty, rows: ListRows): Collect {
  const read = readCell(rows.value ?? (() => null))
  const keepsEmpty = keepsEmptyPlaces.has(property)
  return (values, row, product, draft) =>
    each(read, row, product, (raw) => {
      const text =
        raw === null || raw === undefined ? undefined : raw instanceof Unreadable ? raw : textOf(raw)
      if (text instanceof Unreadable) draft.flaw(property, text.problem)
      if (typeof text === 'string') values.push(text)
      else if (keepsEmpty) values.push('')
    })
}

function records(property: ListProperty, rows: ListRows, kinds: Parts, clocks: Clocks): Collect {
  const recordOf = recordReader(property, kinds, clocks)
  if (rows.parts) {
    const parts = Object.entries(rows.parts).map(([name, cell]) => [name, readCell(cell)] as const)
    return (values, row, product, draft) => {
      const given: Record<string, unknown> = {}
      for (const [name, read] of parts) given[name] = read(row, product)
      const record = recordOf(given, draft)
      if (record) values.push(record)
    }
  }
  const read = readCell(rows.value ?? (() => null))
  return (values, row, product, draft) =>
    each(read, row, product, (raw) => {
      if (raw === null || raw === undefined) return
      const record = recordOf(raw, draft)
      if (record) values.push(record)
    })
}
