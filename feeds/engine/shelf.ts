/** The shelf: finding what is published of a feed, quickly, and also while the database is away. */
import { type Cache, createCache, databaseAway, type Host } from '../../src/kernel.js'
import type { Feed } from './feed.js'
import { findPublished, markRequested, type Published } from './snapshots.js'

export interface Shelf {
  /** At most a second old. */
  find(feed: Feed): Published | undefined | Promise<Published | undefined>
  /** As the database has it now. */
  findNow(feed: Feed): Promise<Published | undefined>
  /** Notes that somebody wants this feed, at most once an hour. */
  wanted(published: Published): void
}

const freshMs = 1_000
const staleMs = 24 * 3_600_000
const loadLimitMs = 2_000
const mostKeys = 10_000
const notedEveryMs = 3_600_000

export function createShelf({ database, clock, log }: Pick<Host, 'database' | 'clock' | 'log'>): Shelf {
  const cache: Cache<Published | undefined> = createCache({
    clock,
    freshMs,
    staleMs,
    loadLimitMs,
    mostKeys,
    load: (key) =>
      findPublished(database.knex, feedOfKey(key)).catch((cause) => Promise.reject(databaseAway(cause))),
    onStale: (err) => log.warn({ err }, 'published feeds not readable; the last known ones are served'),
  })
  return {
    find: (feed) => cache.get(keyOf(feed)),
    findNow(feed) {
      cache.forget(keyOf(feed))
      return Promise.resolve(cache.get(keyOf(feed)))
    },
    wanted({ feed, requestedAt }) {
      const now = clock.now()
      if (Math.abs(now - requestedAt) < notedEveryMs) return
      markRequested(database.knex, feed, now).catch((err) => log.debug({ err }, 'a fetch was not noted'))
      cache.forget(keyOf(feed))
    },
  }
}

type Key = Pick<Feed, 'store' | 'channel' | 'hash'>

function keyOf({ store, channel, hash }: Key): string {
  return `${store}/${channel}/${hash}`
}

function feedOfKey(key: string): Key {
  const [store = '', channel = '', hash = ''] = key.split('/')
  return { store, channel, hash }
}
