/** Whether SQLite works here: better-sqlite3 is optional and may not have been built. */
import { loadSqliteDriver } from '../../src/kernel/database/sqlite-driver.js'

/** The reason why it does not work; undefined where it does. */
export async function probeSqlite(): Promise<string | undefined> {
  try {
    const Sqlite = await loadSqliteDriver()
    new Sqlite(':memory:').close()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message.split('\n', 1)[0] : String(error)
  }
}
