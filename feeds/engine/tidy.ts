/** Tidying up behind a feed: its history kept short, and of its files those that somebody may still be given. */
import type { Host, Lease } from '../../src/kernel.js'
import { type Feed, folderOf, nameOf } from './feed.js'
import type { ObjectStore } from './objects/object-store.js'
import { findPublished, type Published, recentObjects, trimHistory } from './snapshots.js'

export interface TidyParts {
  readonly host: Pick<Host, 'database' | 'log'>
  readonly objects: ObjectStore
}

/** Never throws: what stays behind goes the next time. */
export type Tidy = (feed: Feed, lease: Lease) => Promise<void>

const historyKept = 20
// The file before the published one stays for a while: a fetch may just have read the old row.
const filesKept = 2

export function createTidy({ host: { database, log }, objects }: TidyParts): Tidy {
  return async (feed, lease) => {
    try {
      await database.transaction(async (trx) => {
        // Until the commit nobody can take over: whoever sleeps past his lease must not delete what came after him.
        await lease.prove(trx)
        await trimHistory(trx, feed, historyKept)
        const recent = await recentObjects(trx, feed, filesKept)
        // As it stands now: a publish whose reply was lost may have taken effect.
        const published = await findPublished(trx, feed)
        await objects.keepOnly(folderOf(feed), published ? [...recent, ...filesOf(published)] : recent)
      })
    } catch (err) {
      log.warn(
        { err, store: feed.store, feed: nameOf(feed) },
        'old feed files could not be removed; the next build tries again',
      )
    }
  }
}

function filesOf({ snapshot: { object, idList } }: Published): readonly string[] {
  return idList === undefined ? [object] : [object, idList]
}
