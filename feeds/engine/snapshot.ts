/** A snapshot: one built feed file, what it was built from, and what it left out; and the feed that it is published as. */
import type { Feed, FeedFilter } from './feed.js'
import type { Report } from './report.js'

export interface Snapshot {
  readonly id: string
  /** The object's name in the store; undefined where the guard refused it and nothing was kept. */
  readonly object: string
  /** The name of the list of its items' ids; undefined of filtered feeds, and where an older release built it. */
  readonly idList: string | undefined
  /** Of the packed bytes; what ETag is made of. */
  readonly sha256: string
  readonly packedBytes: number
  readonly plainBytes: number
  readonly items: number
  /** Products that are not among the items. */
  readonly leftOut: number
  /** What it was built from: catalog, settings and rules, hashed. */
  readonly basis: string
  /** When it has to be built again though nothing changed, as at the end of a sale. */
  readonly staleAt: number | undefined
  readonly builtAt: number
  readonly tookMs: number
  /** Why the guard did not let it be published; undefined where it did. */
  readonly refusal: string | undefined
  readonly report: Report
}

/** All of a snapshot but its report, which is long. */
export type SnapshotLine = Omit<Snapshot, 'report'>

/** A feed that has been published, with its snapshot. */
export interface Published {
  readonly feed: Pick<Feed, 'store' | 'channel' | 'query' | 'hash'> & { readonly filter: FeedFilter }
  readonly snapshot: Snapshot
  /** When the content last changed. */
  readonly changedAt: number
  /** When it was last found to be up to date. */
  readonly checkedAt: number
  readonly requestedAt: number
}
