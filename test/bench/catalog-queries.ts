/** Counts the queries that touch the catalog's tables, by the database's own log of all queries. */
import { type Connection, createConnection } from 'mysql2/promise'

export interface QueryCount {
  /** Queries of anybody that named a catalog table since counting began. */
  count(): Promise<number>
  close(): Promise<void>
}

/** Needs an account that may set global variables, and a server that nobody else reads catalogs on. */
export async function countCatalogQueries(serverUrl: string): Promise<QueryCount> {
  const connection = await createConnection({ uri: serverUrl })
  const before = await variables(connection)
  await connection.query("SET GLOBAL general_log = 'OFF'")
  await connection.query('TRUNCATE TABLE mysql.general_log')
  await connection.query("SET GLOBAL log_output = 'TABLE'")
  await connection.query("SET GLOBAL general_log = 'ON'")
  return {
    async count() {
      const [rows] = await connection.query(
        `SELECT COUNT(*) AS queries FROM mysql.general_log
         WHERE CONVERT(argument USING utf8mb4) LIKE '%storecast\\_catalog\\_%' AND thread_id <> CONNECTION_ID()`,
      )
      return Number((rows as { queries: number }[])[0]?.queries)
    },
    async close() {
      await connection.query('SET GLOBAL general_log = ?, GLOBAL log_output = ?', before)
      await connection.end()
    },
  }
}

async function variables(connection: Connection): Promise<[number, string]> {
  const [rows] = await connection.query('SELECT @@global.general_log AS log, @@global.log_output AS output')
  const [found] = rows as { log: number; output: string }[]
  return [found?.log ?? 0, found?.output ?? 'FILE']
}
