import { describe, expect, test } from 'vitest'
import { canonical } from '../../../feeds/engine/feed.js'
import type { Report } from '../../../feeds/engine/report.js'
import type { Snapshot } from '../../../feeds/engine/snapshot.js'
import { snapshotMigrations, snapshotTable } from '../../../feeds/engine/snapshot-schema.js'
import { findNewest, findPublished, insertSnapshot, pointAt } from '../../../feeds/engine/snapshots.js'
import { createLog } from '../../../src/kernel/log.js'
import { migrate } from '../../../src/kernel/migrations.js'
import { describeEachDatabase } from '../../support/databases.js'
import { opened } from '../../support/opened.js'

const feed = canonical('default', 'google-merchant', {})
const log = createLog({ level: 'silent' })

const snapshotOf = (report: Report): Snapshot => ({
  id: '0190-a',
  object: 'default/google-merchant/whole/abc',
  idList: 'default/google-merchant/whole/def',
  sha256: 'abc',
  packedBytes: 1,
  plainBytes: 2,
  items: 3,
  leftOut: 4,
  basis: 'basis',
  staleAt: undefined,
  builtAt: 1_000,
  tookMs: 5,
  refusal: undefined,
  report,
})

/** About as long as a report may become. */
const longReport: Report = {
  leftOut: { EMPTY_TITLE: 1_000 },
  counts: [{ effect: 'leftOut', reason: 'EMPTY_TITLE', field: 'g:title', count: 1_000 }],
  samples: Array.from({ length: 500 }, (_, n) => ({
    productId: `${n}${'🌲'.repeat(90)}`,
    effect: 'leftOut',
    reason: 'EMPTY_TITLE',
  })),
}

describeEachDatabase('snapshots', (fresh) => {
  test('keep a report of nearly 200 KB as it is', async () => {
    const database = await opened((await fresh()).url)
    await migrate(database, snapshotMigrations, log)
    const snapshot = snapshotOf(longReport)
    expect(Buffer.byteLength(JSON.stringify(longReport))).toBeGreaterThan(190_000)
    await database.transaction(async (trx) => {
      await insertSnapshot(trx, feed, snapshot)
      await pointAt(trx, feed, snapshot, undefined)
    })
    expect((await findPublished(database.knex, feed))?.snapshot).toEqual(snapshot)
  })

  describe('of the first release', () => {
    const [first, second] = snapshotMigrations
    const old = { leftOut: { EMPTY_TITLE: 2 }, samples: [{ productId: 'a', reason: 'EMPTY_TITLE' }] }
    const oldRow = {
      id: '0190-a',
      store: 'default',
      channel: 'google-merchant',
      filter_hash: 'whole',
      object: 'default/google-merchant/whole/abc',
      sha256: 'abc',
      packed_bytes: 1,
      plain_bytes: 2,
      items: 3,
      left_out: 4,
      basis: 'basis',
      built_at: 1_000,
      took_ms: 5,
      report: JSON.stringify(old),
    }

    test('are read after the tables were brought up to date, also where that is done twice', async () => {
      const database = await opened((await fresh()).url)
      await first?.up(database)
      await second?.up(database)
      await database.knex(snapshotTable).insert(oldRow)
      await migrate(database, snapshotMigrations, log)
      for (const { up } of snapshotMigrations) await up(database)
      const newest = await findNewest(database.knex, feed)
      expect(newest?.idList).toBeUndefined()
      expect(newest?.report).toEqual({
        leftOut: { EMPTY_TITLE: 2 },
        counts: [{ effect: 'leftOut', reason: 'EMPTY_TITLE', field: '', count: 2 }],
        samples: [{ productId: 'a', effect: 'leftOut', reason: 'EMPTY_TITLE' }],
      })
      await expect(
        database.knex(snapshotTable).where({ id: '0190-a' }).update({ report: null }),
      ).rejects.toThrow()
    })
  })
})
