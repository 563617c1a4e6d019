/** Opens a store's catalog from where a shop says that its products are. */
import { AppError, databaseAway, type Host } from '../src/kernel.js'
import type { Catalog } from './catalog/contract.js'
import { checkMapping, mappedCatalog } from './catalog/mapped/source.js'
import { sqlCatalog } from './catalog/sql/source.js'
import type { Doubts } from './catalog-proof.js'
import { type MappedTables, mappingOf } from './mapped-tables.js'
import { type Mistake, optionMistakes } from './mistakes.js'

/** Our own tables, a mapping of the shop's, or a catalog in code. */
export type CatalogSource = 'sql' | MappedTables | Catalog

export interface OpenedCatalog {
  readonly catalog: Catalog
  /** Absent where nothing that is configured could be missing. */
  readonly doubts?: Doubts
}

/** Throws CONFIG_INVALID for a source that is none; `tell` says where in the configuration a mistake stands. */
export function openCatalog(
  source: CatalogSource,
  { database, clock }: Pick<Host, 'database' | 'clock'>,
  store: string,
  tell: (mistake: Mistake) => string,
): OpenedCatalog {
  const mistakes = optionMistakes({ catalog: source })
  if (mistakes.length > 0) {
    const told = mistakes.map((mistake) => `\n  - ${tell(mistake)}`).join('')
    throw new AppError('CONFIG_INVALID', 'invalid', `The catalog of the store ${store} has mistakes:${told}`)
  }
  if (source === 'sql') return { catalog: sqlCatalog({ database, store }) }
  const mapping = mappingOf(source)
  if (mapping === undefined) return { catalog: source as Catalog }
  return {
    catalog: mappedCatalog({ database, mapping, store, clock }),
    async doubts() {
      try {
        const found = await checkMapping(mapping, database)
        return found.map(({ path, message }) => tell({ path: ['catalog', ...path], message }))
      } catch (error) {
        throw databaseAway(error)
      }
    },
  }
}
