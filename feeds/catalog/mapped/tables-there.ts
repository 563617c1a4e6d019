/** What tables and unique keys a shop's database has, for messages and checks. */
import type { Shop } from './rows-query.js'

/** Names of its tables and views, in order. */
export async function tableNames({ knex, kind }: Shop): Promise<readonly string[]> {
  const rows: { name: string }[] =
    kind === 'sqlite'
      ? await knex.select('name').from('sqlite_master').whereIn('type', ['table', 'view']).orderBy('name')
      : await knex
          .select({ name: 'table_name' })
          .from('information_schema.tables')
          .where('table_schema', knex.raw('database()'))
          .orderBy('table_name')
  return rows.map(({ name }) => name)
}

/** The columns of each unique index; undefined where that cannot be known, as of a view. */
export async function uniqueKeys(
  shop: Shop,
  table: string,
): Promise<readonly (readonly string[])[] | undefined> {
  if (await isView(shop, table)) return undefined
  return shop.kind === 'sqlite' ? sqliteKeys(shop, table) : mysqlKeys(shop, table)
}

async function isView({ knex, kind }: Shop, table: string): Promise<boolean> {
  const rows: unknown[] =
    kind === 'sqlite'
      ? await knex.select('name').from('sqlite_master').where({ type: 'view', name: table })
      : await knex
          .select({ name: 'table_name' })
          .from('information_schema.views')
          .where({ table_name: table })
          .where('table_schema', knex.raw('database()'))
  return rows.length > 0
}

interface KeyPart {
  readonly key: string
  readonly column: string
}

async function mysqlKeys({ knex }: Shop, table: string): Promise<readonly (readonly string[])[]> {
  const parts: (KeyPart & { readonly cut: number | null })[] = await knex
    .select({ key: 'index_name', column: 'column_name', cut: 'sub_part' })
    .from('information_schema.statistics')
    .where({ table_name: table, non_unique: 0 })
    .where('table_schema', knex.raw('database()'))
    .orderBy(['index_name', 'seq_in_index'])
  // Unique by its first letters only: longer values may be alike there, and the index does not keep their order.
  const cut = new Set(parts.filter((part) => part.cut !== null).map(({ key }) => key))
  return grouped(parts.filter(({ key }) => !cut.has(key)))
}

async function sqliteKeys({ knex }: Shop, table: string): Promise<readonly (readonly string[])[]> {
  const primary: { name: string }[] = await knex.raw(
    'select name from pragma_table_info(?) where pk > 0 order by pk',
    [table],
  )
  const parts: KeyPart[] = await knex.raw(
    `select list.name as "key", info.name as "column" from pragma_index_list(?) as list, pragma_index_info(list.name) as info
     where list."unique" = 1 and list.partial = 0 order by list.seq, info.seqno`,
    [table],
  )
  const keys = grouped(parts)
  return primary.length > 0 ? [primary.map(({ name }) => name), ...keys] : keys
}

function grouped(parts: readonly KeyPart[]): readonly (readonly string[])[] {
  const keys = new Map<string, string[]>()
  for (const { key, column } of parts) {
    const columns = keys.get(key)
    if (columns) columns.push(column)
    else keys.set(key, [column])
  }
  return [...keys.values()]
}
