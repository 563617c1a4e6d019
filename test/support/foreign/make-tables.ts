/** Makes the foreign shop's tables in an empty database. */
import type { Connection } from 'mysql2/promise'
import { createStatements, lenientSession } from './schema.js'

/** The session of the connection takes odd dates from then on. */
export async function makeForeignTables(connection: Connection): Promise<void> {
  await connection.query(lenientSession)
  for (const statement of createStatements) await connection.query(statement)
}
