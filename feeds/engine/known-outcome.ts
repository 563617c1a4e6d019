/** The outcome of a refresh that is known without building: nothing changed, or the guard would refuse the same again. */
import type { Host } from '../../src/kernel.js'
import type { Feed } from './feed.js'
import { type AcceptedDrop, guardInput, refusalOf } from './guard.js'
import { listBytes } from './id-list.js'
import type { ObjectStore } from './objects/object-store.js'
import type { Recipe } from './recipe.js'
import { findNewest, markChecked, type Published, type Snapshot } from './snapshots.js'
import type { Troubles } from './troubles.js'

export interface KnownOutcomeParts {
  readonly host: Pick<Host, 'database' | 'clock'>
  readonly objects: ObjectStore
  readonly troubles: Troubles
}

export type KnownOutcome =
  | { readonly state: 'unchanged'; readonly snapshot: Snapshot }
  | { readonly state: 'refused'; readonly snapshot: Snapshot; readonly refusal: string }

/** Where the basis is the one that was built before, and its file is whole; undefined where it has to be built. */
export type FindKnownOutcome = (
  feed: Feed,
  recipe: Recipe,
  published: Published | undefined,
  acceptDrop: AcceptedDrop | undefined,
) => Promise<KnownOutcome | undefined>

const skewMs = 5 * 60_000

export function createKnownOutcome({ host, objects, troubles }: KnownOutcomeParts): FindKnownOutcome {
  const { database, clock } = host

  return async (feed, recipe, published, acceptDrop) => {
    const now = clock.now()
    if (
      published &&
      isCurrent(published.snapshot, recipe.basis, now) &&
      (await isWhole(published.snapshot))
    ) {
      await markChecked(database.knex, feed, now)
      await troubles.current(feed)
      return { state: 'unchanged', snapshot: published.snapshot }
    }
    const newest = await findNewest(database.knex, feed)
    if (acceptDrop || newest?.refusal === undefined || !isCurrent(newest, recipe.basis, now)) return undefined
    // Judged anew: the merchant may have changed the limits since.
    const refusal = refusalOf(guardInput(feed, newest.items, published), recipe.guard)
    return refusal === undefined ? undefined : { state: 'refused', snapshot: newest, refusal }
  }

  async function isWhole({ object, packedBytes, idList, items }: Snapshot): Promise<boolean> {
    const isThere = async (name: string, bytes: number) => {
      const opened = await objects.open(name)
      await opened?.close()
      return opened?.bytes === bytes
    }
    if (!(await isThere(object, packedBytes))) return false
    return idList === undefined || (await isThere(idList, listBytes(items)))
  }
}

// Built in the future means built by a clock that was set back since: which sales were over was a wrong guess.
function isCurrent({ basis, builtAt, staleAt }: Snapshot, wanted: string, now: number): boolean {
  return basis === wanted && builtAt <= now + skewMs && (staleAt === undefined || now < staleAt)
}
