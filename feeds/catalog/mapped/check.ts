/** Mistakes of a mapping against the database it is about: tables, columns and keys that are not as it says. */
import { AppError } from '../../../src/kernel.js'
import { isSource, type Mention, nameOf, type Source, sourcesOf } from './mentions.js'
import { type Mistake, meant, type Path } from './mistake.js'
import type { Shop } from './rows-query.js'
import { columnsOf } from './source-columns.js'
import { tableNames, uniqueKeys } from './tables-there.js'
import { schemaFault } from './unreadable.js'

/** All of them at once; throws what keeps the database from answering. */
export async function checkShop(shop: Shop): Promise<readonly Mistake[]> {
  const mistakes: Mistake[] = []
  const there = new Map<string, readonly string[]>()
  for (const source of sourcesOf(shop.mapping)) {
    try {
      const { names } = await columnsOf(shop, source)
      there.set(nameOf(source.path), names)
      mistakes.push(...columnMistakes(shop, source, names))
    } catch (error) {
      mistakes.push(await sourceMistake(shop, source, error))
    }
  }
  if (there.has('products')) mistakes.push(...(await keyMistakes(shop)))
  return mistakes
}

function columnMistakes(
  shop: Shop,
  { rows, mentions }: Source,
  names: readonly string[],
): readonly Mistake[] {
  const known = new Set(names)
  const what = rows.query === undefined ? `the table ${tableOf(shop, rows.table)}` : 'the query'
  return mentions
    .filter(({ column }) => !known.has(column))
    .map(({ path, column }: Mention) => ({
      path,
      message: `${what} has no column ${column}; it has ${names.join(', ')}${meant(column, names)}`,
    }))
}

const tableOf = ({ mapping: { prefix = '' } }: Shop, table = ''): string => `${prefix}${table}`

async function sourceMistake(shop: Shop, { path, rows }: Source, error: unknown): Promise<Mistake> {
  const told = schemaFault(error instanceof AppError ? error.cause : error)
  if (told === undefined) throw error
  if (rows.query !== undefined)
    return { path: [...path, 'query'], message: `the database refuses it: ${told}` }
  const table = tableOf(shop, rows.table)
  const names = await tableNames(shop)
  const at: Path = [...path, 'table']
  if (names.includes(table)) return { path: at, message: `the table ${table} cannot be read: ${told}` }
  const near = meant(table, names)
  return {
    path: at,
    message: `there is no table ${table}${near || `; there are ${names.length} tables${some(names)}`}`,
  }
}

const namesShown = 20

const some = (names: readonly string[]): string =>
  names.length === 0
    ? ''
    : `: ${names.slice(0, namesShown).join(', ')}${names.length > namesShown ? ', …' : ''}`

// Pages begin behind the last id of the page before: rows that share an id would be lost between two pages, and
// without an index every page would sort the whole table.
async function keyMistakes(shop: Shop): Promise<readonly Mistake[]> {
  const { products } = shop.mapping
  if (!isSource(products) || products.table === undefined) return []
  const table = tableOf(shop, products.table)
  const keys = await uniqueKeys(shop, table)
  if (keys === undefined) return []
  const fixed = new Set(
    Object.entries(products.where ?? {}).flatMap(([column, wanted]) =>
      Array.isArray(wanted) && wanted.length !== 1 ? [] : [column],
    ),
  )
  const isKey = keys.some(
    (columns) =>
      columns.includes(products.id) && columns.every((column) => column === products.id || fixed.has(column)),
  )
  if (isKey) return []
  const told = [...new Set(keys.map((columns) => columns.join(' + ')))].join('; ')
  return [
    {
      path: ['products', 'id'],
      message: `${products.id} is no key of ${table}, so that the table cannot be walked by it: name a column that is unique by itself, or fix the others with where. ${told === '' ? 'It has no unique index.' : `Unique are: ${told}.`}`,
    },
  ]
}
