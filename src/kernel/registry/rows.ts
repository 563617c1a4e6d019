/** The registry's rows: what is set in each store. */
import type { Knex } from 'knex'
import { valueTable } from './schema.js'

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
