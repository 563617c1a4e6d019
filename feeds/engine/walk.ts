/** Walking a catalog page by page: the next page is fetched while this one is used, and a faulty source is caught. */
import { AppError } from '../../src/kernel.js'
import type { Catalog, Filter } from '../catalog/contract.js'
import type { Product, ProductKey } from '../catalog/product.js'

export interface WalkOptions {
  readonly pageSize: number
  /** How long one page may take. */
  readonly pageLimitMs: number
  readonly signal: AbortSignal
}

/** The pages of a catalog in key order; throws CATALOG_… where the source hangs, repeats itself or is out of order. */
export async function* walk(
  catalog: Catalog,
  filter: Filter,
  { pageSize, pageLimitMs, signal }: WalkOptions,
): AsyncGenerator<readonly Product[]> {
  const leaving = new AbortController()
  const asked = AbortSignal.any([signal, leaving.signal])
  const ask = (after: ProductKey | null) => {
    const page = answerWithin(pageLimitMs, asked, () => catalog.page(after, pageSize, filter, asked))
    // Awaited only after the page before it was used; a rejection until then is not unhandled.
    page.catch(() => {})
    return page
  }
  try {
    let last: ProductKey | null = null
    for (let next = ask(null); ; ) {
      const page: readonly Product[] = await next
      const end = page.at(-1)
      if (!end) return
      checkOrder(last, page)
      last = end.key
      next = ask(last)
      yield page
    }
  } finally {
    leaving.abort()
  }
}

/** Gives up waiting when the signal fires or the limit is over, even if the source listens to neither. */
async function answerWithin<T>(limitMs: number, signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  signal.throwIfAborted()
  let giveUp = () => {}
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    giveUp = () => reject(signal.reason)
    signal.addEventListener('abort', giveUp, { once: true })
    timer = setTimeout(() => reject(tooSlow(limitMs)), limitMs)
  })
  try {
    return await Promise.race([ask(), limit])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', giveUp)
  }
}

function checkOrder(last: ProductKey | null, page: readonly Product[]): void {
  let before = last
  for (const { key } of page) {
    if (before !== null && !isAfter(key, before)) throw outOfOrder(key, before)
    before = key
  }
}

function isAfter(key: ProductKey, before: ProductKey): boolean {
  if (typeof key === 'number' || typeof before === 'number')
    return typeof key === typeof before && key > before
  // Databases order by code point, JavaScript by UTF-16 unit; they differ only beyond the surrogates.
  return key > before || Buffer.compare(Buffer.from(key), Buffer.from(before)) > 0
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

function tooSlow(limitMs: number): AppError {
  return new AppError(
    'CATALOG_SLOW',
    'unavailable',
    `The catalog did not give a page within ${limitMs / 1000} seconds; look at the database behind it, or raise XML_FEEDS.PAGE_LIMIT_SECONDS.`,
  )
}
