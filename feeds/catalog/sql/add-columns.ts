/** Adds what a later version needs to a table that a shop has filled already. */
import type { Database } from '../../../src/kernel.js'

export interface AddedColumn {
  readonly column: string
  readonly type: string
}

/**
 * Adds those columns that are missing; each may be null. In MySQL all at once: it commits every statement of DDL by
 * itself, and each could copy a large table anew.
 */
export async function addColumns(
  { kind, knex }: Database,
  table: string,
  columns: readonly AddedColumn[],
): Promise<void> {
  const here = await knex(table).columnInfo()
  const clauses = columns
    .filter(({ column }) => !Object.hasOwn(here, column))
    .map(({ column, type }) => `add column ${column} ${type}`)
  if (clauses.length === 0) return
  const statements = kind === 'sqlite' ? clauses : [clauses.join(', ')]
  for (const statement of statements) await knex.raw(`alter table ${table} ${statement}`)
}

/** Adds an index unless it is there. */
export async function addIndex(
  { kind, knex }: Database,
  table: string,
  index: string,
  of: string,
): Promise<void> {
  if (kind === 'sqlite') {
    await knex.raw(`create index if not exists ${index} on ${table} (${of})`)
    return
  }
  const here: unknown[] = await knex('information_schema.statistics')
    .where({ table_name: table, index_name: index })
    .where('table_schema', knex.raw('database()'))
    .limit(1)
    .select('index_name')
  if (here.length === 0) await knex.raw(`create index ${index} on ${table} (${of})`)
}
