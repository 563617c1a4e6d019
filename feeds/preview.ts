/** One product as a feed tells it, and why where it does not. */
import type { Product } from './catalog/product.js'
import { readChannel } from './channel-settings.js'
import { familyOf } from './engine/build.js'
import type { Feed } from './engine/feed.js'
import type { Finding } from './engine/finding.js'
import { answerWithin } from './engine/patience.js'
import { tooSlow } from './engine/walk.js'
import type { FeedsState } from './state.js'

export interface Preview {
  /** Undefined where there is none; a finding then says why. */
  readonly item: string | undefined
  readonly findings: readonly Finding[]
  /** Whether it is known that it is no parent of variants. */
  readonly knowsGroups: boolean
}

export interface PreviewOptions {
  readonly signal: AbortSignal
  /** How long all groups of the catalog may take; as long as they do unless given. */
  readonly groupsLimitMs?: number
}

/** Reads nothing but the groups; only a build compares the product with the others. */
export async function previewIn(
  { glanceAt }: Pick<FeedsState, 'glanceAt'>,
  feed: Feed,
  product: Product,
  { signal, groupsLimitMs }: PreviewOptions,
): Promise<Preview> {
  const glance = await glanceAt(feed, signal)
  const leaving = new AbortController()
  const asked = AbortSignal.any([signal, leaving.signal])
  const groups = () => familyOf(glance.catalog, { ...glance, signal: asked })
  try {
    // Without the catalog's own list of groups they cost a walk through all of it.
    const family = glance.catalog.groupIds && (await within(groups, signal, groupsLimitMs))
    const findings: Finding[] = []
    const item = glance.writer.write(product, (finding) => findings.push(finding), family)
    return { item, findings, knowsGroups: family !== undefined }
  } finally {
    leaving.abort()
  }
}

/** Undefined where it takes longer than it may. */
async function within<T>(
  ask: () => Promise<T>,
  signal: AbortSignal,
  limitMs: number | undefined,
): Promise<T | undefined> {
  if (limitMs === undefined) return ask()
  const late = tooSlow('its groups', limitMs)
  try {
    return await answerWithin(limitMs, signal, ask, () => late)
  } catch (error) {
    if (error === late) return undefined
    throw error
  }
}

/** An id as it was given, and without the prefix of any channel. */
export async function spellingsOf(
  { host, channels }: Pick<FeedsState, 'host' | 'channels'>,
  store: string,
  id: string,
): Promise<readonly string[]> {
  const spellings = new Set([id])
  for (const channel of channels) {
    const { idPrefix } = await readChannel(host.registry, store, channel)
    if (idPrefix !== '' && id.startsWith(idPrefix)) spellings.add(id.slice(idPrefix.length))
  }
  return [...spellings]
}
