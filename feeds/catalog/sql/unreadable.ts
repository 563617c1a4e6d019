/** Tells a fault of the schema, which a person must mend, from a database that is merely not there right now. */
import { AppError } from '../../../src/kernel.js'

// MySQL: unknown column, unknown table, unknown index. SQLite has one code for every mistake, so its texts are read.
const schemaErrnos: ReadonlySet<unknown> = new Set([1054, 1146, 1176])
const schemaText = /\bno such (table|column|index)\b/

/** Runs a query; a table or column that is not as we read it becomes CATALOG_UNREADABLE, all else passes. */
export async function readable<T>(query: PromiseLike<T>): Promise<T> {
  try {
    return await query
  } catch (error) {
    if (!isSchemaFault(error)) throw error
    throw new AppError(
      'CATALOG_UNREADABLE',
      'unavailable',
      'The catalog tables are missing or differ from what this version reads. Run "storecast migrate"; if a table was changed by hand, put back the table or column that the log names.',
      { cause: error },
    )
  }
}

function isSchemaFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('errno' in error && schemaErrnos.has(error.errno)) || schemaText.test(error.message)
}
