/** Keeping filtered feeds within their bounds: whoever was not fetched for longest goes first. */
import type { Host } from '../../src/kernel.js'
import { folderOf, leaseOf, nameOf } from './feed.js'
import type { ObjectStore } from './objects/object-store.js'
import { deleteFeed, listPublished, type Published } from './snapshots.js'

export interface FilteredBounds {
  readonly mostFeeds: number
  readonly mostBytes: number
  readonly forgetAfterMs: number
}

export interface SweepParts {
  readonly host: Pick<Host, 'database' | 'leases' | 'clock' | 'log'>
  readonly objects: ObjectStore
}

/** Forgets filtered feeds of a store beyond its bounds; whole feeds are never touched. */
export type Sweep = (store: string, bounds: FilteredBounds) => Promise<void>

const leaseMs = 30_000
// The published one and the one before it.
const filesPerFeed = 2

export function createSweep({ host, objects }: SweepParts): Sweep {
  const { database, leases, clock, log } = host

  async function forget({ feed }: Published): Promise<void> {
    // Under the feed's own lease: a build of it that runs now must not lose its files.
    const lease = await leases.take(leaseOf(feed), leaseMs)
    if (!lease) return
    try {
      await database.transaction(async (trx) => {
        await lease.prove(trx)
        await deleteFeed(trx, feed)
        // Within: until the commit nobody can take over the lease and build here, and a crash leaves the row for
        // the next sweep to find; files without a row would never be found again.
        await objects.keepOnly(folderOf(feed), [])
      })
      log.info({ store: feed.store, feed: nameOf(feed) }, 'filtered feed forgotten')
    } finally {
      await lease.release()
    }
  }

  return async (store, bounds) => {
    const latestFirst = (await listPublished(database.knex, store)).filter(({ feed }) => feed.query !== '')
    for (const published of beyond(latestFirst, bounds, clock.now())) await forget(published)
  }
}

function beyond(
  latestFirst: readonly Published[],
  bounds: FilteredBounds,
  now: number,
): readonly Published[] {
  let bytes = 0
  return latestFirst.filter(({ snapshot, requestedAt }, at) => {
    bytes += snapshot.packedBytes * filesPerFeed
    // The latest one stays even if it alone is too large, or its own fetch would find nothing.
    if (at > 0 && (at >= bounds.mostFeeds || bytes > bounds.mostBytes)) return true
    return now - requestedAt > bounds.forgetAfterMs
  })
}
