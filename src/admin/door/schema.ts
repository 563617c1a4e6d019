/** The door's tables: people, what they may do where, their sessions, and who changed any of it. */
import { createTable, keyColumn, type Migration } from '../../kernel.js'

export const tables = {
  people: 'storecast_admin_people',
  roles: 'storecast_admin_roles',
  sessions: 'storecast_admin_sessions',
  audit: 'storecast_admin_audit',
} as const

/** Stands where a store's key could: every store there is, and every one to come. */
export const everyStore = '*'

export const doorMigrations: readonly Migration[] = [
  {
    name: 'admin-001-people',
    up: (database) =>
      createTable(database, tables.people, (columns) => {
        keyColumn(database, columns, 'name', 64).primary()
        columns.string('password', 255).notNullable()
        columns.boolean('is_one_time').notNullable()
        columns.bigInteger('created_at').notNullable()
        columns.bigInteger('signed_in_at')
      }),
  },
  {
    name: 'admin-002-roles',
    up: (database) =>
      createTable(database, tables.roles, (columns) => {
        keyColumn(database, columns, 'person', 64).notNullable()
        keyColumn(database, columns, 'store', 64).notNullable()
        columns.string('role', 16).notNullable()
        columns.primary(['person', 'store'])
        columns.index(['store', 'person'])
      }),
  },
  {
    name: 'admin-003-sessions',
    up: (database) =>
      createTable(database, tables.sessions, (columns) => {
        keyColumn(database, columns, 'id', 64).primary()
        keyColumn(database, columns, 'person', 64).notNullable()
        columns.string('browser', 200).notNullable()
        columns.string('notice', 500)
        columns.bigInteger('began_at').notNullable()
        columns.bigInteger('seen_at').notNullable()
        columns.index(['person', 'seen_at'])
        columns.index(['seen_at'])
      }),
  },
  {
    name: 'admin-004-audit',
    up: (database) =>
      createTable(database, tables.audit, (columns) => {
        keyColumn(database, columns, 'id', 36).primary()
        keyColumn(database, columns, 'store', 64).notNullable()
        columns.string('what', 250).notNullable()
        columns.string('changed_by', 190).notNullable()
        columns.bigInteger('changed_at').notNullable()
        columns.index(['store', 'id'])
      }),
  },
]
