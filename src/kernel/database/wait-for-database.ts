/** Waits at start for a database that may come up later than this process. */
import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '../errors.js'
import type { Log } from '../log.js'
import type { Database } from './database.js'

const pauseMs = 500

/** Resolves when the database answers; throws DATABASE_UNREACHABLE when it has not within `limitMs`. */
export async function waitForDatabase(database: Database, limitMs: number, log: Log): Promise<void> {
  const deadline = performance.now() + limitMs
  for (let told = false; ; told = true) {
    try {
      return await database.ping()
    } catch (cause) {
      if (performance.now() + pauseMs > deadline || isFinal(database, cause))
        throw unreachable(database, cause)
      if (!told)
        log.warn({ place: database.place, limitMs }, 'the database does not answer yet; waiting for it')
      await pause(pauseMs)
    }
  }
}

// A file does not come up later; only another process that holds it goes away.
function isFinal({ kind }: Database, cause: unknown): boolean {
  return kind === 'sqlite' && !/^SQLITE_BUSY/.test(String(codeOf(cause)))
}

function codeOf(cause: unknown): unknown {
  return (cause as { code?: unknown } | undefined)?.code
}

function unreachable({ place, kind }: Database, cause: unknown): AppError {
  const code = codeOf(cause) ?? 'no answer'
  const advice =
    kind === 'mysql'
      ? 'Check that the server runs, and host, port, user and database name in DATABASE_URL.'
      : 'Check that the file and its folder belong to this user and can be written, or set DATABASE_URL to another place.'
  return new AppError(
    'DATABASE_UNREACHABLE',
    'unavailable',
    `The database ${place} cannot be used (${code}). ${advice}`,
    { cause },
  )
}
