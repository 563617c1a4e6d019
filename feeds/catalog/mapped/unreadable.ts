/** Tells tables that are not as the mapping says, which a person must mend, from a database that is merely away. */
import { AppError } from '../../../src/kernel.js'
import { type Path, tellMistake } from './mistake.js'

// MySQL: unknown column, table, database, index, function; a faulty query; no right to read a table, column or database.
const schemaErrnos: ReadonlySet<unknown> = new Set([1054, 1146, 1049, 1176, 1305, 1064, 1142, 1143, 1044])
// SQLite has one code for every mistake, so its texts are read.
const schemaText = /no such (table|column|index|function)|syntax error|incomplete input/

/** Runs a query of the mapping's part at `path`; a mistake becomes CATALOG_UNREADABLE, all else passes. */
export async function readable<T>(path: Path, query: PromiseLike<T>): Promise<T> {
  try {
    return await query
  } catch (error) {
    const told = schemaFault(error)
    if (told === undefined) throw error
    throw new AppError(
      'CATALOG_UNREADABLE',
      'unavailable',
      `The shop's tables are not as the mapping says: ${tellMistake({ path, message: told })}. Mend the mapping, or the rights of its database user.`,
      { cause: error },
    )
  }
}

/** The engine's own words on a fault of tables, columns, queries or rights; they name no values. */
export function schemaFault(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if ('sqlMessage' in error && 'errno' in error)
    return schemaErrnos.has(error.errno) ? String(error.sqlMessage) : undefined
  const text = schemaText.test(error.message) ? error.message : undefined
  return text?.slice(text.lastIndexOf(' - ') + 1).replace(/^- /, '')
}
