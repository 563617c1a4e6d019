/** Forgetting a feed: its rows and its files go together, unless it is being built right now. */
import type { Host } from '../../src/kernel.js'
import { type Feed, folderOf, leaseOf, nameOf } from './feed.js'
import type { ObjectStore } from './objects/object-store.js'
import { deleteFeed } from './snapshots.js'

export interface ForgetParts {
  readonly host: Pick<Host, 'database' | 'leases' | 'log'>
  readonly objects: ObjectStore
}

export type Forget = (feed: Pick<Feed, 'store' | 'channel' | 'hash' | 'query'>) => Promise<void>

const leaseMs = 30_000

export function createForget({ host: { database, leases, log }, objects }: ForgetParts): Forget {
  return async (feed) => {
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
      log.info({ store: feed.store, feed: nameOf(feed) }, 'feed forgotten')
    } finally {
      await lease.release()
    }
  }
}
