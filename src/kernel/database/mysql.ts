/** MySQL, MariaDB and engines that speak their protocol. */
import type { Socket } from 'node:net'
import knexFactory from 'knex'
import { AppError } from '../errors.js'
import type { Database } from './database.js'
import { quiet } from './quiet.js'
import { retryConflicts } from './retry.js'

const acquireTimeoutMs = 10_000
const connectTimeoutMs = 5_000
const pingLimitMs = 5_000
const closeLimitMs = 5_000

/** Opens a pool; the first connection is made by the first query. */
export function openMysql(address: string, poolSize: number, isReadOnly = false): Database {
  const { url, parts } = parseAddress(address)
  const connections = new Set<Connection>()
  const knex = knexFactory({
    client: 'mysql2',
    log: quiet,
    connection: {
      ...parts,
      charset: 'utf8mb4',
      timezone: 'Z',
      supportBigNumbers: true,
      connectTimeout: connectTimeoutMs,
      ...(url.searchParams.has('ssl') ? { ssl: {} } : {}),
    },
    pool: { min: 0, max: poolSize, afterCreate: prepareConnection(isReadOnly, connections) },
    acquireConnectionTimeout: acquireTimeoutMs,
  })
  return {
    kind: 'mysql',
    place: `${url.protocol}//${url.host}${url.pathname}`,
    knex,
    transaction: (work) => retryConflicts(() => knex.transaction(work), isConflict),
    retry: (work) => retryConflicts(work, isConflict),
    still: (work) => knex.transaction((trx) => work(trx), { isolationLevel: 'repeatable read' }),
    nowMs: knex.raw('CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)'),
    isDuplicate: (error) => errno(error) === 1062,
    ping: async () => {
      await knex.raw('select 1').timeout(pingLimitMs)
    },
    async close() {
      // Knex waits for what is being asked, without an end where the server fell silent.
      const timer = setTimeout(() => {
        for (const { stream } of connections) stream.destroy()
      }, closeLimitMs)
      await knex.destroy()
      clearTimeout(timer)
    },
  }
}

function parseAddress(address: string) {
  try {
    const url = new URL(address)
    const parts = {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port || 3306),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database: decodeURIComponent(url.pathname.slice(1)),
    }
    if (parts.host && parts.database) return { url, parts }
  } catch {
    // What the parsers throw repeats the address, and with it the password.
  }
  throw new AppError(
    'DATABASE_ADDRESS_MALFORMED',
    'invalid',
    'DATABASE_URL must look like mysql://user:password@host:3306/name; special characters in the password are percent-encoded.',
  )
}

interface Connection {
  readonly stream: Socket
  query(sql: string, done: (error: Error | null) => void): void
}

type Done = (error: Error | null, connection: unknown) => void

// Strict mode, or MySQL cuts texts that are too long and stores zero dates instead of refusing.
const manners = "SET time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'"

const prepareConnection =
  (isReadOnly: boolean, connections: Set<Connection>) => (connection: Connection, done: Done) => {
    connections.add(connection)
    connection.stream.once('close', () => connections.delete(connection))
    connection.query(manners, (error) => {
      if (error || !isReadOnly) return done(error, connection)
      connection.query('SET SESSION TRANSACTION READ ONLY', (refused) => done(refused, connection))
    })
  }

function errno(error: unknown): unknown {
  return (error as { errno?: unknown } | undefined)?.errno
}

// 1213 deadlock, 1205 lock wait timeout, 1020 changed since read; 1180 and 1047 certification on Galera nodes.
const conflicts = new Set([1213, 1205, 1020, 1180, 1047])

function isConflict(error: unknown): boolean {
  return conflicts.has(errno(error) as number)
}
