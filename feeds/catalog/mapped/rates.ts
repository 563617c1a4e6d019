/** Exchange rates out of a shop's table. */
import { readCell } from './cell.js'
import { columnsRead, sourcesOf } from './mentions.js'
import { rowsOf, type Shop } from './rows-query.js'
import { readable } from './unreadable.js'
import { decimalText } from './values/decimal.js'

/** By currency in capitals; rows without a rate are none. */
export async function readRates(shop: Shop): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const { rates } = shop.mapping
  const source = sourcesOf(shop.mapping).find(({ rows }) => rows === rates)
  if (!rates || !source) return found
  const [currency, rate] = [readCell(rates.currency), readCell(rates.rate)]
  const rows: Record<string, unknown>[] = await readable(
    source.path,
    rowsOf(shop, rates, columnsRead(source)),
  )
  for (const row of rows) {
    const text = decimalText(rate(row, row))
    if (text !== undefined && Number(text) > 0)
      found.set(String(currency(row, row)).trim().toUpperCase(), text)
  }
  return found
}
