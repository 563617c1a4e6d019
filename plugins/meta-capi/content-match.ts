/** Whether events call products as the catalog does: the ids of the last events against the last published feed. */
import { FEED_IDS } from '../../feeds/contract.js'
import type { Host } from '../../src/kernel.js'

export interface ContentMatch {
  /** Different ids of products in the last events. */
  readonly ids: number
  /** Those of them that the feed holds. */
  readonly standing: number
  /** Some that it does not hold, the latest first; long ones are cut. */
  readonly missing: readonly string[]
}

const eventsRead = 500
const examples = 5
const exampleLength = 60

/** Undefined where no feed for Facebook is on record. */
export async function contentMatch(
  { host }: { readonly host: Pick<Host, 'offers' | 'outbox'> },
  store: string,
): Promise<ContentMatch | undefined> {
  const feedIds = host.offers(FEED_IDS)
  if (!feedIds) return undefined
  const bodies = await host.outbox.recentBodies(store, eventsRead)
  const ids = [...new Set(bodies.flatMap(({ body }) => contentIdsIn(body)))]
  const standing = await feedIds.standing(store, 'FACEBOOK', ids)
  if (!standing) return undefined
  const missing = ids.filter((id) => !standing.has(id)).slice(0, examples)
  return { ids: ids.length, standing: standing.size, missing: missing.map(shortened) }
}

/** The products of an event; ids of groups stand in a feed as well, but none of its items has one. */
function contentIdsIn(body: string): readonly string[] {
  const { content_ids, contents, content_type } = customDataOf(body)
  if (content_type === 'product_group') return []
  const named = listOf(contents).map((each) => (each as { readonly id?: unknown } | null)?.id)
  return [...listOf(content_ids), ...named].filter((id) => typeof id === 'string')
}

/** What other modules put into the outbox may be no JSON, and is no event. */
function customDataOf(body: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(body).custom_data ?? {}
  } catch {
    return {}
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const shortened = (id: string): string => (id.length > exampleLength ? `${id.slice(0, exampleLength)}…` : id)
