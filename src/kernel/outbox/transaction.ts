/** A transaction of the outbox's own, which locks the rows that it changes and nothing between them. */
import type { Knex } from 'knex'
import type { Database } from '../database/database.js'

/** `work` may run more than once. */
export function inTransaction<T>(
  { knex, kind, retry }: Database,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  // In InnoDB's usual isolation gaps are locked too: shops insert there in their own transactions, whose orders would
  // wait, or fail as a deadlock's victims.
  return retry(() => knex.transaction(work, kind === 'mysql' ? { isolationLevel: 'read committed' } : {}))
}
