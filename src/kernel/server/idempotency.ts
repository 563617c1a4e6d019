/** Idempotency: what a caller sends twice under one key of its own is done once, and answered twice. */
import { hash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Knex } from 'knex'
import { createTable, keyColumn } from '../database/columns.js'
import type { Database } from '../database/database.js'
import { AppError } from '../errors.js'
import type { Migration } from '../migration.js'

/** A request under a key, and what it is answered with where it is the first. */
export interface KeyedRequest {
  readonly store: string
  /** What was called, at most 190 characters: one key may stand for something else elsewhere. */
  readonly route: string
  readonly key: string
  /** At most 64 characters; another one under the same key is another request. */
  readonly bodyHash: string
  readonly answer: string
  readonly nowMs: number
}

/** `new`: do it, in this transaction. `conflict`: the key stands for another body. Else: the first one's answer. */
export type Remembered = 'new' | 'conflict' | { readonly answer: string }

export interface Idempotency {
  /** To be asked before the work itself, in its transaction: both are there, or neither. Waits for one under way. */
  remember(trx: Knex.Transaction, request: KeyedRequest): Promise<Remembered>
  /** Forgets what was remembered before an instant, in steps that hold no lock for long; answers how many. */
  forgetOlder(beforeMs: number): Promise<number>
}

const table = 'storecast_idempotency'
const mostPerStep = 500

export const idempotencyMigrations: readonly Migration[] = [
  {
    name: 'idempotency-001-table',
    up: (database) =>
      createTable(database, table, (columns) => {
        keyColumn(database, columns, 'store', 64).notNullable()
        keyColumn(database, columns, 'route', 190).notNullable()
        keyColumn(database, columns, 'key_hash', 64).notNullable()
        columns.string('body_hash', 64).notNullable()
        columns.text('answer').notNullable()
        columns.bigInteger('made_at').notNullable()
        columns.primary(['store', 'route', 'key_hash'])
        columns.index(['made_at'])
      }),
  },
]

export function createIdempotency(database: Database): Idempotency {
  async function remember(trx: Knex.Transaction, request: KeyedRequest): Promise<Remembered> {
    const { store, route, key, bodyHash, answer, nowMs } = request
    // Callers like to put order numbers and mail addresses into their keys.
    const place = { store, route, key_hash: hash('sha256', key, 'hex') }
    try {
      await trx(table).insert({ ...place, body_hash: bodyHash, answer, made_at: nowMs })
      return 'new'
    } catch (error) {
      if (!database.isDuplicate(error)) throw error
    }
    // A plain read would look into a view that may be older than the row it met.
    const first = await trx(table).where(place).forShare().first('body_hash', 'answer')
    // Pruned in between, on an engine that does not hold the row after a refused insert.
    if (first === undefined) return remember(trx, request)
    return first.body_hash === bodyHash ? { answer: first.answer } : 'conflict'
  }

  async function forgetSome(beforeMs: number): Promise<number> {
    const old = await database
      .knex(table)
      .where('made_at', '<', beforeMs)
      .limit(mostPerStep)
      .select('store', 'route', 'key_hash')
    if (old.length === 0) return 0
    const keys = old.map(({ store, route, key_hash }) => [store, route, key_hash])
    return database.retry(() =>
      database
        .knex(table)
        .whereIn(['store', 'route', 'key_hash'], keys)
        .where('made_at', '<', beforeMs)
        .delete(),
    )
  }

  return {
    remember,
    async forgetOlder(beforeMs) {
      let forgotten = 0
      for (;;) {
        const some = await forgetSome(beforeMs)
        if (some === 0) return forgotten
        forgotten += some
      }
    },
  }
}

/** What the caller named its request by; undefined where it did not. */
export function idempotencyKeyOf({ headers }: IncomingMessage): string | undefined {
  const key = headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key === 'string' && /^[ -~]{1,255}$/.test(key)) return key
  throw new AppError(
    'IDEMPOTENCY_KEY_MALFORMED',
    'invalid',
    'Idempotency-Key must be printable ASCII, 1 to 255 characters.',
  )
}

/** For who is told of a conflict. */
export function idempotencyConflict(): AppError {
  return new AppError(
    'IDEMPOTENCY_CONFLICT',
    'conflict',
    'This Idempotency-Key came before with another body, and that one holds.',
  )
}
