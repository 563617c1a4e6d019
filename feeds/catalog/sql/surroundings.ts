/** What a view looks up once beside its products: categories, taxes, and whether products are placed in further ones. */
import type { Knex } from 'knex'
import { CategoryTree } from '../category-tree.js'
import type { TaxPercents } from '../product.js'
import { at, type ProductCells } from './cells.js'
import type { CategoryRow, PlacementRow, TaxRow } from './row.js'
import { tables } from './schema.js'
import { readable } from './unreadable.js'

/** SQLite takes 32,766 values in a statement. */
const idsPerQuery = 5_000

/** Of one store. */
export class Surroundings {
  readonly #knex: Knex
  readonly #store: string
  #tree: Promise<CategoryTree> | undefined
  #taxes: Promise<ReadonlyMap<string, TaxPercents>> | undefined
  #hasPlacements: Promise<boolean> | undefined

  constructor(knex: Knex, store: string) {
    this.#knex = knex
    this.#store = store
  }

  tree(): Promise<CategoryTree> {
    this.#tree ??= this.#readTree()
    return this.#tree
  }

  /** By class the per cents of each country; one object for all products of the class. */
  taxes(): Promise<ReadonlyMap<string, TaxPercents>> {
    this.#taxes ??= this.#readTaxes()
    return this.#taxes
  }

  /** By product the ids of its further categories, one a line, in their order. */
  async placements(products: readonly ProductCells[]): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>()
    this.#hasPlacements ??= this.#lookForPlacements()
    if (products.length === 0 || !(await this.#hasPlacements)) return found
    const main = new Map(products.map((cells) => [cells[at.id], cells[at.category_id]]))
    for (let from = 0; from < products.length; from += idsPerQuery) {
      const ids = products.slice(from, from + idsPerQuery).map((cells) => cells[at.id])
      const rows: Pick<PlacementRow, 'product_id' | 'category_id'>[] = await readable(
        this.#rows(tables.placements)
          .whereIn('product_id', ids)
          .orderBy(['product_id', 'category_id'])
          .select('product_id', 'category_id'),
      )
      for (const { product_id, category_id } of rows) {
        if (category_id === main.get(product_id)) continue
        const before = found.get(product_id)
        found.set(product_id, before === undefined ? category_id : `${before}\n${category_id}`)
      }
    }
    return found
  }

  async #readTree(): Promise<CategoryTree> {
    const rows: CategoryRow[] = await readable(
      this.#rows(tables.categories).select('id', 'parent_id', 'name'),
    )
    return new CategoryTree(rows)
  }

  async #readTaxes(): Promise<ReadonlyMap<string, TaxPercents>> {
    const rows: TaxRow[] = await readable(this.#rows(tables.taxes).select('tax_class', 'country', 'percent'))
    const classes = new Map<string, Record<string, string>>()
    for (const { tax_class, country, percent } of rows) {
      const percents = classes.get(tax_class) ?? {}
      percents[country.trim().toUpperCase()] = percent
      classes.set(tax_class, percents)
    }
    return classes
  }

  async #lookForPlacements(): Promise<boolean> {
    const rows: unknown[] = await readable(this.#rows(tables.placements).select('store').limit(1))
    return rows.length > 0
  }

  #rows(table: string): Knex.QueryBuilder {
    return this.#knex(table).where({ store: this.#store })
  }
}
