/** Snapshots and feeds as lists show them: without the reports, which are long. */
import type { Knex } from 'knex'
import type { Feed, FeedKey } from './feed.js'
import { readReport } from './report.js'
import type { Published, Snapshot, SnapshotLine } from './snapshot.js'
import { lineColumns, rowKeyIn, toLine, toPublication } from './snapshot-row.js'
import { feedTable, snapshotTable } from './snapshot-schema.js'

/** One of a feed's snapshots, beside the one before it. */
export interface HistoryLine extends SnapshotLine {
  /** Of the latest one before it that was not refused. */
  readonly itemsBefore: number | undefined
}

/** What somebody decided of a refused snapshot: that the published one stays. */
export interface Kept {
  /** Of the refused one; another basis asks again. */
  readonly basis: string
  readonly by: string
  readonly at: number
}

/** A published feed. */
export interface FeedLine extends Pick<Published, 'feed' | 'changedAt' | 'checkedAt' | 'requestedAt'> {
  readonly snapshot: HistoryLine
  readonly kept: Kept | undefined
}

export interface SnapshotDetail {
  readonly snapshot: Snapshot
  readonly feed: FeedKey
  /** Undefined where nothing of its feed is published. */
  readonly query: string | undefined
  readonly itemsBefore: number | undefined
  readonly isPublished: boolean
}

/** The published whole feeds of a store. */
export async function listWholeLines(knex: Knex, store: string): Promise<FeedLine[]> {
  return (await feedLines(knex).where({ 'f.store': store, 'f.filter_hash': 'whole' })).map(toFeedLine)
}

/** The filtered feeds of a store, the latest fetched first. */
export async function listFilteredLines(
  knex: Knex,
  store: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<FeedLine[]> {
  const rows = await feedLines(knex)
    .where({ 'f.store': store })
    .andWhereNot('f.filter_hash', 'whole')
    .orderBy('f.requested_at', 'desc')
    .limit(limit)
    .offset(offset)
  return rows.map(toFeedLine)
}

export async function findFeedLine(knex: Knex, feed: FeedKey): Promise<FeedLine | undefined> {
  const row = await feedLines(knex).where(rowKeyIn('f', feed)).first()
  return row && toFeedLine(row)
}

/** A feed's snapshots, the newest first; those behind `before` where that is given. */
export async function listHistory(
  knex: Knex,
  feed: FeedKey,
  { before, limit }: { readonly before: string | undefined; readonly limit: number },
): Promise<readonly HistoryLine[]> {
  const query = knex({ s: snapshotTable }).where(rowKeyIn('s', feed)).orderBy('s.id', 'desc').limit(limit)
  if (before !== undefined) query.andWhere('s.id', '<', before)
  const lines = (await query.select(lineColumns)).map(toLine)
  const last = lines.at(-1)
  const earlier = last && (await itemsBefore(knex, feed, last.id))
  return lines.map((line, at) => {
    const next = lines.slice(at + 1).find(({ refusal }) => refusal === undefined)
    return { ...line, itemsBefore: next ? next.items : earlier }
  })
}

/** The newest snapshot of a feed, published or refused. */
export async function findNewestLine(knex: Knex, feed: FeedKey): Promise<SnapshotLine | undefined> {
  const row = await knex({ s: snapshotTable })
    .where(rowKeyIn('s', feed))
    .orderBy('s.id', 'desc')
    .first(lineColumns)
  return row && toLine(row)
}

/** One snapshot of a channel with its report; another store's is none. */
export async function findSnapshot(
  knex: Knex,
  { store, channel }: Pick<Feed, 'store' | 'channel'>,
  id: string,
): Promise<SnapshotDetail | undefined> {
  const row = await knex({ s: snapshotTable })
    .leftJoin({ f: feedTable }, (on) =>
      on.on('f.store', 's.store').andOn('f.channel', 's.channel').andOn('f.filter_hash', 's.filter_hash'),
    )
    .where({ 's.id': id, 's.store': store, 's.channel': channel })
    .first([...lineColumns, 's.report', 's.filter_hash', 'f.query', 'f.snapshot_id'])
  if (!row) return undefined
  const feed = { store, channel, hash: row.filter_hash as string }
  return {
    feed,
    snapshot: { ...toLine(row), report: readReport(row.report) },
    query: feed.hash === 'whole' ? '' : (row.query ?? undefined),
    itemsBefore: await itemsBefore(knex, feed, id),
    isPublished: row.snapshot_id === id,
  }
}

/** Of the latest snapshot before this one that was not refused. */
async function itemsBefore(knex: Knex, feed: FeedKey, id: string): Promise<number | undefined> {
  const row = await knex({ s: snapshotTable })
    .where(rowKeyIn('s', feed))
    .andWhere('s.id', '<', id)
    .whereNull('s.refusal')
    .orderBy('s.id', 'desc')
    .first('s.items')
  return row?.items
}

function feedLines(knex: Knex) {
  const before = knex({ b: snapshotTable })
    .where('b.store', knex.ref('f.store'))
    .andWhere('b.channel', knex.ref('f.channel'))
    .andWhere('b.filter_hash', knex.ref('f.filter_hash'))
    .andWhere('b.id', '<', knex.ref('f.snapshot_id'))
    .whereNull('b.refusal')
    .orderBy('b.id', 'desc')
    .limit(1)
    .select('b.items')
    .as('items_before')
  return knex({ f: feedTable })
    .join({ s: snapshotTable }, 's.id', 'f.snapshot_id')
    .select(lineColumns)
    .select('f.store', 'f.channel', 'f.filter_hash', 'f.filter', 'f.query')
    .select('f.changed_at', 'f.checked_at', 'f.requested_at', 'f.kept_basis', 'f.kept_by', 'f.kept_at')
    .select(before)
}

// biome-ignore lint/suspicious/noExplicitAny: a row as the driver gives it; this is where it gets its type
function toFeedLine(row: any): FeedLine {
  return {
    ...toPublication(row),
    snapshot: { ...toLine(row), itemsBefore: row.items_before ?? undefined },
    kept:
      row.kept_basis === null
        ? undefined
        : { basis: row.kept_basis, by: row.kept_by, at: Number(row.kept_at) },
  }
}
