/** The table of breakers: one row for each destination that ever failed. */
import { createTable, keyColumn } from '../database/columns.js'
import type { Migration } from '../migration.js'

export const table = 'storecast_breakers'

export const breakerMigrations: readonly Migration[] = [
  {
    name: 'breakers-001-table',
    up: (database) =>
      createTable(database, table, (columns) => {
        keyColumn(database, columns, 'name', 190).primary()
        columns.boolean('is_open').notNullable()
        columns.integer('failures').notNullable()
        // Higher with every opening and reopening: an answer to a call from before is late.
        columns.bigInteger('round').notNullable()
        columns.bigInteger('cooldown_ms').notNullable()
        columns.bigInteger('retry_at').notNullable()
        columns.string('probe_token', 36).notNullable()
        columns.bigInteger('probe_ms').notNullable()
        columns.bigInteger('probe_until').notNullable()
      }),
  },
]
