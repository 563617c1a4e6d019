/** Snapshots: what was built, in rows; and which one of a feed is published, in one row that changes at once. */
import type { Knex } from 'knex'
import { createTable, keyColumn, type Migration } from '../../src/kernel.js'
import type { Feed, FeedFilter } from './feed.js'

export interface Snapshot {
  readonly id: string
  /** The object's name in the store; undefined where the guard refused it and nothing was kept. */
  readonly object: string
  /** Of the packed bytes; what ETag is made of. */
  readonly sha256: string
  readonly packedBytes: number
  readonly plainBytes: number
  readonly items: number
  readonly leftOut: number
  /** What it was built from: catalog, settings and rules, hashed. */
  readonly basis: string
  /** When it has to be built again though nothing changed: the end of a sale. */
  readonly staleAt: number | undefined
  readonly builtAt: number
  readonly tookMs: number
  /** Why the guard did not let it be published; undefined where it did. */
  readonly refusal: string | undefined
  readonly report: Report
}

/** What was left out, and why. */
export interface Report {
  readonly leftOut: Readonly<Record<string, number>>
  /** Some of them, with the field that decided. */
  readonly samples: readonly {
    readonly productId: string
    readonly reason: string
    readonly field?: string
  }[]
}

/** A feed that has been published, with its snapshot. */
export interface Published {
  readonly feed: Pick<Feed, 'store' | 'channel' | 'query' | 'hash'> & { readonly filter: FeedFilter }
  readonly snapshot: Snapshot
  /** When the content last changed. */
  readonly changedAt: number
  /** When it was last found to be up to date. */
  readonly checkedAt: number
  readonly requestedAt: number
}

const snapshotTable = 'storecast_feed_snapshots'
const feedTable = 'storecast_feeds'
// A connection that fell silent is given up, or it would be taken from the pool again and again.
const readLimitMs = 10_000

export const snapshotMigrations: readonly Migration[] = [
  {
    name: 'feeds-001-snapshots',
    up: (database) =>
      createTable(database, snapshotTable, (columns) => {
        keyColumn(database, columns, 'id', 36).primary()
        keyColumn(database, columns, 'store', 64).notNullable()
        keyColumn(database, columns, 'channel', 64).notNullable()
        keyColumn(database, columns, 'filter_hash', 64).notNullable()
        columns.string('object', 255).notNullable()
        columns.string('sha256', 64).notNullable()
        columns.bigInteger('packed_bytes').notNullable()
        columns.bigInteger('plain_bytes').notNullable()
        columns.integer('items').notNullable()
        columns.integer('left_out').notNullable()
        columns.string('basis', 64).notNullable()
        columns.bigInteger('stale_at')
        columns.bigInteger('built_at').notNullable()
        columns.integer('took_ms').notNullable()
        columns.text('refusal')
        columns.text('report').notNullable()
        columns.index(['store', 'channel', 'filter_hash', 'id'])
      }),
  },
  {
    name: 'feeds-002-feeds',
    up: (database) =>
      createTable(database, feedTable, (columns) => {
        keyColumn(database, columns, 'store', 64).notNullable()
        keyColumn(database, columns, 'channel', 64).notNullable()
        keyColumn(database, columns, 'filter_hash', 64).notNullable()
        columns.text('filter').notNullable()
        columns.text('query').notNullable()
        keyColumn(database, columns, 'snapshot_id', 36).notNullable()
        columns.bigInteger('changed_at').notNullable()
        columns.bigInteger('checked_at').notNullable()
        columns.bigInteger('requested_at').notNullable()
        columns.primary(['store', 'channel', 'filter_hash'])
        columns.index(['store', 'requested_at'])
      }),
  },
]

const keyOf = ({ store, channel, hash }: Pick<Feed, 'store' | 'channel' | 'hash'>) => ({
  store,
  channel,
  filter_hash: hash,
})

/** The published snapshot of a feed. */
export async function findPublished(
  knex: Knex,
  feed: Pick<Feed, 'store' | 'channel' | 'hash'>,
  limitMs = readLimitMs,
): Promise<Published | undefined> {
  const row = await published(knex)
    .where(prefixed(keyOf(feed)))
    .first()
    .timeout(limitMs)
  return row && toPublished(row)
}

