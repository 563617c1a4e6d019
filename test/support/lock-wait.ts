/** Sees that somebody waits for a lock, so that a test need not guess how long that takes. */
import { expect, vi } from 'vitest'
import type { Database } from '../../src/kernel/database/database.js'

const waiting =
  "select p.id from information_schema.innodb_trx t join information_schema.processlist p on p.id = t.trx_mysql_thread_id where t.trx_state = 'LOCK WAIT' and p.db = database()"

/** Resolves when a statement waits for a lock in this MySQL database. */
export async function waitsForLock({ knex }: Database): Promise<void> {
  await vi.waitFor(
    async () => {
      const [rows] = await knex.raw(waiting)
      expect(rows).toHaveLength(1)
    },
    // Asked more often than every 100 ms, the server answers from what it knew before.
    { timeout: 10_000, interval: 250 },
  )
}
