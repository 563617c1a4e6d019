/** Fills the tables of a shop whose pages are measured, and tells what stands in them. */
import { type Connection, createConnection } from 'mysql2/promise'
import { snapshotTable } from '../../../../feeds/engine/snapshot-schema.js'
import { entryTable, newestIndex } from '../../../../src/kernel/outbox/schema.js'
import type { Group } from '../../../../src/kernel/registry/group.js'
import type { Amounts } from '../amounts.js'
import { pixelId, rareKind, seedEvents } from './events.js'
import { oldFilter, seedFeeds } from './feeds.js'
import { seedChanges, seedPeople, seedProblems } from './people.js'
import { oneValue } from './sql.js'

export const otherStore = 'second'

/** Rows that addresses of pages name. */
export interface Landmarks {
  readonly doneEvent: string
  readonly deadEvent: string
  /** Half of the events are older. */
  readonly middleEvent: string
  readonly orderId: string
  readonly eventId: string
  readonly snapshot: string
  readonly change: string
  readonly filter: string
  readonly rareKind: string
}

export interface Seeded {
  readonly landmarks: Landmarks
  /** Of all tables, with their indexes. */
  readonly tablesMb: number
}

export async function seedShop(
  url: string,
  amounts: Amounts,
  groups: readonly Group[],
  now: number,
): Promise<Seeded> {
  const { events, otherEvents, products } = amounts
  const connection = await createConnection({ uri: url, charset: 'utf8mb4', supportBigNumbers: true })
  try {
    await seedEvents(connection, { store: 'default', count: events, products, now })
    await seedEvents(connection, { store: otherStore, count: otherEvents, products, now })
    await connection.query(
      `insert into storecast_breakers (name, is_open, failures, round, cooldown_ms, retry_at, probe_token, probe_ms, probe_until)
        values (?, 0, 2, 1, 60000, 0, '', 0, 0)`,
      [`default meta:${pixelId}`],
    )
    await seedFeeds(connection, amounts, now)
    await seedPeople(connection, amounts, now)
    await seedChanges(connection, groups, amounts, now)
    await seedProblems(connection, amounts, now)
    return { landmarks: await landmarksIn(connection, events), tablesMb: await tablesMb(connection) }
  } finally {
    await connection.end()
  }
}

async function landmarksIn(connection: Connection, events: number): Promise<Landmarks> {
  const newest = `from ${entryTable} force index (${newestIndex}) where store = 'default'`
  const nth = (column: string, condition: string, offset: number, otherwise?: string) =>
    oneValue(
      connection,
      `select ${column} ${newest} and ${condition} order by id desc limit 1 offset ${offset}`,
      otherwise,
    )
  // Of few events none may be a purchase, or dead.
  const middleEvent = await nth('id', 'true', events >> 1)
  return {
    middleEvent,
    doneEvent: await nth('id', "state = 'done' and name = 'Purchase'", 0, middleEvent),
    deadEvent: await nth('id', "state = 'dead'", 0, middleEvent),
    orderId: await nth('order_id', "order_id is not null and state = 'done'", 0, 'none'),
    eventId: await nth('event_id', "name in ('AddToCart', 'PageView')", events >> 6),
    snapshot: await oneValue(
      connection,
      `select id from ${snapshotTable} where store = 'default' and channel = 'facebook-catalog' and filter_hash = 'whole' order by id limit 1 offset 3`,
    ),
    change: await oneValue(
      connection,
      "select id from storecast_registry_audit where store = 'default' order by id limit 1 offset 10",
    ),
    filter: oldFilter,
    rareKind,
  }
}

async function tablesMb(connection: Connection): Promise<number> {
  await connection.query(
    'analyze table storecast_outbox_entries, storecast_send_log, storecast_outbox_sends, storecast_feed_snapshots',
  )
  const sizes =
    'select sum(data_length + index_length) / 1e6 from information_schema.tables where table_schema = database()'
  return Number(await oneValue(connection, sizes))
}
