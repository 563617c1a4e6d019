/** The tally's table: how many entries of a name became what, minute by minute and hour by hour. */
import { createTable, keyColumn } from '../database/columns.js'
import type { Migration } from '../migration.js'

export const tallyTable = 'storecast_outbox_tally'

export const tallyMigration: Migration = {
  name: 'outbox-005-tally',
  up: (database) =>
    createTable(database, tallyTable, (columns) => {
      keyColumn(database, columns, 'store', 64).notNullable()
      keyColumn(database, columns, 'span', 6).notNullable()
      columns.bigInteger('begins_at').notNullable()
      keyColumn(database, columns, 'name', 100).notNullable()
      keyColumn(database, columns, 'outcome', 8).notNullable()
      columns.integer('count').notNullable()
      columns.bigInteger('waited_ms').notNullable()
      columns.bigInteger('longest_ms').notNullable()
      columns.primary(['store', 'span', 'begins_at', 'name', 'outcome'])
      // What is old goes for all stores together.
      columns.index(['span', 'begins_at'], 'storecast_outbox_tally_old')
    }),
}

const minuteRowsKeptMs = 3 * 3_600_000
const hourRowsKeptMs = 35 * 86_400_000

/** Stretches of time that are counted by, each with how long its rows are kept. */
export const spans = {
  minute: { lengthMs: 60_000, keptMs: minuteRowsKeptMs },
  hour: { lengthMs: 3_600_000, keptMs: hourRowsKeptMs },
} as const

export type Span = keyof typeof spans

/** done: the destination has it · tested: as a test · dead: given up · retried: sent, and to be sent again. */
export type TallyOutcome = 'done' | 'tested' | 'dead' | 'retried'

/** When the stretch around an instant began; hours are those of UTC. */
export const beginOf = (span: Span, at: number): number => at - (at % spans[span].lengthMs)
