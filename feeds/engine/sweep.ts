/** Keeping filtered feeds within their bounds: whoever was not fetched for longest goes first. */
import type { Host } from '../../src/kernel.js'
import type { Forget } from './forget.js'
import { listPublished, type Published } from './snapshots.js'

export interface FilteredBounds {
  readonly mostFeeds: number
  readonly mostBytes: number
  readonly forgetAfterMs: number
}

export interface SweepParts {
  readonly host: Pick<Host, 'database' | 'clock'>
  readonly forget: Forget
}

/** Forgets filtered feeds of a store beyond its bounds; whole feeds are never touched. */
export type Sweep = (store: string, bounds: FilteredBounds) => Promise<void>

// The published one and the one before it.
const filesPerFeed = 2

export function createSweep({ host: { database, clock }, forget }: SweepParts): Sweep {
  return async (store, bounds) => {
    const latestFirst = (await listPublished(database.knex, store)).filter(({ feed }) => feed.query !== '')
    for (const { feed } of beyond(latestFirst, bounds, clock.now())) await forget(feed)
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
