/** The rows of feeds and snapshots: their keys, and what a row of a driver's becomes. */
import type { FeedKey } from './feed.js'
import type { Published, SnapshotLine } from './snapshot.js'

/** The columns that a feed is found by. */
export const rowKeyOf = ({ store, channel, hash }: FeedKey) => ({ store, channel, filter_hash: hash })

/** The same in a query of several tables, under the name that one of them has there. */
export const rowKeyIn = (table: 'f' | 's', { store, channel, hash }: FeedKey) => ({
  [`${table}.store`]: store,
  [`${table}.channel`]: channel,
  [`${table}.filter_hash`]: hash,
})

const columns = [
  ...['id', 'object', 'id_list', 'sha256', 'packed_bytes', 'plain_bytes', 'items', 'left_out'],
  ...['basis', 'stale_at', 'built_at', 'took_ms', 'refusal'],
]
/** All of a snapshot but its report, where its table is called `s`. */
export const lineColumns = columns.map((column) => `s.${column}`)

// biome-ignore lint/suspicious/noExplicitAny: a row as the driver gives it; this is where it gets its type
export function toPublication(row: any): Omit<Published, 'snapshot'> {
  return {
    feed: {
      store: row.store,
      channel: row.channel,
      hash: row.filter_hash,
      query: row.query,
      filter: JSON.parse(row.filter),
    },
    changedAt: Number(row.changed_at),
    checkedAt: Number(row.checked_at),
    requestedAt: Number(row.requested_at),
  }
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export function toLine(row: any): SnapshotLine {
  return {
    id: row.id,
    object: row.object,
    idList: row.id_list ?? undefined,
    sha256: row.sha256,
    packedBytes: Number(row.packed_bytes),
    plainBytes: Number(row.plain_bytes),
    items: row.items,
    leftOut: row.left_out,
    basis: row.basis,
    staleAt: row.stale_at === null ? undefined : Number(row.stale_at),
    builtAt: Number(row.built_at),
    tookMs: row.took_ms,
    refusal: row.refusal ?? undefined,
  }
}
