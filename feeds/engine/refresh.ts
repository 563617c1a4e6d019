/** Refreshing a feed: alone under a lease, look whether anything changed, build, guard, publish. */
import { AppError, type Host, type Lease, timeOrderedId } from '../../src/kernel.js'
import { type Built, build, type Progress } from './build.js'
import { type Feed, nameOf } from './feed.js'
import { refusalOf } from './guard.js'
import type { ObjectStore } from './objects/object-store.js'
import type { Recipe, RecipeOf } from './recipe.js'
import {
  findNewest,
  findPublished,
  insertSnapshot,
  markChecked,
  type Published,
  pointAt,
  recentObjects,
  type Snapshot,
  trimHistory,
} from './snapshots.js'

export type Outcome =
  | { readonly state: 'published' | 'unchanged'; readonly snapshot: Snapshot }
  | { readonly state: 'refused'; readonly snapshot: Snapshot; readonly refusal: string }
  /** Another builder, here or in another process, is at it. */
  | { readonly state: 'busy' }

export interface RefreshOptions {
  /** Builds though nothing changed. */
  readonly force?: boolean
  /** Publishes what the guard would refuse. */
  readonly acceptDrop?: boolean
  readonly onProgress?: (progress: Progress) => void
}

export interface RefreshParts {
  readonly host: Pick<Host, 'database' | 'leases' | 'clock' | 'log' | 'problems' | 'closing'>
  readonly objects: ObjectStore
  readonly recipeOf: RecipeOf
}

export type Refresh = (feed: Feed, options?: RefreshOptions) => Promise<Outcome>

const leaseMs = 30_000
const historyKept = 20

