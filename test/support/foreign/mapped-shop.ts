/** The foreign shop with the example mapping on it, and a count of what the mapping asks the database. */
import type { Catalog } from '../../../feeds/catalog/contract.js'
import type { Mapping } from '../../../feeds/catalog/mapped/mapping.js'
import { mappedCatalog } from '../../../feeds/catalog/mapped/source.js'
import { openDatabase } from '../../../src/kernel/database/open-database.js'
import { exampleMapping } from './example-mapping.js'
import { type ForeignShop, openForeignShop } from './foreign-shop.js'

export interface MappedShop {
  readonly foreign: ForeignShop
  readonly mapping: Mapping
  /** Another one, which the caller closes. */
  catalogOf(mapping: Mapping): Catalog
  /** Through connections of its own, with the account that only reads. */
  readonly catalog: Catalog
  /** Through connections that Storecast has anyway: the shop's tables stand beside its own. */
  readonly besideOurs: Catalog
  /** The statements that `besideOurs` sends meanwhile. */
  statementsDuring(work: () => Promise<unknown>): Promise<readonly string[]>
  close(): Promise<void>
}

/** The caller closes it. */
export async function openMappedShop(): Promise<MappedShop> {
  const foreign = await openForeignShop()
  const database = await openDatabase(foreign.url)
  const mapping = await exampleMapping(foreign.readerUrl)
  const { database: _, ...besides } = mapping
  const catalogOf = (one: Mapping) => mappedCatalog({ database, mapping: one, store: 'default' })
  const catalog = catalogOf(mapping)
  const besideOurs = catalogOf(besides)
  return {
    foreign,
    mapping,
    catalogOf,
    catalog,
    besideOurs,
    async statementsDuring(work) {
      const statements: string[] = []
      const note = ({ sql }: { sql: string }) => void statements.push(sql)
      database.knex.on('query', note)
      await work()
      database.knex.removeListener('query', note)
      return statements
    },
    async close() {
      await catalog.close?.()
      await besideOurs.close?.()
      await database.close()
      await foreign.close()
    },
  }
}
