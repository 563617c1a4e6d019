/** Keeping what is published though a newer snapshot was built: somebody looked at the refused one, and it asks no more. */
import type { Host } from '../../src/kernel.js'
import { type Feed, leaseOf, nameOf } from './feed.js'
import { findNewestLine } from './snapshot-lines.js'
import { rowKeyOf } from './snapshot-row.js'
import { feedTable } from './snapshot-schema.js'
import type { Troubles } from './troubles.js'

export interface KeepParts {
  readonly host: Pick<Host, 'database' | 'clock' | 'leases' | 'log'>
  readonly troubles: Troubles
}

/** What is decided, by whom, and of which refused snapshot. */
export interface Decision {
  readonly refusedId: string
  readonly by: string
}

/**
 * Decides that the published snapshot stays, until something is built of another basis than the refused one's.
 * `overtaken`: the newest snapshot is another by now, or nothing is published; `busy`: it is being built right now.
 */
export type Keep = (feed: Feed, decision: Decision) => Promise<'kept' | 'overtaken' | 'busy'>

const leaseMs = 30_000

export function createKeep({ host: { database, clock, leases, log }, troubles }: KeepParts): Keep {
  return async (feed, { refusedId, by }) => {
    // Under the feed's own lease: a build that is refused meanwhile must not have its problem settled.
    const lease = await leases.take(leaseOf(feed), leaseMs)
    if (!lease) return 'busy'
    try {
      const newest = await findNewestLine(database.knex, feed)
      if (newest?.id !== refusedId || newest.refusal === undefined) return 'overtaken'
      const row = { kept_basis: newest.basis, kept_by: by, kept_at: clock.now() }
      const kept = await database.knex(feedTable).where(rowKeyOf(feed)).update(row)
      if (kept === 0) return 'overtaken'
      log.info({ store: feed.store, feed: nameOf(feed), by, refused: refusedId }, 'a refused feed stays out')
      await troubles.decided(feed)
      return 'kept'
    } finally {
      await lease.release()
    }
  }
}

/** Whether somebody decided already that nothing of this basis is to be published. */
export async function isKeptFrom({ knex }: Host['database'], feed: Feed, basis: string): Promise<boolean> {
  const row = await knex(feedTable).where(rowKeyOf(feed)).first('kept_basis')
  return row?.kept_basis === basis
}
