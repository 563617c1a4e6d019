/** Building one feed: pages → items → XML → gzip → object, each part pulling from the one before. */
import { setImmediate as breathe, setTimeout as pause } from 'node:timers/promises'
import type { Catalog } from '../catalog/contract.js'
import type { Product } from '../catalog/product.js'
import type { Feed } from './feed.js'
import { type GzipTotals, gzip } from './gzip.js'
import type { ItemWriter } from './item-writer.js'
import type { ObjectStore, StoredObject } from './objects/object-store.js'
import { answerWithin } from './patience.js'
import { createSeenIds } from './seen-ids.js'
import { createTally, type Tally } from './tally.js'
import { tooSlow, walk } from './walk.js'

export interface BuildOrder {
  readonly feed: Feed
  readonly catalog: Catalog
  readonly writer: ItemWriter
  readonly objects: ObjectStore
  readonly folder: string
  readonly builtAt: number
  readonly pageLimitMs: number
  readonly signal: AbortSignal
  /** Called after every page. */
  onProgress?(progress: Progress): void
}

export interface Progress {
  readonly products: number
  readonly items: number
}

export interface Built {
  readonly object: StoredObject
  readonly plainBytes: number
  readonly tally: Tally
}

// So few that hardly a row outlives two collections and stays until the next full one: with 1,000 a build of
// 200,000 products peaks at 230 MB instead of 140.
const pageSize = 500
// Some ten items: their text is short-lived, and handing it on costs nothing beside writing it.
const textChars = 16 * 1024
// Level 4 takes two thirds of the time of level 6 and makes the file 6 % larger.
const gzipOptions = { level: 4, depth: 4 }
const viewGraceMs = 2_000

/** Reads the catalog at one instant and keeps the file; nothing is published by it. */
export async function build(order: BuildOrder): Promise<Built> {
  const { catalog, feed, objects, folder, pageLimitMs, signal } = order
  const read = async (view: Catalog): Promise<Built> => {
    const tally = createTally(order.builtAt)
    const totals: GzipTotals = { plainBytes: 0 }
    const pages = walk(view, feed.filter, { pageSize, pageLimitMs, signal })
    const object = await objects.put(folder, gzip(render(pages, order, tally), gzipOptions, totals))
    return { object, plainBytes: totals.plainBytes, tally }
  }
  return catalog.still ? inView(catalog.still.bind(catalog), read, order) : read(catalog)
}

/** The build's end is that of its reading: a view that hangs can neither keep it from beginning nor from ending. */
async function inView<T>(
  still: (work: (view: Catalog) => Promise<T>) => Promise<T>,
  read: (view: Catalog) => Promise<T>,
  { pageLimitMs, signal }: BuildOrder,
): Promise<T> {
  let view: Promise<T> | undefined
  const begun = () =>
    new Promise<{ readonly reading: Promise<T> }>((resolve, reject) => {
      view = still((opened) => {
        const reading = read(opened)
        reading.catch(() => {})
        resolve({ reading })
        return reading
      })
      view.catch(reject)
    })
  const late = () => tooSlow('a view that stands still', pageLimitMs)
  const { reading } = await answerWithin(pageLimitMs, signal, begun, late)
  const closed = new AbortController()
  try {
    return await reading
  } finally {
    const grace = pause(viewGraceMs, undefined, { signal: closed.signal }).catch(() => {})
    await Promise.race([view?.catch(() => {}), grace])
    closed.abort()
  }
}

/** The XML, a few items at a time. */
async function* render(
  pages: AsyncIterable<readonly Product[]>,
  { writer, onProgress, signal }: BuildOrder,
  tally: Tally,
): AsyncGenerator<string> {
  const seen = createSeenIds()
  let text = writer.head
  for await (const page of pages) {
    for (const product of page) {
      const item = seen.add(product.id) ? writer.write(product) : duplicate(product)
      if (typeof item === 'string') {
        text += item
        tally.kept(product)
      } else {
        tally.leftOut(item)
      }
      if (text.length >= textChars) {
        yield text
        text = ''
      }
    }
    onProgress?.(tally)
    await breathe()
    signal.throwIfAborted()
  }
  yield text + writer.tail
}

function duplicate({ id }: Product) {
  return { productId: id, reason: 'DUPLICATE_ID', field: 'g:id' } as const
}
