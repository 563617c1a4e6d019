/** The database as the product sees it: knex on SQLite or MySQL, with what the two do differently behind one face. */
import type { Knex } from 'knex'

export type DatabaseKind = 'sqlite' | 'mysql'

export interface Database {
  readonly kind: DatabaseKind
  /** Where it is, without credentials, for messages. */
  readonly place: string
  /** Reads and writes. */
  readonly knex: Knex
  /** All or nothing, tried again when the engine chose it as a deadlock's victim; `work` may run more than once. */
  transaction<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T>
  /** One statement, tried again in the same way. */
  retry<T>(work: () => Promise<T>): Promise<T>
  /** One consistent view for a long read, on a connection that keeps no writer waiting. */
  still<T>(work: (view: Knex) => Promise<T>): Promise<T>
  /** Milliseconds since the epoch by the database's own clock, as an expression: processes' clocks differ. */
  readonly nowMs: Knex.Raw
  /** Whether this error says that a unique key was taken. */
  isDuplicate(error: unknown): boolean
  ping(): Promise<void>
  close(): Promise<void>
}
