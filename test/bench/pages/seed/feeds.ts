/** Seeds the history of feeds: snapshots with their reports, and filtered feeds beside the whole ones. */
import type { Connection } from 'mysql2/promise'
import { type Effect, effects } from '../../../../feeds/engine/effects.js'
import { canonical } from '../../../../feeds/engine/feed.js'
import { reasons } from '../../../../feeds/engine/reasons.js'
import type { Report } from '../../../../feeds/engine/report.js'
import { feedTable, snapshotTable } from '../../../../feeds/engine/snapshot-schema.js'
import { productId } from '../../catalog/seeded-product.js'
import { brands } from '../../catalog/vocabulary.js'
import type { Amounts } from '../amounts.js'
import { spreadOver, timeOrdered } from './sql.js'

const store = 'default'
const dayMs = 86_400_000
const channels = ['facebook-catalog', 'google-merchant'] as const

/** A filter of a feed that has a history of its own. */
export const oldFilter = canonical(store, channels[0], { brand: brands[0] ?? '' }).query

/** The whole feeds must be published: their reports become as long as the others'. */
export async function seedFeeds(
  connection: Connection,
  { snapshots, samples, filteredFeeds, products }: Amounts,
  now: number,
): Promise<void> {
  const report = JSON.stringify(reportOf(samples, products))
  const filtered = Array.from({ length: filteredFeeds }, (_, at) =>
    canonical(store, channels[at % channels.length] ?? channels[0], {
      brand: brands[at >> 1] ?? `Brand ${at}`,
    }),
  )
  const whole = channels.map((channel) => canonical(store, channel, {}))
  await connection.query(`update ${snapshotTable} set report = ?`, [report])
  const long = [...whole, ...filtered.slice(0, 2)]
  for (const { channel, hash } of long) {
    const count = Math.floor(snapshots / long.length)
    await connection.query(historyOf(channel, hash, count, now), [report])
  }
  for (const [at, { channel, hash, query, filter }] of filtered.entries()) {
    if (at >= 2)
      await connection.query(historyOf(channel, hash, 1, now - at), [JSON.stringify(reportOf(5, products))])
    await connection.query(
      `insert into ${feedTable} (store, channel, filter_hash, filter, query, snapshot_id, changed_at, checked_at, requested_at)
        select store, channel, filter_hash, ?, ?, id, built_at, built_at, ${now - at * 1_000} from ${snapshotTable}
        where store = ? and channel = ? and filter_hash = ? and refusal is null order by id desc limit 1`,
      [JSON.stringify(filter), query, store, channel, hash],
    )
  }
}

/** A snapshot every few hours until an hour ago; some were refused. */
function historyOf(channel: string, hash: string, count: number, now: number): string {
  const builtAt = spreadOver(now - 30 * dayMs, 30 * dayMs - 3_600_000, count, 'seq')
  const print = `md5(concat('${channel}${hash}', seq))`
  return `insert into ${snapshotTable} (id, store, channel, filter_hash, object, sha256, packed_bytes, plain_bytes, items, left_out,
      basis, built_at, took_ms, refusal, report)
    select ${timeOrdered(builtAt, print)}, '${store}', '${channel}', '${hash}', concat('${store}/', ${print}), sha2(${print}, 256),
      900000 + seq, 9000000 + seq, 9000 + seq, 300 + seq % 40, ${print}, ${builtAt}, 4000 + seq,
      if(seq % 25 = 1 and seq <> ${count}, 'It has 4,100 items; the published one has 9,000.', null), ?
    from seq_1_to_${count}`
}

/** As long as a build makes it: every reason counted, and examples of each. */
function reportOf(samples: number, products: number): Report {
  const kinds = Object.entries(reasons).flatMap(([reason, { effects: some }]) =>
    some.map((effect) => ({ effect: known(effect), reason })),
  )
  const kindAt = (at: number) =>
    kinds[at % kinds.length] ?? { effect: 'leftOut' as const, reason: 'EMPTY_TITLE' }
  return {
    leftOut: { EMPTY_TITLE: 120, EMPTY_IMAGE_URL: 200 },
    counts: kinds.map(({ effect, reason }, at) => ({
      effect,
      reason,
      field: `g:field_${at}`,
      count: 1 + at * 7,
    })),
    samples: Array.from({ length: samples }, (_, at) => ({
      ...kindAt(at),
      productId: productId((at * 7) % products),
      field: `g:field_${at % kinds.length}`,
      detail: `A value of this product that is not told as it stands in the catalog, for one reason or another (${at})`,
    })),
  }
}

function known(effect: string): Effect {
  const found = effects.find((each) => each === effect)
  if (found === undefined) throw new RangeError(`${effect} is no effect`)
  return found
}
