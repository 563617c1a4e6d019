/** Walking a catalog page by page: the next page is fetched while this one is used, and a faulty source is caught. */
import { AppError } from '../../src/kernel.js'
import type { Catalog, Filter } from '../catalog/contract.js'
import type { Product, ProductKey } from '../catalog/product.js'
import { answerWithin } from './patience.js'
import { createSeenIds, type SeenIds } from './seen-ids.js'

export interface WalkOptions {
  /** Products asked for at a time; as the catalog would rather, or 500, unless given. */
  readonly pageSize?: number
  /** How long one page may take. */
  readonly pageLimitMs: number
  readonly signal: AbortSignal
}

const usualPageSize = 500

/** The pages of a catalog in key order; throws CATALOG_… where the source hangs, repeats itself or is out of order. */
export async function* walk(
  catalog: Catalog,
  filter: Filter,
  { pageSize = catalog.pageSize ?? usualPageSize, pageLimitMs, signal }: WalkOptions,
): AsyncGenerator<readonly Product[]> {
  const leaving = new AbortController()
  const asked = AbortSignal.any([signal, leaving.signal])
  const ask = (after: ProductKey | null) => {
    const page = answerWithin(
      pageLimitMs,
      asked,
      () => catalog.page(after, pageSize, filter, asked),
      () => tooSlow('a page', pageLimitMs),
    )
    // Awaited only after the page before it was used; a rejection until then is not unhandled.
    page.catch(() => {})
    return page
  }
  try {
    let last: ProductKey | null = null
    // An order that we cannot know shows a source that goes in circles by a key that comes again.
    const seen = catalog.ordersByItself ? createSeenIds() : undefined
    for (let next = ask(null); ; ) {
      const page: readonly Product[] = await next
      const end = page.at(-1)
      if (!end) return
      if (seen === undefined) checkOrder(last, page)
      else checkNovelty(seen, page)
      last = end.key
      next = ask(last)
      yield page
    }
  } finally {
    leaving.abort()
  }
}

function checkOrder(last: ProductKey | null, page: readonly Product[]): void {
  let before = last
  for (const { key } of page) {
    if (before !== null && !isAfter(key, before)) throw outOfOrder(key, before)
    before = key
  }
}

function checkNovelty(seen: SeenIds, page: readonly Product[]): void {
  for (const { key } of page) {
    if (!seen.add(String(key))) throw outOfOrder(key, key)
  }
}

const surrogate = /[\ud800-\udfff]/

// By code point, as databases order; JavaScript's own order is that of UTF-16 units and differs beyond the surrogates.
// Taking either for ascending would let a source go round between two such keys for ever.
function isAfter(key: ProductKey, before: ProductKey): boolean {
  if (typeof key === 'number' || typeof before === 'number')
    return typeof key === typeof before && key > before
  if (surrogate.test(key) || surrogate.test(before))
    return Buffer.compare(Buffer.from(key), Buffer.from(before)) > 0
  return key > before
}

function outOfOrder(key: ProductKey, before: ProductKey): AppError {
  return new AppError(
    'CATALOG_OUT_OF_ORDER',
    'unavailable',
    key === before
      ? `The catalog gave the product with key ${JSON.stringify(key)} twice; a page must begin behind the key it is asked for.`
      : `The catalog gave key ${JSON.stringify(key)} behind ${JSON.stringify(before)}; pages must be in ascending key order.`,
  )
}

/** The catalog's answer did not come; `what` as `a page`. */
export function tooSlow(what: string, limitMs: number): AppError {
  return new AppError(
    'CATALOG_SLOW',
    'unavailable',
    `The catalog did not give ${what} within ${limitMs / 1000} seconds; look at the database behind it, or raise XML_FEEDS.PAGE_LIMIT_SECONDS.`,
  )
}
