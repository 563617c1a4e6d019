/** The audit of access: who signed in, and who let whom in where. */
import type { Knex } from 'knex'
import { timeOrderedId } from '../../kernel.js'
import { everyStore, tables } from './schema.js'

/** What happened, in words for the merchant; never a password. */
export interface AccessChange {
  /** Later ones have greater ids. */
  readonly id: string
  readonly at: number
  readonly by: string
  readonly what: string
}

/** One row for each store whose people may know of it. */
export async function writeAccess(
  knex: Knex,
  stores: readonly string[],
  { at, by, what }: Omit<AccessChange, 'id'>,
): Promise<void> {
  if (stores.length === 0) return
  await knex(tables.audit).insert(
    stores.map((store) => ({ id: timeOrderedId(at), store, what, changed_by: by, changed_at: at })),
  )
}

/** Of a store, what concerns all stores included; the newest first, of those with an id below `before`. */
export async function accessChangesOf(
  knex: Knex,
  store: string,
  limit: number,
  before?: string,
): Promise<readonly AccessChange[]> {
  // Two walks along the index, each bounded; one for both stores would have to sort what it finds.
  const lists = await Promise.all(
    [store, everyStore].map((each) => {
      const query = knex(tables.audit).where({ store: each }).orderBy('id', 'desc').limit(limit)
      return before === undefined ? query : query.andWhere('id', '<', before)
    }),
  )
  return lists
    .flat()
    .sort((a, b) => (a.id < b.id ? 1 : -1))
    .slice(0, limit)
    .map((row) => ({ id: row.id, at: Number(row.changed_at), by: row.changed_by, what: row.what }))
}

export async function forgetAccess(knex: Knex, before: number): Promise<void> {
  await knex(tables.audit).where('id', '<', timeOrderedId(before)).delete()
}
