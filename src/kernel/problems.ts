/** Problems: lasting faults that a merchant can see and act on; raised again they count, and they end when mended. */
import type { Clock } from './clock.js'
import { createTable, keyColumn } from './database/columns.js'
import type { Database } from './database/database.js'
import type { Log } from './log.js'
import type { Migration } from './migration.js'

/** What is wrong, in words that a merchant understands; never a secret or a payload's values. */
export interface Problem {
  readonly store: string
  readonly code: Uppercase<string>
  /** What it is about, as a channel's name; empty where there is only one. */
  readonly subject: string
  readonly message: string
  readonly advice: string
}

export interface StandingProblem extends Problem {
  readonly firstSeenAt: number
  readonly lastSeenAt: number
  readonly times: number
}

export interface Problems {
  /** Never throws: where the database is away, the log has it. */
  raise(problem: Problem): Promise<void>
  /** Ends a problem; ending one that does not stand is nothing. */
  settle(store: string, code: Problem['code'], subject: string): Promise<void>
  standing(store: string): Promise<readonly StandingProblem[]>
  /** Resolves when what was raised and settled so far is stored, or could not be: nobody waits for it elsewhere. */
  idle(): Promise<void>
}

const table = 'storecast_problems'
// Whoever has a problem to tell must not hang on a database that fell silent.
const limitMs = 5_000

export const problemMigrations: readonly Migration[] = [
  {
    name: 'problems-001-table',
    up: (database) =>
      createTable(database, table, (columns) => {
        keyColumn(database, columns, 'store', 64).notNullable()
        keyColumn(database, columns, 'code', 64).notNullable()
        keyColumn(database, columns, 'subject', 190).notNullable()
        columns.text('message').notNullable()
        columns.text('advice').notNullable()
        columns.bigInteger('first_seen_at').notNullable()
        columns.bigInteger('last_seen_at').notNullable()
        columns.integer('times').notNullable()
        columns.primary(['store', 'code', 'subject'])
      }),
  },
]

/** Problems of all stores, in the database, so that every process and the merchant see the same. */
export function createProblems({ knex }: Database, clock: Clock, log: Log): Problems {
  const underWay = new Set<Promise<void>>()

  function noted(writing: Promise<void>): Promise<void> {
    const work = writing.finally(() => underWay.delete(work))
    underWay.add(work)
    return work
  }

  async function raise({ store, code, subject, message, advice }: Problem): Promise<void> {
    log.warn({ store, problem: code, subject }, message)
    const now = clock.now()
    try {
      await knex(table)
        .insert({ store, code, subject, message, advice, first_seen_at: now, last_seen_at: now, times: 1 })
        .onConflict(['store', 'code', 'subject'])
        .merge({ message, advice, last_seen_at: now, times: knex.raw(`${table}.times + 1`) })
        .timeout(limitMs)
    } catch (err) {
      log.error({ err, store, problem: code }, 'a problem could not be stored')
    }
  }

  async function settle(store: string, code: Problem['code'], subject: string): Promise<void> {
    try {
      await knex(table).where({ store, code, subject }).delete().timeout(limitMs)
    } catch (err) {
      log.error({ err, store, problem: code }, 'a problem could not be settled')
    }
  }

  return {
    raise: (problem) => noted(raise(problem)),
    settle: (store, code, subject) => noted(settle(store, code, subject)),
    async idle() {
      await Promise.all(underWay)
    },
    async standing(store) {
      const rows = await knex(table).where({ store }).orderBy(['code', 'subject'])
      return rows.map((row) => ({
        store: row.store,
        code: row.code,
        subject: row.subject,
        message: row.message,
        advice: row.advice,
        firstSeenAt: Number(row.first_seen_at),
        lastSeenAt: Number(row.last_seen_at),
        times: row.times,
      }))
    },
  }
}
