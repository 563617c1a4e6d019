/** The registry's rows: values per store, and the audit of every change. */
import type { Knex } from 'knex'
import { createTable, keyColumn } from '../database/columns.js'
import { timeOrderedId } from '../ids.js'
import type { Migration } from '../migration.js'

export interface RegistryRow {
  readonly store: string
  readonly group_name: string
  readonly key_name: string
  /** Sealed where the setting is. */
  readonly value: string
  /** The value that `value` replaced, valid until `previous_until`. */
  readonly previous_value: string | null
  readonly previous_until: number | null
}

/** One change, as the audit tells it; sealed values never stand here. */
export interface Change {
  readonly store: string
  readonly group: string
  readonly key: string
  readonly from: string | null
  readonly to: string | null
  readonly by: string
  readonly at: number
}

/** A change in the audit; later ones have greater ids. */
export interface AuditedChange extends Change {
  readonly id: string
}

const valueTable = 'storecast_registry'
const auditTable = 'storecast_registry_audit'
/** Stands for the new value where a sealed one was only looked at. */
const shown = '(shown)'

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

/** What a sealed value is bound to. */
export function placeOf(store: string, group: string, key: string): string {
  return `${store}/${group}/${key}`
}

/** Gives up after `limitMs`, and with it the connection that did not answer. */
export function rowsOf(knex: Knex, store: string, limitMs: number): Promise<RegistryRow[]> {
  return knex(valueTable).where({ store }).timeout(limitMs)
}

/** All rows of a store, locked, where the engine can, until the transaction ends. */
export function lockRows(trx: Knex.Transaction, store: string): Promise<RegistryRow[]> {
  return trx(valueTable).where({ store }).forUpdate()
}

/** Locks the row, where the engine can, until the transaction ends. */
export async function lockRow(
  trx: Knex.Transaction,
  store: string,
  group: string,
  key: string,
): Promise<RegistryRow | undefined> {
  return trx(valueTable).where({ store, group_name: group, key_name: key }).forUpdate().first()
}

export async function writeRow(trx: Knex, row: RegistryRow): Promise<void> {
  await trx(valueTable).insert(row).onConflict(['store', 'group_name', 'key_name']).merge()
}

/** Throws what `isDuplicate` knows where there is such a row. */
export async function insertRow(trx: Knex, row: RegistryRow): Promise<void> {
  await trx(valueTable).insert(row)
}

export async function deleteRow(trx: Knex, store: string, group: string, key: string): Promise<void> {
  await trx(valueTable).where({ store, group_name: group, key_name: key }).delete()
}

export async function writeChange(trx: Knex, change: Change): Promise<void> {
  await trx(auditTable).insert({
    id: timeOrderedId(change.at),
    store: change.store,
    group_name: change.group,
    key_name: change.key,
    old_value: change.from,
    new_value: change.to,
    changed_by: change.by,
    changed_at: change.at,
  })
}

/** Who was shown a sealed value stands in the audit as well. */
export async function writeShown(knex: Knex, look: Omit<Change, 'from' | 'to'>): Promise<void> {
  await writeChange(knex, { ...look, from: '(sealed)', to: shown })
}

function isChange(query: Knex.QueryBuilder): void {
  query.whereNull('new_value').orWhereNot('new_value', shown)
}

/** When the value was changed last. */
export async function changedAt(
  knex: Knex,
  store: string,
  group: string,
  key: string,
): Promise<number | undefined> {
  const row = await knex(auditTable)
    .where({ store, group_name: group, key_name: key })
    .andWhere(isChange)
    .orderBy('id', 'desc')
    .first('changed_at')
  return row && Number(row.changed_at)
}

/** Until when the value that was replaced last holds as well; undefined where none does. */
export async function overlapEndsAt(
  knex: Knex,
  store: string,
  group: string,
  key: string,
  now: number,
): Promise<number | undefined> {
  const row = await knex(valueTable)
    .where({ store, group_name: group, key_name: key })
    .andWhere('previous_until', '>', now)
    .first('previous_until')
  return row && Number(row.previous_until)
}

/** The newest changes first, of those with an id below `before`. */
export async function changesOf(
  knex: Knex,
  store: string,
  limit: number,
  before?: string,
): Promise<AuditedChange[]> {
  const query = knex(auditTable).where({ store }).orderBy('id', 'desc').limit(limit)
  if (before !== undefined) query.andWhere('id', '<', before)
  return (await query).map(auditedChange)
}

/** The last change of each of these keys, of those that ever were changed. */
export async function lastChangesOf(
  knex: Knex,
  store: string,
  group: string,
  keys: readonly string[],
): Promise<AuditedChange[]> {
  if (keys.length === 0) return []
  // One step along the index for each key: a `group by` would read the whole audit of the group.
  const last = keys.map((key) =>
    knex
      .select('*')
      .from(
        knex(auditTable)
          .where({ store, group_name: group, key_name: key })
          .andWhere(isChange)
          .orderBy('id', 'desc')
          .limit(1)
          .as('last'),
      ),
  )
  return (await knex.unionAll(last)).map(auditedChange)
}

function auditedChange(row: Readonly<Record<string, string | null>>): AuditedChange {
  return {
    id: String(row.id),
    store: String(row.store),
    group: String(row.group_name),
    key: String(row.key_name),
    from: row.old_value ?? null,
    to: row.new_value ?? null,
    by: String(row.changed_by),
    at: Number(row.changed_at),
  }
}