export function createRefresh({ host, objects, recipeOf }: RefreshParts): Refresh {
  const { database, leases, clock, log, problems } = host

  return async (feed, options = {}) => {
    const lease = await leases.take(`feed:${feed.store}:${feed.channel}:${feed.hash}`, leaseMs)
    if (!lease) return { state: 'busy' }
    try {
      return await refreshAlone(feed, options, lease)
    } catch (error) {
      await complain(feed, error)
      throw error
    } finally {
      await lease
        .release()
        .catch((err) => log.warn({ err }, 'a lease could not be released; it runs out by itself'))
    }
  }

  async function refreshAlone(feed: Feed, options: RefreshOptions, lease: Lease): Promise<Outcome> {
    const signal = AbortSignal.any([lease.lost, host.closing])
    const recipe = await recipeOf(feed, signal)
    const published = await findPublished(database.knex, feed)
    if (!options.force) {
      const known = await knownOutcome(feed, recipe, published, options)
      if (known) return known
    }
    const built = await build({
      feed,
      objects,
      folder: folderOf(feed),
      signal,
      ...recipe,
      ...progressOf(options),
    })
    const refusal = options.acceptDrop
      ? undefined
      : refusalOf(
          {
            items: built.tally.items,
            publishedItems: published?.snapshot.items,
            narrowed: feed.query !== '',
          },
          recipe.guard,
        )
    const snapshot = snapshotOf(built, recipe, clock.now(), refusal)
    await record(feed, snapshot, published, lease)
    await settle(feed, snapshot, published)
    await tidy(feed, snapshot, published)
    return refusal === undefined ? { state: 'published', snapshot } : { state: 'refused', snapshot, refusal }
  }

  /** What is known without building: the basis is the one that was built before, and its file is whole. */
  async function knownOutcome(
    feed: Feed,
    { basis }: Recipe,
    published: Published | undefined,
    { acceptDrop }: RefreshOptions,
  ): Promise<Outcome | undefined> {
    const now = clock.now()
    if (published && isCurrent(published.snapshot, basis, now) && (await isWhole(published.snapshot))) {
      await markChecked(database.knex, feed, now)
      return { state: 'unchanged', snapshot: published.snapshot }
    }
    const newest = await findNewest(database.knex, feed)
    if (acceptDrop || newest?.refusal === undefined || !isCurrent(newest, basis, now)) return undefined
    return { state: 'refused', snapshot: newest, refusal: newest.refusal }
  }

  async function isWhole({ object, packedBytes }: Snapshot): Promise<boolean> {
    const opened = await objects.open(object)
    await opened?.close()
    return opened?.bytes === packedBytes
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
        await pointAt(trx, feed, snapshot, published?.snapshot.sha256 === snapshot.sha256)
      }
    })
    const { items, leftOut, packedBytes, tookMs, refusal } = snapshot
    log.info(
      {
        store: feed.store,
        feed: nameOf(feed),
        items,
        leftOut,
        packedBytes,
        tookMs,
        refused: refusal !== undefined,
      },
      'feed built',
    )
  }

  async function settle(feed: Feed, { refusal }: Snapshot, published: Published | undefined): Promise<void> {
    const subject = subjectOf(feed)
    await problems.settle(feed.store, 'FEED_BUILD_FAILED', subject)
    if (refusal === undefined) return problems.settle(feed.store, 'FEED_REFUSED', subject)
    return problems.raise({
      store: feed.store,
      code: 'FEED_REFUSED',
      subject,
      message: `A newly built feed was not published; ${published ? 'the last good one stays' : 'nothing is published yet'}. ${refusal}`,
      advice: `Look whether the catalog is whole. If it is meant to be so: storecast feed build ${feed.channel} --accept-drop`,
    })
  }

  /** The file before this one stays for a while: a fetch may just have read the old row. */
  async function tidy(feed: Feed, snapshot: Snapshot, published: Published | undefined): Promise<void> {
    try {
      await trimHistory(database, feed, historyKept)
      const recent = await recentObjects(database.knex, feed, 2)
      const serving = snapshot.refusal === undefined ? snapshot : published?.snapshot
      await objects.keepOnly(folderOf(feed), serving ? [...recent, serving.object] : recent)
    } catch (err) {
      log.warn(
        { err, store: feed.store, feed: nameOf(feed) },
        'old feed files could not be removed; the next build tries again',
      )
    }
  }

  async function complain(feed: Feed, error: unknown): Promise<void> {
    if (host.closing.aborted) return
    log.error({ err: error, store: feed.store, feed: nameOf(feed) }, 'feed not built')
    await problems.raise({
      store: feed.store,
      code: 'FEED_BUILD_FAILED',
      subject: subjectOf(feed),
      message: `The feed could not be built; the last good one stays. ${reasonOf(error)}`,
      advice: 'It is tried again by itself. If it goes on: storecast doctor, and the log.',
    })
  }
}

/** Where a feed's objects stand in the object store; no two feeds share a folder. */
export function folderOf({ store, channel, hash }: Pick<Feed, 'store' | 'channel' | 'hash'>): string {
  return `${store}/${channel}/${hash}`
}

function isCurrent(snapshot: Snapshot, basis: string, now: number): boolean {
  return snapshot.basis === basis && (snapshot.staleAt === undefined || now < snapshot.staleAt)
}

function snapshotOf(
  { object, plainBytes, tally }: Built,
  recipe: Recipe,
  now: number,
  refusal: string | undefined,
): Snapshot {
  return {
    id: timeOrderedId(now),
    object: object.name,
    sha256: object.sha256,
    packedBytes: object.bytes,
    plainBytes,
    items: tally.items,
    leftOut: tally.products - tally.items,
    basis: recipe.basis,
    staleAt: tally.staleAt,
    builtAt: recipe.builtAt,
    tookMs: Math.max(0, now - recipe.builtAt),
    refusal,
    report: tally.report,
  }
}

function progressOf({ onProgress }: RefreshOptions) {
  return onProgress ? { onProgress } : {}
}

function subjectOf(feed: Feed): string {
  return nameOf(feed).slice(0, 190)
}

function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.message
  return `The catalog or the database failed (${error instanceof Error ? error.name : 'unknown'}); the log says more.`
}
