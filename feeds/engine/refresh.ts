/** Refreshing a feed: alone under a lease, look whether anything changed, build, guard, publish. */
import { type Host, type Lease, timeOrderedId } from '../../src/kernel.js'
import { createAlone } from './alone.js'
import { type Built, build, type Progress } from './build.js'
import { type Feed, folderOf, nameOf } from './feed.js'
import { type AcceptedDrop, guardInput, isAccepted, refusalOf } from './guard.js'
import { isKeptFrom } from './keep.js'
import { createKnownOutcome } from './known-outcome.js'
import type { ObjectStore } from './objects/object-store.js'
import type { Recipe, RecipeOf } from './recipe.js'
import { findPublished, insertSnapshot, type Published, pointAt, type Snapshot } from './snapshots.js'
import type { Tidy } from './tidy.js'
import type { Troubles } from './troubles.js'

export type Outcome =
  | { readonly state: 'published' | 'unchanged'; readonly snapshot: Snapshot }
  | { readonly state: 'refused'; readonly snapshot: Snapshot; readonly refusal: string }
  /** Another builder, here or in another process, is at it. */
  | { readonly state: 'busy' }

export interface RefreshOptions {
  /** Builds though nothing changed. */
  readonly force?: boolean
  /** Publishes what the guard would refuse; `to` so many items, and nothing that lost more than the guard allows of those. */
  readonly acceptDrop?: AcceptedDrop
  readonly onProgress?: (progress: Progress) => void
}

export interface RefreshParts {
  readonly host: Pick<Host, 'database' | 'leases' | 'clock' | 'log' | 'closing'>
  readonly objects: ObjectStore
  readonly recipeOf: RecipeOf
  readonly tidy: Tidy
  readonly troubles: Troubles
}

export type Refresh = (feed: Feed, options?: RefreshOptions) => Promise<Outcome>

export function createRefresh({ host, objects, recipeOf, tidy, troubles }: RefreshParts): Refresh {
  const { database, log } = host
  const alone = createAlone(host)
  const knownOutcome = createKnownOutcome({ host, objects, troubles })

  return async (feed, options = {}) => {
    const outcome = await alone(
      feed,
      (lease, signal) => refreshAlone(feed, options, lease, signal),
      (error, loss) => told(feed, error, loss),
    )
    return outcome ?? { state: 'busy' }
  }

  async function refreshAlone(
    feed: Feed,
    options: RefreshOptions,
    lease: Lease,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const beganMs = performance.now()
    const recipe = await recipeOf(feed, signal)
    const published = await findPublished(database.knex, feed)
    if (!options.force) {
      const known = await knownOutcome(feed, recipe, published, options.acceptDrop)
      if (known) return known
    }
    try {
      const built = await build({
        feed,
        objects,
        folder: folderOf(feed),
        signal,
        ...recipe,
        ...progressOf(options),
      })
      const idList = built.ids && (await objects.put(folderOf(feed), built.ids.chunks()))
      const input = guardInput(feed, built.tally.items, published)
      const isLetPass = isAccepted(options.acceptDrop, input, recipe.guard)
      const refusal = isLetPass ? undefined : refusalOf(input, recipe.guard)
      const tookMs = performance.now() - beganMs
      const snapshot = snapshotOf(built, recipe, { tookMs, refusal, idList: idList?.name })
      await record(feed, snapshot, published, lease)
      await tell(feed, snapshot, published)
      await tidy(feed, lease)
      return refusal === undefined
        ? { state: 'published', snapshot }
        : { state: 'refused', snapshot, refusal }
    } catch (error) {
      // What builders left that were killed takes room, and on a full disk no build would ever succeed to remove it.
      if (!signal.aborted) await tidy(feed, lease)
      throw error
    }
  }

  /** The snapshot's row, and the feed's pointer to it, at once and only under the lease. */
  async function record(
    feed: Feed,
    snapshot: Snapshot,
    published: Published | undefined,
    lease: Lease,
  ): Promise<void> {
    await database.transaction(async (trx) => {
      await lease.prove(trx)
      await insertSnapshot(trx, feed, snapshot)
      if (snapshot.refusal === undefined) {
        await pointAt(trx, feed, snapshot, published)
      }
    })
  }

  async function tell(feed: Feed, snapshot: Snapshot, published: Published | undefined): Promise<void> {
    const { items, leftOut, packedBytes, tookMs, refusal } = snapshot
    const refused = refusal !== undefined
    log.info(
      { store: feed.store, feed: nameOf(feed), items, leftOut, packedBytes, tookMs, refused },
      'feed built',
    )
    if (!refused) return troubles.published(feed)
    if (published && (await isKeptFrom(database, feed, snapshot.basis))) return troubles.decided(feed)
    return troubles.refused(feed, refusal, published !== undefined)
  }

  /** Tells the failure to whom it concerns, and answers what to throw. */
  async function told(feed: Feed, err: unknown, loss: unknown): Promise<unknown> {
    if (host.closing.aborted) return err
    const about = { err, store: feed.store, feed: nameOf(feed) }
    // Whoever took over tells how it went; a problem raised now would stand behind a good feed.
    if (loss !== undefined) {
      log.warn(about, 'a feed was left to another builder: the lease ran out')
      return loss
    }
    log.error(about, 'feed not built')
    await troubles.failed(feed, err)
    return err
  }
}

function snapshotOf(
  { object, plainBytes, tally }: Built,
  { basis, builtAt }: Recipe,
  { tookMs, refusal, idList }: Pick<Snapshot, 'tookMs' | 'refusal' | 'idList'>,
): Snapshot {
  return {
    id: timeOrderedId(builtAt),
    object: object.name,
    idList,
    sha256: object.sha256,
    packedBytes: object.bytes,
    plainBytes,
    items: tally.items,
    leftOut: tally.products - tally.items,
    basis,
    staleAt: tally.staleAt,
    builtAt,
    tookMs: Math.round(tookMs),
    refusal,
    report: tally.report,
  }
}

function progressOf({ onProgress }: RefreshOptions) {
  return onProgress ? { onProgress } : {}
}
