/** When a product's item changes by itself, though nothing in the catalog does: a sale ends, a date passes. */
import type { Product } from '../catalog/product.js'

const dayMs = 86_400_000
/** As long as an open end of a sale is told from the other one (see `readSalePeriod`). */
const saleYearMs = 365 * dayMs
/** As far ahead as a preorder's date is told (see `readAvailableAt`). */
const preorderYearMs = 366 * dayMs

/** The first such instant after the build; infinity where there is none. A date that stays as it was told is none. */
export function nextChange(product: Product, builtAt: number): number {
  const { salePrice, availability } = product
  const expiresAt = instant(product.expiresAt)
  const availableAt = instant(product.availableAt)
  let next = Number.POSITIVE_INFINITY
  if (salePrice !== undefined) next = saleChange(product, builtAt)
  if (expiresAt !== undefined) next = sooner(next, expiresAt, builtAt)
  if (availableAt !== undefined && (availability === 'preorder' || availability === 'backorder')) {
    next = sooner(next, availableAt, builtAt)
    next = sooner(next, availableAt - preorderYearMs, builtAt)
  }
  return next
}

function saleChange(product: Product, builtAt: number): number {
  const never = Number.POSITIVE_INFINITY
  const saleStartsAt = instant(product.saleStartsAt)
  const saleEndsAt = instant(product.saleEndsAt)
  if (saleEndsAt !== undefined) {
    const end = sooner(never, saleEndsAt, builtAt)
    if (saleStartsAt !== undefined) return end
    return sooner(end, saleEndsAt - (wholeYears(saleEndsAt - builtAt) - 1) * saleYearMs, builtAt)
  }
  if (saleStartsAt === undefined) return never
  // The end that is told moves on by a year once the build has passed it.
  return sooner(never, saleStartsAt + wholeYears(builtAt - saleStartsAt) * saleYearMs + 1, builtAt)
}

// A driver's bigint is no instant to the fields either.
const instant = (at: number | undefined): number | undefined => (typeof at === 'number' ? at : undefined)

const sooner = (next: number, at: number, builtAt: number): number => (at > builtAt && at < next ? at : next)

const wholeYears = (spanMs: number): number => Math.max(1, Math.ceil(spanMs / saleYearMs))
