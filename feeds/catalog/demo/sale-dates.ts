/** When the demo's sales are on and its orders arrive: fixed within a month, so that planting again changes nothing. */
import type { SaleTime } from './demo-product.js'

const dayMs = 86_400_000

export interface SaleDates {
  readonly startsAt: number | null
  readonly endsAt: number | null
}

/** Dates that hold what they say for the whole month (of UTC) in which `nowMs` lies. */
export function saleDates(time: SaleTime, nowMs: number): SaleDates {
  const now = new Date(nowMs)
  const monthStart = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1)
  const nextMonth = dayOfNextMonth(0, nowMs)
  switch (time) {
    case 'running':
      return { startsAt: monthStart - 3 * dayMs, endsAt: nextMonth + 14 * dayMs }
    case 'over':
      return { startsAt: monthStart - 40 * dayMs, endsAt: monthStart - 10 * dayMs }
    case 'upcoming':
      return { startsAt: nextMonth + 5 * dayMs, endsAt: nextMonth + 19 * dayMs }
    case 'backwards':
      return { startsAt: nextMonth + 14 * dayMs, endsAt: monthStart }
    case 'always':
      return { startsAt: null, endsAt: null }
  }
}

/** So many days after the month (of UTC) in which `nowMs` lies. */
export function dayOfNextMonth(days: number, nowMs: number): number {
  const now = new Date(nowMs)
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1 + days)
}
