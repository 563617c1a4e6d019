/** One way of seeing a store's catalog tables, and what is looked up once for as long as it lasts. */
import type { Knex } from 'knex'
import type { Database } from '../../../src/kernel.js'
import type { Catalog, Filter } from '../contract.js'
import type { Product, ProductKey } from '../product.js'
import { CategoryTree } from './category-tree.js'
import { fingerprintOf } from './fingerprint.js'
import { type LastSeller, type Narrowing, narrow } from './narrowing.js'
import { type ProductCells, productColumns, productOf } from './product-of.js'
import type { CategoryRow } from './row.js'
import { tables } from './schema.js'
import { readable } from './unreadable.js'

/**
 * The catalog through one connection or pool.
 * Products whose stock is not counted are left out by `stock`. Brands compare exactly, but for spaces at the
 * end, which MySQL does not tell apart.
 */
export class SqlView implements Catalog {
  readonly #database: Database
  readonly #knex: Knex
  readonly #store: string
  readonly #narrowings = new Map<string, Promise<Narrowing>>()
  #openedAt: Promise<number> | undefined
  #tree: Promise<CategoryTree> | undefined

  constructor(database: Database, knex: Knex, store: string) {
    this.#database = database
    this.#knex = knex
    this.#store = store
  }

  async page(
    after: ProductKey | null,
    limit: number,
    filter: Filter,
    signal: AbortSignal,
  ): Promise<readonly Product[]> {
    signal.throwIfAborted()
    const tree = await this.#categories()
    signal.throwIfAborted()
    const narrowing = await this.#narrowing(filter)
    signal.throwIfAborted()
    const query = narrow(this.#knex, narrowing).select(productColumns).orderBy('id').limit(limit)
    if (after !== null) query.where('id', '>', String(after))
    const rows: ProductCells[] = await readable(query)
    signal.throwIfAborted()
    return rows.map((row) => productOf(row, tree))
  }

  async fingerprint(signal: AbortSignal): Promise<string> {
    signal.throwIfAborted()
    const openedAt = await this.openedAt()
    signal.throwIfAborted()
    return fingerprintOf(this.#knex, this.#database.kind, this.#store, openedAt, signal)
  }

  hasBrand(brand: string): Promise<boolean> {
    return this.#has(tables.products, { brand })
  }

  hasCategory(id: string): Promise<boolean> {
    return this.#has(tables.categories, { id })
  }

  async rates(): Promise<ReadonlyMap<string, string>> {
    const query = this.#knex(tables.rates).where({ store: this.#store }).select('currency', 'rate')
    const rows: { currency: string; rate: string }[] = await readable(query)
    return new Map(rows.map(({ currency, rate }) => [currency, rate]))
  }

  /** The database's clock when this was first asked. */
  openedAt(): Promise<number> {
    this.#openedAt ??= this.#clock()
    return this.#openedAt
  }

  async #clock(): Promise<number> {
    const [row]: { now: number }[] = await this.#knex.select({ now: this.#database.nowMs })
    return row?.now ?? 0
  }

  async #has(table: string, cells: Readonly<Record<string, string>>): Promise<boolean> {
    const query = this.#knex(table)
      .where({ store: this.#store, ...cells })
      .select('store')
      .limit(1)
    const rows: unknown[] = await readable(query)
    return rows.length > 0
  }

  #categories(): Promise<CategoryTree> {
    this.#tree ??= this.#readCategories()
    return this.#tree
  }

  async #readCategories(): Promise<CategoryTree> {
    const query = this.#knex(tables.categories)
      .where({ store: this.#store })
      .select('id', 'parent_id', 'name')
    const rows: CategoryRow[] = await readable(query)
    return new CategoryTree(rows)
  }

  #narrowing(filter: Filter): Promise<Narrowing> {
    const name = JSON.stringify([filter.brand, filter.category, filter.stock, filter.top])
    const known = this.#narrowings.get(name) ?? this.#lookUp(filter)
    this.#narrowings.set(name, known)
    return known
  }

  async #lookUp(filter: Filter): Promise<Narrowing> {
    const tree = await this.#categories()
    const categories = filter.category === undefined ? undefined : tree.within(filter.category)
    const narrowing: Narrowing = { store: this.#store, filter, categories, lastSeller: undefined }
    if (filter.top === undefined) return narrowing
    const query = narrow(this.#knex, narrowing)
      .select('sold', 'id')
      .orderBy([
        { column: 'sold', order: 'desc' },
        { column: 'id', order: 'asc' },
      ])
      .limit(1)
      .offset(filter.top - 1)
    const [lastSeller]: LastSeller[] = await readable(query)
    return { ...narrowing, lastSeller }
  }
}
