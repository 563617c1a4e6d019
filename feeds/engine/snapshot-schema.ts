/** The tables of snapshots, and of feeds with the one row each that says which snapshot is published. */
import type { Knex } from 'knex'
import { createTable, keyColumn, type Migration } from '../../src/kernel.js'

export const snapshotTable = 'storecast_feed_snapshots'
export const feedTable = 'storecast_feeds'

/** Of a refused snapshot's basis: that somebody decided to keep what is published. */
const decision: Readonly<Record<string, (columns: Knex.TableBuilder) => void>> = {
  kept_basis: (columns) => columns.string('kept_basis', 64),
  kept_by: (columns) => columns.string('kept_by', 190),
  kept_at: (columns) => columns.bigInteger('kept_at'),
}

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
  {
    name: 'feeds-003-long-reports',
    async up({ kind, knex }) {
      // SQLite's text has no length; MySQL's ends at 64 KB.
      if (kind !== 'mysql') return
      await knex.schema.alterTable(snapshotTable, (columns) => {
        columns.text('report', 'mediumtext').notNullable().alter()
      })
    },
  },
  {
    name: 'feeds-004-id-lists',
    async up({ knex }) {
      if (await knex.schema.hasColumn(snapshotTable, 'id_list')) return
      await knex.schema.alterTable(snapshotTable, (columns) => {
        columns.string('id_list', 255)
      })
    },
  },
  {
    name: 'feeds-005-kept-refusals',
    async up({ knex }) {
      for (const [column, add] of Object.entries(decision)) {
        if (!(await knex.schema.hasColumn(feedTable, column))) await knex.schema.alterTable(feedTable, add)
      }
    },
  },
]
