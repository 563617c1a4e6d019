/** Which build of better-sqlite3 runs here: 12 up to Node 20, 13 from Node 22 on. */
import { createRequire } from 'node:module'
import { setTimeout as pause } from 'node:timers/promises'
import type BetterSqlite from 'better-sqlite3'
import type knexFactory from 'knex'

export type SqliteDriver = typeof BetterSqlite

const longestPauseMs = 20

// 13 needs Node 22 (it crashes on 20); 12 aborts the process on Node 24.19 and newer, whose ObjectWrap asserts
// an environment that is not there while garbage is collected. Neither runs on all three.
const isModern = Number(process.versions.node.split('.')[0]) >= 22
const names = isModern ? ['better-sqlite3-13', 'better-sqlite3'] : ['better-sqlite3']

/** Rejects where none is installed or could be built. */
export async function loadSqliteDriver(): Promise<SqliteDriver> {
  const failures: unknown[] = []
  for (const name of names) {
    try {
      return ((await import(name)) as { default: SqliteDriver }).default
    } catch (error) {
      failures.push(error)
    }
  }
  throw new AggregateError(failures, `none of ${names.join(', ')} can be loaded`)
}

type Query = (connection: unknown, query: unknown) => Promise<unknown>

/** The driver as knex takes it; a statement that meets another writer is tried again for `busyMs`. */
export function sqliteClient(driver: SqliteDriver, busyMs: number): typeof knexFactory.Client {
  const require = createRequire(import.meta.url)
  const Dialect = require('knex/lib/dialects/better-sqlite3/index.js') as typeof knexFactory.Client
  const plain = Dialect.prototype as unknown as { readonly _query: Query }
  return class extends Dialect {
    _driver() {
      return driver
    }

    // Waiting inside the driver would stop the whole process, and with it the other writer where that is the host's
    // own connection in the same process: neither would ever end.
    async _query(connection: unknown, query: unknown): Promise<unknown> {
      const deadline = performance.now() + busyMs
      for (let attempt = 0; ; attempt++) {
        try {
          return await plain._query.call(this, connection, query)
        } catch (error) {
          if ((error as { code?: unknown }).code !== 'SQLITE_BUSY' || performance.now() > deadline)
            throw error
          await pause(Math.min(1 + attempt, longestPauseMs))
        }
      }
    }
  }
}
