/** Columns and tables that mean the same on every engine. */
import type { Knex } from 'knex'
import type { Database } from './database.js'

/**
 * A text column that takes part in a key: compared byte by byte.
 * MySQL's default collation holds `purchase.A1b` and `purchase.a1B` for the same key, and one of them is lost.
 */
export function keyColumn(
  { kind }: Pick<Database, 'kind'>,
  table: Knex.CreateTableBuilder,
  name: string,
  length: number,
): Knex.ColumnBuilder {
  const column = table.string(name, length)
  if (kind === 'mysql') column.collate('utf8mb4_bin')
  return column
}

/** Makes the table unless it is there; two processes may try at the same time. */
export async function createTable(
  { knex }: Pick<Database, 'knex'>,
  name: string,
  define: (table: Knex.CreateTableBuilder) => void,
): Promise<void> {
  if (await knex.schema.hasTable(name)) return
  try {
    await knex.schema.createTable(name, define)
  } catch (error) {
    if (!(await knex.schema.hasTable(name))) throw error
  }
}
