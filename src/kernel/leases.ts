/** Leases: the right to do one thing alone for a while, with a fence against holders that wake up too late. */
import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { createTable, keyColumn } from './database/columns.js'
import type { Database } from './database/database.js'
import { AppError } from './errors.js'
import type { Migration } from './migration.js'

export interface Lease {
  readonly name: string
  /** Higher with every new holder. */
  readonly fence: number
  /** Aborted when the lease was lost: someone else may hold it now. */
  readonly lost: AbortSignal
  /** Inside a transaction: throws LEASE_LOST unless still held, and keeps it held until the transaction ends. */
  prove(trx: Knex.Transaction): Promise<void>
  /** Never throws: where the database is away, the lease runs out by itself. */
  release(): Promise<void>
}

export interface Leases {
  /** Undefined when someone else holds it. It renews itself until released; `forMs` is how long it outlives its holder. */
  take(name: string, forMs: number): Promise<Lease | undefined>
  /** Which of these somebody holds now. */
  heldOf(names: readonly string[]): Promise<ReadonlySet<string>>
}

const table = 'storecast_leases'
const releaseLimitMs = 5_000

export const leaseMigrations: readonly Migration[] = [
  {
    name: 'leases-001-table',
    up: (database) =>
      createTable(database, table, (columns) => {
        keyColumn(database, columns, 'name', 190).primary()
        columns.string('holder', 36).notNullable()
        columns.bigInteger('fence').notNullable()
        columns.bigInteger('renewals').notNullable()
        columns.bigInteger('expires_at').notNullable()
      }),
  },
]

/** Leases live in the database and run by its clock, because the processes' clocks differ. */
export function createLeases(database: Database): Leases {
  const { knex, nowMs } = database
  const until = (forMs: number) => knex.raw('? + ?', [nowMs, forMs])

  async function take(name: string, forMs: number): Promise<Lease | undefined> {
    const holder = randomUUID()
    await knex(table)
      .insert({ name, holder: '', fence: 0, renewals: 0, expires_at: 0 })
      .onConflict('name')
      .ignore()
    const askedAt = performance.now()
    const taken = await knex(table)
      .where({ name })
      .andWhere('expires_at', '<=', nowMs)
      .update({ holder, fence: knex.raw('fence + 1'), expires_at: until(forMs) })
    if (taken === 0) return undefined
    const row = await knex(table).where({ name, holder }).first('fence')
    return row && hold(name, holder, Number(row.fence), forMs, askedAt)
  }

  function hold(name: string, holder: string, fence: number, forMs: number, takenAt: number): Lease {
    const mine = { name, holder, fence }
    const lost = new AbortController()
    let expiry: NodeJS.Timeout | undefined
    let ended = false

    const end = () => {
      ended = true
      clearInterval(renewal)
      clearTimeout(expiry)
    }
    const lose = () => {
      end()
      lost.abort(lostLease(name))
    }
    // Counted from before the question, so that the holder never believes longer than the database does.
    const heldFrom = (askedAt: number) => {
      clearTimeout(expiry)
      expiry = setTimeout(lose, askedAt + forMs - performance.now())
      expiry.unref()
    }
    const renewal = setInterval(async () => {
      const askedAt = performance.now()
      try {
        const renewed = await knex(table)
          .where(mine)
          .andWhere('expires_at', '>', nowMs)
          .update({ expires_at: until(forMs), renewals: knex.raw('renewals + 1') })
          .timeout(renewEveryMs(forMs))
        if (ended) return
        if (renewed === 0) lose()
        else heldFrom(askedAt)
      } catch {
        // The database may come back before the lease runs out; the expiry timer decides.
      }
    }, renewEveryMs(forMs))
    renewal.unref()
    heldFrom(takenAt)

    return {
      name,
      fence,
      lost: lost.signal,
      async prove(trx) {
        const held = await trx(table)
          .where(mine)
          .andWhere('expires_at', '>', nowMs)
          .update({ renewals: trx.raw('renewals + 1') })
        if (held === 0) throw lostLease(name)
      },
      async release() {
        end()
        try {
          await knex(table).where(mine).update({ expires_at: 0 }).timeout(releaseLimitMs)
        } catch {
          // It ends the work of its holder, whose own error must not be hidden behind this one.
        }
      },
    }
  }

  async function heldOf(names: readonly string[]): Promise<ReadonlySet<string>> {
    const held: string[] = await knex(table)
      .whereIn('name', names)
      .andWhere('expires_at', '>', nowMs)
      .pluck('name')
    return new Set(held)
  }

  return { take, heldOf }
}

function renewEveryMs(forMs: number): number {
  return Math.ceil(forMs / 3)
}

function lostLease(name: string): AppError {
  return new AppError(
    'LEASE_LOST',
    'unavailable',
    `The lease ${name} ran out while its work went on; another process may have taken over.`,
  )
}
