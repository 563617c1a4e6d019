/** Tax to add to prices that are stored without: one table of classes, read whole. */
import type { TaxPercents } from '../../money.js'
import { readCell } from '../cell.js'
import { idOf } from '../child-rows.js'
import type { TaxRows } from '../mapping.js'
import { rowsOf, type Shop } from '../rows-query.js'
import { readable } from '../unreadable.js'
import { decimalText, parseDecimal, plus } from '../values/decimal.js'
import type { Part } from './part.js'

/** Products of one class share one object, so that what is made of it can be kept. */
export async function taxPart(
  shop: Shop,
  rows: TaxRows,
  columns: readonly string[] | undefined,
): Promise<Part> {
  const { by } = rows
  const classes = await classesOf(shop, rows, columns)
  return {
    forPage: async () => (draft, product) => {
      const taxClass = idOf(product[by])
      if (taxClass === undefined) return
      const percents = classes.get(String(taxClass))
      if (percents) draft.cells.taxToAdd = percents
    },
  }
}

async function classesOf(
  shop: Shop,
  rows: TaxRows,
  columns: readonly string[] | undefined,
): Promise<ReadonlyMap<string, TaxPercents>> {
  const classes = new Map<string, Record<string, string>>()
  const [taxClass, country, percent] = [readCell(rows.class), readCell(rows.country), readCell(rows.percent)]
  for (const row of await readable<Record<string, unknown>[]>(['tax'], rowsOf(shop, rows, columns))) {
    const name = String(taxClass(row, row))
    const code = String(country(row, row)).trim().toUpperCase()
    const added = parseDecimal(decimalText(percent(row, row)) ?? '')
    if (!/^[A-Z]{2}$/.test(code) || !added) continue
    const percents = classes.get(name) ?? {}
    const before = parseDecimal(percents[code] ?? '0') ?? { digits: 0n, scale: 0 }
    percents[code] = plus(before, added)
    classes.set(name, percents)
  }
  return classes
}
