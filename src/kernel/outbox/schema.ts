/** The outbox's tables: entries on their way, the log of what was ever sent, the destinations, and the exchanges. */
import { createTable, keyColumn } from '../database/columns.js'
import type { Database } from '../database/database.js'
import type { Migration } from '../migration.js'
import { tallyMigration } from './tally-schema.js'

export const entryTable = 'storecast_outbox_entries'
export const logTable = 'storecast_send_log'
export const destinationTable = 'storecast_outbox_destinations'
export const sendTable = 'storecast_outbox_sends'

/** Where the id of the first exchange will stand, and the blank before it. */
export const roomForSend = ' '.repeat(37)

// Of a character set whose letters differ in length, MySQL's CHAR is no wider than what stands in it.
const tokenType = ({ kind }: Pick<Database, 'kind'>) =>
  kind === 'mysql' ? 'char(36) character set ascii collate ascii_bin' : 'char(36)'

/** A claim reads it from its left end. */
export const claimIndex = 'storecast_outbox_claim'

/** One store's entries by when they were made. */
export const newestIndex = 'storecast_outbox_newest'

export const outboxMigrations: readonly Migration[] = [
  {
    name: 'outbox-001-entries',
    up: (database) =>
      createTable(database, entryTable, (columns) => {
        keyColumn(database, columns, 'id', 36).primary()
        keyColumn(database, columns, 'store', 64).notNullable()
        keyColumn(database, columns, 'destination', 100).notNullable()
        columns.string('name', 100).notNullable()
        columns.string('event_id', 190).notNullable()
        columns.string('order_id', 100)
        // 100 less the priority: engines that index in one direction only find the urgent ones first.
        columns.smallint('urgency').notNullable()
        keyColumn(database, columns, 'state', 10).notNullable()
        columns.bigInteger('due_at').notNullable()
        // How long the state may last: a lease's end, an expiry, or when it is forgotten.
        columns.bigInteger('state_until').notNullable()
        columns.bigInteger('send_until').notNullable()
        columns.bigInteger('occurred_at').notNullable()
        columns.bigInteger('made_at').notNullable()
        columns.integer('attempts').notNullable()
        // What every claim and settling writes has its room from the start: a row whose length changes is written anew,
        // body and all, and pages split (measured on MariaDB: 17 KB of redo log an entry instead of 4).
        columns.specificType('lease_token', tokenType(database)).notNullable().defaultTo('')
        columns.bigInteger('leased_at').notNullable().defaultTo(0)
        columns.bigInteger('doubt_since')
        columns.bigInteger('settled_at').notNullable().defaultTo(0)
        columns.string('reason', 190)
        columns.string('sends', 400).notNullable().defaultTo(roomForSend)
        keyColumn(database, columns, 'pending_key', 64)
        columns.text('body', 'mediumtext').notNullable()
        // A claim reads it from its left end; another order would lock every row that is due. With the name in it the
        // backlog is counted by the index alone: looking up its rows took ten times as long (a million entries, MariaDB).
        columns.index(['store', 'destination', 'state', 'urgency', 'due_at', 'id', 'name'], claimIndex)
        columns.index(['state', 'state_until'], 'storecast_outbox_until')
        // What people look at: the newest of one store, however many another one has; and of one name among them.
        columns.index(['store', 'id', 'name'], newestIndex)
        columns.index(['store', 'pending_key'], 'storecast_outbox_pending')
      }),
  },
  {
    name: 'outbox-002-send-log',
    up: (database) =>
      createTable(database, logTable, (columns) => {
        keyColumn(database, columns, 'store', 64).notNullable()
        keyColumn(database, columns, 'destination', 100).notNullable()
        keyColumn(database, columns, 'event_name', 100).notNullable()
        keyColumn(database, columns, 'event_id', 190).notNullable()
        keyColumn(database, columns, 'order_id', 100)
        keyColumn(database, columns, 'entry_id', 36).notNullable()
        columns.boolean('is_lasting').notNullable()
        columns.bigInteger('attempted_at')
        columns.bigInteger('reported_at')
        columns.primary(['store', 'destination', 'event_name', 'event_id'])
        columns.index(['entry_id'], 'storecast_send_log_entry')
        columns.index(['store', 'order_id'], 'storecast_send_log_order')
        columns.index(['is_lasting', 'entry_id'], 'storecast_send_log_lasting')
      }),
  },
  {
    name: 'outbox-003-destinations',
    up: (database) =>
      createTable(database, destinationTable, (columns) => {
        keyColumn(database, columns, 'store', 64).notNullable()
        keyColumn(database, columns, 'destination', 100).notNullable()
        columns.bigInteger('not_before').notNullable()
        columns.string('held_print', 64)
        columns.bigInteger('held_since')
        columns.primary(['store', 'destination'])
      }),
  },
  {
    name: 'outbox-004-sends',
    up: (database) =>
      createTable(database, sendTable, (columns) => {
        keyColumn(database, columns, 'id', 36).primary()
        keyColumn(database, columns, 'store', 64).notNullable()
        keyColumn(database, columns, 'destination', 100).notNullable()
        columns.bigInteger('started_at').notNullable()
        columns.integer('duration_ms').notNullable()
        columns.integer('entries').notNullable()
        columns.string('outcome', 40).notNullable()
        columns.string('answer', 400).notNullable()
        columns.index(['store', 'id'], 'storecast_outbox_sends_store')
      }),
  },
  tallyMigration,
]
