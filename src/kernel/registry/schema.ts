/** The registry's tables: values per store, and the audit of every change. */
import { createTable, keyColumn } from '../database/columns.js'
import type { Migration } from '../migration.js'

export const valueTable = 'storecast_registry'
export const auditTable = 'storecast_registry_audit'

export const registryMigrations: readonly Migration[] = [
  {
    name: 'registry-001-values',
    up: (database) =>
      createTable(database, valueTable, (columns) => {
        keyColumn(database, columns, 'store', 64).notNullable()
        keyColumn(database, columns, 'group_name', 64).notNullable()
        keyColumn(database, columns, 'key_name', 64).notNullable()
        columns.text('value').notNullable()
        columns.text('previous_value')
        columns.bigInteger('previous_until')
        columns.primary(['store', 'group_name', 'key_name'])
      }),
  },
  {
    name: 'registry-002-audit',
    up: (database) =>
      createTable(database, auditTable, (columns) => {
        keyColumn(database, columns, 'id', 36).primary()
        keyColumn(database, columns, 'store', 64).notNullable()
        columns.string('group_name', 64).notNullable()
        columns.string('key_name', 64).notNullable()
        columns.text('old_value')
        columns.text('new_value')
        columns.string('changed_by', 190).notNullable()
        columns.bigInteger('changed_at').notNullable()
        columns.index(['store', 'id'])
        columns.index(['store', 'group_name', 'key_name', 'id'], 'storecast_registry_audit_key')
      }),
  },
]
