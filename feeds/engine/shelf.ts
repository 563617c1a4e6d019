/** The shelf: finding what is published of a feed, quickly, and also while the database is away. */
import { type Cache, createCache, databaseAway, type Host } from '../../src/kernel.js'
import { type Feed, type FeedKey, keyOf } from './feed.js'
import { findPublished, markRequested, type Published } from './snapshots.js'

export interface Shelf {
  /** At most a second old. */
  find(feed: Feed): Published | undefined | Promise<Published | undefined>
  /** As the database has it now. */
  findNow(feed: Feed): Promise<Published | undefined>
  /** Notes that somebody wants this feed, at most once an hour. */
  wanted(published: Published): void
  /** Resolves when all that was noted is written, or has failed to be. */
  idle(): Promise<void>
}

const freshMs = 1_000
const staleMs = 24 * 3_600_000
const loadLimitMs = 2_000
const mostKeys = 10_000
const notedEveryMs = 3_600_000

export function createShelf({ database, clock, log }: Pick<Host, 'database' | 'clock' | 'log'>): Shelf {
  const read = (feed: FeedKey) => findPublished(database.knex, feed, loadLimitMs).catch(away)
  const cache: Cache<Published | undefined> = createCache({
    clock,
    freshMs,
    staleMs,
    loadLimitMs,
    mostKeys,
    load: (key) => read(feedOfKey(key)),
    onStale: (err) => log.warn({ err }, 'published feeds not readable; the last known ones are served'),
  })
  /** When this process last noted that a feed is wanted; the cached row knows it a moment later. */
  const notedAt = new Map<string, number>()
  const noting = new Set<Promise<void>>()

  return {
    find(feed) {
      const found = cache.get(keyOf(feed))
      return found instanceof Promise ? found.catch(away) : found
    },
    async findNow(feed) {
      const found = await read(feed)
      // Only after the database answered: while it is away, what was known last is all there is.
      cache.forget(keyOf(feed))
      return found
    },
    wanted({ feed, requestedAt }) {
      const now = clock.now()
      const key = keyOf(feed)
      const isNoted = (at: number | undefined) => at !== undefined && Math.abs(now - at) < notedEveryMs
      if (isNoted(requestedAt) || isNoted(notedAt.get(key))) return
      if (notedAt.size >= mostKeys) notedAt.clear()
      notedAt.set(key, now)
      const note = markRequested(database.knex, feed, now)
        .catch((err) => {
          notedAt.delete(key)
          log.debug({ err }, 'a fetch was not noted')
        })
        .finally(() => noting.delete(note))
      noting.add(note)
    },
    async idle() {
      await Promise.all(noting)
    },
  }
}

function away(cause: unknown): never {
  throw databaseAway(cause)
}

function feedOfKey(key: string): FeedKey {
  const [store = '', channel = '', hash = ''] = key.split('/')
  return { store, channel, hash }
}
