/** The registry's audit: who changed which value and when, and who was shown a sealed one. */
import type { Knex } from 'knex'
import { timeOrderedId } from '../ids.js'
import { auditTable } from './schema.js'

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

/** Stands for the new value where a sealed one was only looked at. */
const shown = '(shown)'

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
