/** The embedded SQLite: one connection that writes, some read-only ones for long reads, in WAL mode. */
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type BetterSqlite from 'better-sqlite3'
import knexFactory, { type Knex } from 'knex'
import { AppError } from '../errors.js'
import type { Database } from './database.js'
import { quiet } from './quiet.js'
import { retryConflicts } from './retry.js'
import { loadSqliteDriver, type SqliteDriver, sqliteClient } from './sqlite-driver.js'

const busyTimeoutMs = 5_000
const readersAtMost = 4

/** Opens or makes the file; its folder is made where it is missing. */
export async function openSqlite(path: string): Promise<Database> {
  const client = sqliteClient(await requireDriver(), busyTimeoutMs)
  await makeFolder(path)
  const knex = connect(client, path, {})
  // The driver is synchronous and knex gives it one connection: a build on that one would make every hook wait.
  const reader = connect(client, path, { readonly: true })
  return faceOf(path, knex, reader)
}

/** Opens a file that is not ours: it must be there, and neither it nor its journal is changed. */
export async function openSqliteReader(path: string): Promise<Database> {
  const reader = connect(sqliteClient(await requireDriver(), busyTimeoutMs), path, { readonly: true })
  return faceOf(path, reader, reader)
}

function faceOf(path: string, knex: Knex, reader: Knex): Database {
  return {
    kind: 'sqlite',
    place: path,
    knex,
    transaction: (work) => retryConflicts(() => knex.transaction(work), isConflict),
    retry: (work) => retryConflicts(work, isConflict),
    still: (work) => reader.transaction((trx) => work(trx)),
    nowMs: knex.raw("CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER)"),
    isDuplicate: (error) => /^SQLITE_CONSTRAINT_(PRIMARYKEY|UNIQUE)$/.test(code(error)),
    ping: async () => {
      await knex.raw('select 1')
    },
    close: async () => {
      await reader.destroy()
      if (knex !== reader) await knex.destroy()
    },
  }
}

function connect(
  client: typeof knexFactory.Client,
  filename: string,
  options: { readonly readonly?: boolean },
): Knex {
  return knexFactory({
    client,
    log: quiet,
    connection: { filename, options },
    useNullAsDefault: true,
    pool: {
      min: 0,
      // A reader is held for a whole build; with one of them a second build would wait until it gives up.
      max: options.readonly ? readersAtMost : 1,
      idleTimeoutMillis: 2_147_483_647,
      // A COMMIT that fails (a full disk) leaves its transaction open; all that came after would be lost in it.
      validate: (connection: BetterSqlite.Database) => !connection.inTransaction,
      afterCreate: (
        connection: BetterSqlite.Database,
        done: (error: Error | null, connection: unknown) => void,
      ) => {
        prepare(connection, options.readonly === true).then(
          () => done(null, connection),
          (error) => done(error, connection),
        )
      },
    },
  })
}

async function prepare(connection: BetterSqlite.Database, isReader: boolean): Promise<void> {
  // The client waits instead, without holding up the process.
  connection.pragma(`busy_timeout = ${isReader ? busyTimeoutMs : 0}`)
  if (isReader) return
  await enterWal(connection)
  connection.pragma('synchronous = FULL')
}

// Two processes that open a new file together: the change of its journal is refused at once, whatever busy_timeout says.
async function enterWal(connection: BetterSqlite.Database): Promise<void> {
  const deadline = performance.now() + busyTimeoutMs
  for (;;) {
    try {
      connection.pragma('journal_mode = WAL')
      return
    } catch (error) {
      if (!isConflict(error) || performance.now() > deadline) throw error
      await pause(20)
    }
  }
}

async function requireDriver(): Promise<SqliteDriver> {
  try {
    return await loadSqliteDriver()
  } catch (cause) {
    throw new AppError(
      'DATABASE_DRIVER_MISSING',
      'unavailable',
      'The embedded database needs the optional package better-sqlite3, which is not installed or could not be built here. Install a C++ compiler and run "npm rebuild better-sqlite3", or set DATABASE_URL=mysql://user:password@host:3306/name.',
      { cause },
    )
  }
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
  } catch (cause) {
    throw new AppError(
      'DATABASE_FOLDER_UNUSABLE',
      'unavailable',
      `The folder of the database ${path} cannot be made: check who owns it, or set DATABASE_URL to another place.`,
      { cause },
    )
  }
}

function code(error: unknown): string {
  return String((error as { code?: unknown } | undefined)?.code)
}

function isConflict(error: unknown): boolean {
  return /^SQLITE_BUSY/.test(code(error))
}
