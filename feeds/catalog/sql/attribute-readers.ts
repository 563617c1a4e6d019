/** What a view of our tables knows of reading cells: one reader for each column that holds more than a text. */
import type { Attribute, AttributeName, RecordsAttribute } from '../attributes.js'
import { attributeColumns } from './attribute-columns.js'
import { amountOf, flagOf, instantOf, linesOf, measureOf, placedLinesOf, wholeOf } from './plain-cells.js'
import { Recall } from './recall.js'
import { recordsOf } from './record-cells.js'

/** Gives the value, nothing, or an `UnreadableCell`; the cell is not null. */
export type ReadCell = (cell: unknown, currency: string) => unknown

export interface AttributeReader {
  readonly name: AttributeName
  readonly column: string
  readonly read: ReadCell
}

/** Where a line's number matters: the first is `custom_label_0`. */
const placed: ReadonlySet<AttributeName> = new Set(['customLabels', 'customNumbers'])

/** A shop has a few currencies; a catalog can hold anything. */
const mostCurrencies = 50

/** Readers that remember what equal cells were read as; made once per view. Texts need none. */
export function createAttributeReaders(): readonly AttributeReader[] {
  return attributeColumns
    .filter(({ attribute }) => attribute.kind !== 'text')
    .map(({ name, attribute, column }) => ({ name, column, read: readerOf(name, attribute) }))
}

function readerOf(name: AttributeName, attribute: Attribute): ReadCell {
  switch (attribute.kind) {
    case 'flag':
      return flagOf
    case 'whole':
      return wholeOf
    case 'instant':
      return instantOf
    case 'amount':
      return amountOf
    case 'measure':
      return recalled(measureOf)
    case 'texts':
      return recalled(placed.has(name) ? placedLinesOf : linesOf)
    case 'records':
      return recordsReader(attribute)
    case 'text':
      return (cell) => cell
  }
}

function recalled(read: (text: string) => unknown): ReadCell {
  const recall = new Recall(read)
  return (cell) => recall.of(String(cell))
}

function recordsReader({ parts }: RecordsAttribute): ReadCell {
  if (!Object.values(parts).includes('amount')) return recalled((text) => recordsOf(text, parts, ''))
  const byCurrency = new Map<string, Recall<unknown>>()
  return (cell, currency) => {
    let recall = byCurrency.get(currency)
    if (recall === undefined) {
      recall = new Recall((text) => recordsOf(text, parts, currency))
      if (byCurrency.size >= mostCurrencies) byCurrency.clear()
      byCurrency.set(currency, recall)
    }
    return recall.of(String(cell))
  }
}
