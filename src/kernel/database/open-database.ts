/** Opens the database that an address names: `mysql://…`, or the path of an embedded SQLite file. */
import { AppError } from '../errors.js'
import type { Database } from './database.js'
import { openMysql } from './mysql.js'
import { openSqlite, openSqliteReader } from './sqlite.js'

export interface DatabaseOptions {
  /** Connections at most; SQLite has one for writing and a few for long reads, whatever stands here. */
  readonly poolSize?: number
  /** For a database that is not ours: nothing is made, and the engine refuses every write. */
  readonly isReadOnly?: boolean
}

/** Makes no connection yet, except that an SQLite file and its folder are made where they are missing. */
export async function openDatabase(address: string, options: DatabaseOptions = {}): Promise<Database> {
  if (/^(mysql|mariadb):\/\//i.test(address))
    return openMysql(address, options.poolSize ?? 10, options.isReadOnly)
  // One letter and a colon is a drive of Windows.
  const scheme = /^(?:[a-z][a-z0-9+.-]+:(?:\/\/)?|:memory:$)/i.exec(address)?.[0]
  if (scheme !== undefined) {
    throw new AppError(
      'DATABASE_ADDRESS_UNKNOWN',
      'invalid',
      `DATABASE_URL begins with ${scheme}, which Storecast does not speak. Use mysql://user:password@host:3306/name, or the path of an SQLite file.`,
    )
  }
  return options.isReadOnly ? openSqliteReader(address) : openSqlite(address)
}
