/** Building one feed: pages → items → XML → gzip → object, each part pulling from the one before. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { Catalog } from '../catalog/contract.js'
import type { Product } from '../catalog/product.js'
import { createFamily, type Family } from './family.js'
import type { Feed } from './feed.js'
import type { Finding } from './finding.js'
import { groupsOf } from './groups.js'
import { type GzipTotals, gzip } from './gzip.js'
import { createIdList, type IdList } from './id-list.js'
import type { ItemWriter } from './item-writer.js'
import type { ObjectStore, StoredObject } from './objects/object-store.js'
import { inStillView } from './still-view.js'
import { createTally, type Tally } from './tally.js'
import { walk } from './walk.js'

export interface BuildOrder {
  readonly feed: Feed
  readonly catalog: Catalog
  readonly writer: ItemWriter
  readonly objects: ObjectStore
  readonly folder: string
  readonly builtAt: number
  readonly ignoresCaseOfIds: boolean
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
  /** The ids of its items; undefined of a filtered feed, and of a channel whose items have none. */
  readonly ids: IdList | undefined
}

// Some ten items: their text is short-lived, and handing it on costs nothing beside writing it.
const textChars = 16 * 1024
// Level 3 takes half of the time of level 6 and makes the file 30 % larger; zlib has a quicker way up to there.
const gzipOptions = { level: 3, depth: 4 }
// Requests that came meanwhile are answered after so long; a page alone may take three times that.
const breathlessMs = 8

/** Reads the catalog at one instant and keeps the file; nothing is published by it. */
export async function build(order: BuildOrder): Promise<Built> {
  const { catalog, feed, objects, folder, pageLimitMs, signal } = order
  const read = async (view: Catalog): Promise<Built> => {
    const tally = createTally(order.builtAt)
    const totals: GzipTotals = { plainBytes: 0 }
    const family = await familyOf(view, order)
    const ids = feed.query === '' ? createIdList() : undefined
    const pages = walk(view, feed.filter, { pageLimitMs, signal })
    const items = render(pages, order, { family, tally, ids })
    const object = await objects.put(folder, gzip(items, gzipOptions, totals))
    const isListed = ids?.size === tally.items
    return { object, plainBytes: totals.plainBytes, tally, ids: isListed ? ids : undefined }
  }
  return inStillView(catalog, read, order)
}

/** Who belongs to whom: known before the first item, because a parent may come before its variants. */
export function familyOf(
  catalog: Catalog,
  {
    writer,
    ignoresCaseOfIds,
    pageLimitMs,
    signal,
  }: Pick<BuildOrder, 'writer' | 'ignoresCaseOfIds' | 'pageLimitMs' | 'signal'>,
): Promise<Family> {
  return createFamily({
    ignoresCase: ignoresCaseOfIds,
    groupIds: groupsOf(catalog, { pageLimitMs, signal }, (id) => writer.groupIdOf(id)),
  })
}

/** What is known of the items, and what comes to be known. */
interface Knowledge {
  readonly family: Family
  readonly tally: Tally
  readonly ids: IdList | undefined
}

/** The XML, a few items at a time. */
async function* render(
  pages: AsyncIterable<readonly Product[]>,
  { writer, onProgress, signal }: BuildOrder,
  { family, tally, ids }: Knowledge,
): AsyncGenerator<string> {
  const tell = (finding: Finding) => tally.found(finding)
  let text = writer.head
  let breathedAt = performance.now()
  for await (const page of pages) {
    for (const product of page) {
      const item = writer.write(product, tell, family)
      if (item !== undefined) {
        text += item
        tally.kept(product)
        if (family.latest !== undefined) ids?.add(family.latest)
      }
      if (text.length < textChars) continue
      yield text
      text = ''
      if (performance.now() - breathedAt < breathlessMs) continue
      await breathe()
      breathedAt = performance.now()
    }
    onProgress?.(tally)
    await breathe()
    breathedAt = performance.now()
    signal.throwIfAborted()
  }
  yield text + writer.tail
}
