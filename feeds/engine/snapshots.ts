/** Reading and writing snapshots' rows; publishing is the change of one of them. */
import type { Knex } from 'knex'
import type { Feed, FeedKey } from './feed.js'
import { readReport } from './report.js'
import type { Published, Snapshot } from './snapshot.js'
import { rowKeyIn, rowKeyOf, toLine, toPublication } from './snapshot-row.js'
import { feedTable, snapshotTable } from './snapshot-schema.js'

export type { Report } from './report.js'
export type { Published, Snapshot } from './snapshot.js'

// A connection that fell silent is given up, or it would be taken from the pool again and again.
const readLimitMs = 10_000

/** The published snapshot of a feed. */
export async function findPublished(
  knex: Knex,
  feed: FeedKey,
  limitMs = readLimitMs,
): Promise<Published | undefined> {
  const row = await published(knex).where(rowKeyIn('f', feed)).first().timeout(limitMs)
  return row && toPublished(row)
}

/** Every published feed of a store, whole ones first, then the latest requested. */
export async function listPublished(knex: Knex, store: string): Promise<Published[]> {
  const rows = await published(knex).where('f.store', store).orderBy('f.requested_at', 'desc')
  const feeds = rows.map(toPublished)
  return [...feeds.filter(({ feed }) => !feed.query), ...feeds.filter(({ feed }) => feed.query)]
}

/** The newest snapshot of a feed, published or refused. */
export async function findNewest(knex: Knex, feed: Feed): Promise<Snapshot | undefined> {
  const row = await knex(snapshotTable).where(rowKeyOf(feed)).orderBy('id', 'desc').first()
  return row && toSnapshot(row)
}

export async function insertSnapshot(trx: Knex, feed: Feed, snapshot: Snapshot): Promise<void> {
  await trx(snapshotTable).insert({
    ...rowKeyOf(feed),
    id: snapshot.id,
    object: snapshot.object,
    id_list: snapshot.idList ?? null,
    sha256: snapshot.sha256,
    packed_bytes: snapshot.packedBytes,
    plain_bytes: snapshot.plainBytes,
    items: snapshot.items,
    left_out: snapshot.leftOut,
    basis: snapshot.basis,
    stale_at: snapshot.staleAt ?? null,
    built_at: snapshot.builtAt,
    took_ms: snapshot.tookMs,
    refusal: snapshot.refusal ?? null,
    report: JSON.stringify(snapshot.report),
  })
}

/** Points the feed at a snapshot: the one change that publishes. `before` is what it pointed at. */
export async function pointAt(
  trx: Knex,
  feed: Feed,
  snapshot: Snapshot,
  before: Published | undefined,
): Promise<void> {
  const now = snapshot.builtAt + snapshot.tookMs
  const changedAt = changeOf(snapshot, before, now)
  const decided = { kept_basis: null, kept_by: null, kept_at: null }
  const moved = { snapshot_id: snapshot.id, checked_at: now, changed_at: changedAt, ...decided }
  await trx(feedTable)
    .insert({
      ...rowKeyOf(feed),
      filter: JSON.stringify(feed.filter),
      query: feed.query,
      snapshot_id: snapshot.id,
      changed_at: changedAt,
      checked_at: now,
      requested_at: now,
    })
    .onConflict(['store', 'channel', 'filter_hash'])
    .merge(moved)
}

// Told as Last-Modified, in whole seconds: each new content gets a later one, whatever the clock does meanwhile.
function changeOf(snapshot: Snapshot, before: Published | undefined, now: number): number {
  if (!before) return now
  if (before.snapshot.sha256 === snapshot.sha256) return before.changedAt
  return Math.max(now, (Math.floor(before.changedAt / 1_000) + 1) * 1_000)
}

export async function markChecked(knex: Knex, feed: Feed, now: number): Promise<void> {
  await knex(feedTable).where(rowKeyOf(feed)).update({ checked_at: now })
}

export async function markRequested(knex: Knex, feed: FeedKey, now: number): Promise<void> {
  await knex(feedTable).where(rowKeyOf(feed)).update({ requested_at: now }).timeout(readLimitMs)
}

/** Forgets a feed and its history; its objects are the caller's to delete. */
export async function deleteFeed(trx: Knex, feed: FeedKey): Promise<void> {
  await trx(feedTable).where(rowKeyOf(feed)).delete()
  await trx(snapshotTable).where(rowKeyOf(feed)).delete()
}

/** Keeps the newest `count` snapshots of a feed, and the published one. */
export async function trimHistory(knex: Knex, feed: Feed, count: number): Promise<void> {
  const oldestKept = await knex(snapshotTable)
    .where(rowKeyOf(feed))
    .orderBy('id', 'desc')
    .offset(count - 1)
    .limit(1)
    .pluck('id')
  const pointer = await knex(feedTable).where(rowKeyOf(feed)).first('snapshot_id')
  if (oldestKept[0] === undefined) return
  await knex(snapshotTable)
    .where(rowKeyOf(feed))
    .andWhere('id', '<', oldestKept[0])
    .andWhereNot('id', pointer?.snapshot_id ?? '')
    .delete()
}

/** Names of the objects of the newest `count` snapshots that differ from each other, and of their lists of ids. */
export async function recentObjects(knex: Knex, feed: Feed, count: number): Promise<string[]> {
  const rows: { object: string; id_list: string | null }[] = await knex(snapshotTable)
    .where(rowKeyOf(feed))
    .orderBy('id', 'desc')
    .limit(20)
    .select('object', 'id_list')
  const recent = new Set([...new Set(rows.map(({ object }) => object))].slice(0, count))
  const lists = rows.flatMap(({ object, id_list }) => (id_list !== null && recent.has(object) ? id_list : []))
  return [...recent, ...new Set(lists)]
}

/** The list of a published feed's ids, and how many there are; undefined where none is on record. */
export async function findIdList(
  knex: Knex,
  feed: FeedKey,
): Promise<{ readonly name: string; readonly items: number } | undefined> {
  const row = await knex({ f: feedTable })
    .join({ s: snapshotTable }, 's.id', 'f.snapshot_id')
    .where(rowKeyIn('f', feed))
    .whereNotNull('s.id_list')
    .first('s.id_list', 's.items')
    .timeout(readLimitMs)
  return row && { name: row.id_list, items: row.items }
}

function published(knex: Knex) {
  return knex({ f: feedTable })
    .join({ s: snapshotTable }, 's.id', 'f.snapshot_id')
    .select('s.*', 'f.filter', 'f.query', 'f.changed_at', 'f.checked_at', 'f.requested_at')
}

// biome-ignore lint/suspicious/noExplicitAny: a row as the driver gives it; this is where it gets its type
function toPublished(row: any): Published {
  return { ...toPublication(row), snapshot: toSnapshot(row) }
}

// biome-ignore lint/suspicious/noExplicitAny: as above
function toSnapshot(row: any): Snapshot {
  return { ...toLine(row), report: readReport(row.report) }
}
