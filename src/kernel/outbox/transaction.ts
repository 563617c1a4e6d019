/** A transaction of the outbox's own, which locks the rows that it changes and nothing between them. */
import type { Knex } from 'knex'
import type { Database } from '../database/database.js'

// All statements of one transaction together: they change some hundred rows by their keys.
const silenceLimitMs = 10_000
const shortWaitSeconds = 2

/** `work` may run more than once. */
export function inTransaction<T>(
  { knex, kind, retry }: Database,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  if (kind === 'sqlite') return retry(() => knex.transaction(work))
  return retry(() => onLiveConnection(knex, work))
}

/** The same for rows that an open transaction of the shop's may hold: it rejects soon, with `LockWait`. */
export function inShortTransaction<T>(
  { knex, kind, retry }: Database,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  if (kind === 'sqlite') return retry(() => knex.transaction(work))
  return retry(() =>
    onLiveConnection(knex, work, shortWaitSeconds).catch((error) => {
      throw (error as { errno?: unknown }).errno === lockWaitNumber ? new LockWait(error) : error
    }),
  )
}

/** Somebody else holds a row; a type of its own, because the driver's error would be tried again and again. */
export class LockWait extends Error {
  constructor(cause: unknown) {
    super('another transaction holds a row', { cause })
  }
}

const lockWaitNumber = 1205

/** Where the server is gone without a word, the system would notice after a quarter of an hour. */
async function onLiveConnection<T>(
  knex: Knex,
  work: (trx: Knex.Transaction) => Promise<T>,
  waitSeconds?: number,
): Promise<T> {
  const connection: Connection = await knex.client.acquireConnection()
  const timer = setTimeout(() => connection.stream.destroy(new Error('silence')), silenceLimitMs)
  const waitAtMost = (seconds: number | 'default') =>
    knex.raw(`set session innodb_lock_wait_timeout = ${seconds}`).connection(connection)
  try {
    if (waitSeconds !== undefined) await waitAtMost(waitSeconds)
    // In InnoDB's usual isolation gaps are locked too: shops insert there in their own transactions, whose orders
    // would wait, or fail as a deadlock's victims.
    return await knex.transaction(work, { connection, isolationLevel: 'read committed' })
  } finally {
    // One that does not take it back is broken, and the pool lets it go.
    if (waitSeconds !== undefined) await waitAtMost('default').catch(() => connection.stream.destroy())
    clearTimeout(timer)
    await knex.client.releaseConnection(connection)
  }
}

interface Connection {
  readonly stream: { destroy(error?: Error): void }
}
