/** The guard: a feed that lost too much is not published, because the platforms delete what a feed no longer names. */
import type { Feed } from './feed.js'
import type { Published } from './snapshot.js'

export interface GuardLimits {
  /** Per cent of the last published items that may be missing. */
  readonly maxDropPercent: number
  /** Below this many published items the percentage says nothing. */
  readonly fromItems: number
}

export interface GuardInput {
  readonly items: number
  /** Items of the published snapshot; undefined where there is none. */
  readonly publishedItems: number | undefined
  /** A narrowed feed may rightly be empty: nothing in stock of a brand. */
  readonly narrowed: boolean
}

/** So many items of a feed, beside what is published of it. */
export const guardInput = ({ query }: Feed, items: number, published: Published | undefined): GuardInput => ({
  items,
  publishedItems: published?.snapshot.items,
  narrowed: query !== '',
})

/** `to`: whoever accepted a drop has seen one, to so many items; an emptier catalog since then is not what was meant. */
export type AcceptedDrop = boolean | { readonly to: number }

/** Why this feed must not be published, or undefined where it may. */
export function refusalOf(
  { items, publishedItems, narrowed }: GuardInput,
  { maxDropPercent, fromItems }: GuardLimits,
): string | undefined {
  if (items === 0 && !narrowed)
    return 'It would be empty, and an empty feed deletes every product at the platform.'
  if (publishedItems === undefined || publishedItems < fromItems) return undefined
  const dropPercent = ((publishedItems - items) / publishedItems) * 100
  if (dropPercent <= maxDropPercent) return undefined
  return `It has ${items} items and the published one ${publishedItems}: ${Math.round(dropPercent)} % fewer, and ${maxDropPercent} % are allowed.`
}

/** Whether it may be published though the guard would refuse it. */
export function isAccepted(
  accepted: AcceptedDrop | undefined,
  { items, narrowed }: GuardInput,
  limits: GuardLimits,
): boolean {
  if (typeof accepted !== 'object') return accepted === true
  if (items >= accepted.to) return true
  return refusalOf({ items, publishedItems: accepted.to, narrowed }, limits) === undefined
}
