/** Several prices of a product, of which one holds at a time. */
import { type RawRow, type ReadCell, readCell } from '../cell.js'
import { childRows, rowsFor } from '../child-rows.js'
import type { Draft } from '../draft.js'
import type { PriceRows } from '../mapping.js'
import type { Path } from '../mistake.js'
import type { Clocks } from '../slot.js'
import type { SourceColumns } from '../source-columns.js'
import type { InstantReader } from '../values/instant.js'
import { comparable } from '../values/money.js'
import { Unreadable, unreadable } from '../values/unreadable.js'
import type { Part } from './part.js'

/** A price that a row offers, once it could be read. */
interface Offer {
  readonly raw: unknown
  readonly amount: number
  readonly priority: number
  readonly startsAt: number | undefined
  readonly endsAt: number | undefined
}

export function pricePart(
  path: Path,
  rows: PriceRows,
  columns: readonly string[] | undefined,
  there: SourceColumns,
  clocks: Clocks,
  nowAt: number,
): Part {
  const offerOf = offerReader(rows, there, clocks)
  const isSale = rows.gives === 'salePrice'
  return {
    async forPage(shop, _products, ids) {
      const found = await childRows(shop, { path, rows, column: rows.product, columns }, ids)
      return (draft, product, id) => {
        let best: Offer | undefined
        for (const row of rowsFor(found, id)) {
          const offer = offerOf(row, product, draft)
          if (offer && canHold(offer, nowAt, isSale) && (!best || isBefore(offer, best, nowAt))) best = offer
        }
        if (!best) return
        draft.cells[rows.gives] = best.raw
        if (!isSale) return
        draft.cells.saleStartsAt = best.startsAt
        draft.cells.saleEndsAt = best.endsAt
      }
    },
  }
}

const hasBegun = ({ startsAt }: Offer, nowAt: number): boolean => startsAt === undefined || startsAt <= nowAt

// A sale is told with its dates, so that one to come may be told; any other price is told as the one of today.
const canHold = (offer: Offer, nowAt: number, isSale: boolean): boolean =>
  (offer.endsAt === undefined || offer.endsAt > nowAt) && (isSale || hasBegun(offer, nowAt))

function isBefore(one: Offer, other: Offer, nowAt: number): boolean {
  const holds = hasBegun(one, nowAt)
  if (holds !== hasBegun(other, nowAt)) return holds
  if (!holds && one.startsAt !== other.startsAt) return Number(one.startsAt) < Number(other.startsAt)
  if (one.priority !== other.priority) return one.priority < other.priority
  return one.amount < other.amount
}

type ReadOffer = (row: RawRow, product: RawRow, draft: Draft) => Offer | undefined

function offerReader(rows: PriceRows, there: SourceColumns, clocks: Clocks): ReadOffer {
  const price: ReadCell = readCell(rows.price)
  const clockOf = (column: string) => (there.isTimestamp(column) ? clocks.utc : clocks.local)
  const start = dateReader(rows.from, ({ start }) => start)
  const end = dateReader(rows.to, (readers) => (rows.includesLastDay === false ? readers.start : readers.end))
  const priority = rows.priority === undefined ? undefined : readCell(rows.priority)

  function dateReader(column: string | undefined, choose: (readers: Clocks['local']) => InstantReader) {
    if (column === undefined) return () => undefined
    const [read, instant] = [readCell(column), choose(clockOf(column))]
    return (row: RawRow) => {
      const raw = read(row, row)
      return raw === null ? undefined : instant(raw)
    }
  }

  return (row, product, draft) => {
    const raw = price(row, product)
    if (raw === null || raw === undefined || raw === '') return undefined
    const [startsAt, endsAt] = [start(row), end(row)]
    for (const read of [raw, startsAt, endsAt]) {
      if (!(read instanceof Unreadable)) continue
      draft.flaw(rows.gives, read.problem)
      return undefined
    }
    const amount = amountOf(raw, draft)
    if (amount === undefined) {
      draft.flaw(rows.gives, unreadable(raw, 'amount').problem)
      return undefined
    }
    const rank = priority === undefined ? 0 : Number(priority(row, product) ?? 0)
    return {
      raw,
      amount,
      priority: rank,
      startsAt: startsAt as number | undefined,
      endsAt: endsAt as number | undefined,
    }
  }
}

// A change in per cent stands before every amount that is no change: it cannot be told here which is lower.
function amountOf(raw: unknown, draft: Draft): number | undefined {
  if (typeof raw === 'string' && raw.endsWith('%')) {
    const change = Number.parseFloat(raw)
    return Number.isNaN(change) ? undefined : change - Number.MAX_SAFE_INTEGER
  }
  return comparable(raw, draft.currencyOrShops)
}
