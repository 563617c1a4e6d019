/** The one migration runner: each step once per database, however many processes start together. */
import { setTimeout as pause } from 'node:timers/promises'
import { createTable, keyColumn } from './database/columns.js'
import type { Database } from './database/database.js'
import { AppError } from './errors.js'
import { createLeases, type Lease, leaseMigrations } from './leases.js'
import type { Log } from './log.js'
import type { Migration } from './migration.js'

const table = 'storecast_migrations'
const leaseMs = 30_000
const waitLimitMs = 120_000

/** Runs what has not run yet, in the given order, under a lease; answers the names of the steps it ran. */
export async function migrate(
  database: Database,
  migrations: readonly Migration[],
  log: Log,
): Promise<readonly string[]> {
  refuseTwins(migrations)
  for (const step of leaseMigrations) await step.up(database)
  await createTable(database, table, (columns) => {
    keyColumn(database, columns, 'name', 190).primary()
    columns.bigInteger('applied_at').notNullable()
  })
  if ((await pending(database, migrations)).length === 0) return []
  const lease = await waitForLease(database)
  try {
    const ran: string[] = []
    // Read again: another process may have run them while this one waited.
    for (const step of await pending(database, migrations)) {
      lease.lost.throwIfAborted()
      await step.up(database)
      // A process that lost its lease on the way finds its step recorded by the one that took over.
      await database
        .knex(table)
        .insert({ name: step.name, applied_at: database.nowMs })
        .onConflict('name')
        .ignore()
      log.info({ migration: step.name }, 'migrated')
      ran.push(step.name)
    }
    return ran
  } finally {
    await lease.release()
  }
}

/** The steps that this database has not seen. */
export async function pending(
  { knex }: Database,
  migrations: readonly Migration[],
): Promise<readonly Migration[]> {
  if (!(await knex.schema.hasTable(table))) return migrations
  const applied = new Set<string>(await knex(table).pluck('name'))
  return migrations.filter(({ name }) => !applied.has(name))
}

// Of two steps with one name the second would never run, and nobody would know.
function refuseTwins(migrations: readonly Migration[]): void {
  const names = new Set<string>()
  for (const { name } of migrations) {
    if (names.has(name)) throw new TypeError(`Two migrations are called ${name}`)
    names.add(name)
  }
}

async function waitForLease(database: Database): Promise<Lease> {
  const leases = createLeases(database)
  const deadline = performance.now() + waitLimitMs
  for (;;) {
    const lease = await leases.take('migrations', leaseMs)
    if (lease) return lease
    if (performance.now() > deadline) {
      throw new AppError(
        'MIGRATION_BUSY',
        'unavailable',
        'Another process has been migrating this database for two minutes; look at its log before starting this one again.',
      )
    }
    await pause(200)
  }
}
