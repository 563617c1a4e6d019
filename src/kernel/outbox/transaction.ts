/** A transaction of the outbox's own, which locks the rows that it changes and nothing between them. */
import type { Knex } from 'knex'
import type { Database } from '../database/database.js'

// All statements of one transaction together: they change some hundred rows by their keys.
const silenceLimitMs = 10_000

/** `work` may run more than once. */
export function inTransaction<T>(
  { knex, kind, retry }: Database,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  if (kind === 'sqlite') return retry(() => knex.transaction(work))
  return retry(() => onLiveConnection(knex, work))
}

/** Where the server is gone without a word, the system would notice after a quarter of an hour. */
async function onLiveConnection<T>(knex: Knex, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  const connection: Connection = await knex.client.acquireConnection()
  const timer = setTimeout(() => connection.stream.destroy(new Error('silence')), silenceLimitMs)
  try {
    // In InnoDB's usual isolation gaps are locked too: shops insert there in their own transactions, whose orders
    // would wait, or fail as a deadlock's victims.
    return await knex.transaction(work, { connection, isolationLevel: 'read committed' })
  } finally {
    clearTimeout(timer)
    await knex.client.releaseConnection(connection)
  }
}

interface Connection {
  readonly stream: { destroy(error: Error): void }
}
