/** What a build counts while it goes: items, what was left out and why, and when a sale will end. */
import type { Product } from '../catalog/product.js'
import type { Omission } from './omission.js'
import type { Report } from './snapshots.js'

export interface Tally {
  readonly products: number
  readonly items: number
  /** The first end of a sale after the build: then the feed is stale though nothing changed. */
  readonly staleAt: number | undefined
  readonly report: Report
  kept(product: Product): void
  leftOut(omission: Omission): void
}

const mostSamples = 100

export function createTally(builtAt: number): Tally {
  let items = 0
  let omitted = 0
  let staleAt = Number.POSITIVE_INFINITY
  const leftOut: Record<string, number> = {}
  const samples: Report['samples'][number][] = []
  return {
    get products() {
      return items + omitted
    },
    get items() {
      return items
    },
    get staleAt() {
      return staleAt === Number.POSITIVE_INFINITY ? undefined : staleAt
    },
    report: { leftOut, samples },
    kept({ salePrice, saleEndsAt }) {
      items++
      if (salePrice && saleEndsAt !== undefined && saleEndsAt > builtAt && saleEndsAt < staleAt)
        staleAt = saleEndsAt
    },
    leftOut({ productId, reason, field }) {
      omitted++
      leftOut[reason] = (leftOut[reason] ?? 0) + 1
      if (samples.length < mostSamples) samples.push({ productId, reason, ...(field && { field }) })
    },
  }
}