/** Every published feed of a store, whole ones first, then the latest requested. */
export async function listPublished(knex: Knex, store: string): Promise<Published[]> {
  const rows = await published(knex).where(prefixed({ store })).orderBy('f.requested_at', 'desc')
  const feeds = rows.map(toPublished)
  return [...feeds.filter(({ feed }) => !feed.query), ...feeds.filter(({ feed }) => feed.query)]
}

/** The newest snapshot of a feed, published or refused. */
export async function findNewest(knex: Knex, feed: Feed): Promise<Snapshot | undefined> {
  const row = await knex(snapshotTable).where(keyOf(feed)).orderBy('id', 'desc').first()
  return row && toSnapshot(row)
}

export async function insertSnapshot(trx: Knex, feed: Feed, snapshot: Snapshot): Promise<void> {
  await trx(snapshotTable).insert({
    ...keyOf(feed),
    id: snapshot.id,
    object: snapshot.object,
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
  const moved = { snapshot_id: snapshot.id, checked_at: now, changed_at: changedAt }
  await trx(feedTable)
    .insert({
      ...keyOf(feed),
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
  await knex(feedTable).where(keyOf(feed)).update({ checked_at: now })
}

export async function markRequested(
  knex: Knex,
  feed: Pick<Feed, 'store' | 'channel' | 'hash'>,
  now: number,
): Promise<void> {
  await knex(feedTable).where(keyOf(feed)).update({ requested_at: now }).timeout(readLimitMs)
}

/** Forgets a feed and its history; its objects are the caller's to delete. */
export async function deleteFeed(trx: Knex, feed: Pick<Feed, 'store' | 'channel' | 'hash'>): Promise<void> {
  await trx(feedTable).where(keyOf(feed)).delete()
  await trx(snapshotTable).where(keyOf(feed)).delete()
}

/** Keeps the newest `count` snapshots of a feed, and the published one. */
export async function trimHistory(knex: Knex, feed: Feed, count: number): Promise<void> {
  const oldestKept = await knex(snapshotTable)
    .where(keyOf(feed))
    .orderBy('id', 'desc')
    .offset(count - 1)
    .limit(1)
    .pluck('id')
  const pointer = await knex(feedTable).where(keyOf(feed)).first('snapshot_id')
  if (oldestKept[0] === undefined) return
  await knex(snapshotTable)
    .where(keyOf(feed))
    .andWhere('id', '<', oldestKept[0])
    .andWhereNot('id', pointer?.snapshot_id ?? '')
    .delete()
}

/** Names of the objects of the newest `count` snapshots that differ from each other. */
export async function recentObjects(knex: Knex, feed: Feed, count: number): Promise<string[]> {
  const names: string[] = await knex(snapshotTable)
    .where(keyOf(feed))
    .orderBy('id', 'desc')
    .limit(20)
    .pluck('object')
  return [...new Set(names)].slice(0, count)
}

function published(knex: Knex) {
  return knex({ f: feedTable })
    .join({ s: snapshotTable }, 's.id', 'f.snapshot_id')
    .select('s.*', 'f.filter', 'f.query', 'f.changed_at', 'f.checked_at', 'f.requested_at')
}

function prefixed(where: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(where).map(([column, value]) => [`f.${column}`, value]))
}

// biome-ignore lint/suspicious/noExplicitAny: a row as the driver gives it; this is where it gets its type
function toPublished(row: any): Published {
  return {
    feed: {
      store: row.store,
      channel: row.channel,
      hash: row.filter_hash,
      query: row.query,
      filter: JSON.parse(row.filter),
    },
    snapshot: toSnapshot(row),
    changedAt: Number(row.changed_at),
    checkedAt: Number(row.checked_at),
    requestedAt: Number(row.requested_at),
  }
}

// biome-ignore lint/suspicious/noExplicitAny: as above
function toSnapshot(row: any): Snapshot {
  return {
    id: row.id,
    object: row.object,
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
    report: JSON.parse(row.report),
  }
}
