/** One way of seeing a store's catalog tables, and what is looked up once for as long as it lasts. */
import type { Knex } from 'knex'
import type { Database } from '../../../src/kernel.js'
import type { Catalog, Filter } from '../contract.js'
import type { Product, ProductKey } from '../product.js'
import { at, cellsOf, type ProductCells, productColumns } from './cells.js'
import { fingerprintOf } from './fingerprint.js'
import { groupIdsOf } from './group-ids.js'
import { type LastSeller, type Narrowing, narrow } from './narrowing.js'
import { ProductReader } from './product-reader.js'
import { tables } from './schema.js'
import { Surroundings } from './surroundings.js'
import { readable } from './unreadable.js'

/**
 * So few that a page is gone before the collector has come by twice. What it meets twice it keeps until its rare full
 * collections: with 500 a build of 40,000 products with every field filled peaks at 260 MB instead of 150 (Node 20).
 */
const rowsPerPage = 64

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
  static readonly pageSize = rowsPerPage
  readonly pageSize = rowsPerPage
  readonly #surroundings: Surroundings
  #openedAt: Promise<number> | undefined
  #reader: Promise<ProductReader> | undefined

  constructor(database: Database, knex: Knex, store: string) {
    this.#database = database
    this.#knex = knex
    this.#store = store
    this.#surroundings = new Surroundings(knex, store)
  }

  async page(
    after: ProductKey | null,
    limit: number,
    filter: Filter,
    signal: AbortSignal,
  ): Promise<readonly Product[]> {
    signal.throwIfAborted()
    const narrowing = await this.#narrowing(filter)
    signal.throwIfAborted()
    const query = narrow(this.#knex, narrowing).orderBy('id').limit(limit)
    if (after !== null) query.where('id', '>', String(after))
    return this.#products(query, signal)
  }

  async find(id: string, signal: AbortSignal): Promise<Product | undefined> {
    signal.throwIfAborted()
    const query = this.#knex(tables.products).where({ store: this.#store, id })
    const [product] = await this.#products(query, signal)
    return product
  }

  groupIds(signal: AbortSignal): AsyncIterable<readonly string[]> {
    return groupIdsOf(this.#knex, this.#store, signal)
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

  async #products(query: Knex.QueryBuilder, signal: AbortSignal): Promise<readonly Product[]> {
    const reader = await this.#productReader()
    signal.throwIfAborted()
    const rows = await this.#cells(query)
    signal.throwIfAborted()
    const placements = await this.#surroundings.placements(rows)
    signal.throwIfAborted()
    return rows.map((cells) => reader.read(cells, placements.get(cells[at.id])))
  }

  async #cells(query: Knex.QueryBuilder): Promise<ProductCells[]> {
    query.select(productColumns)
    if (this.#database.kind === 'mysql') return readable(query.options({ rowsAsArray: true }))
    const rows: Parameters<typeof cellsOf>[0][] = await readable(query)
    return rows.map(cellsOf)
  }

  #productReader(): Promise<ProductReader> {
    this.#reader ??= this.#makeReader()
    return this.#reader
  }

  async #makeReader(): Promise<ProductReader> {
    return new ProductReader(await this.#surroundings.tree(), await this.#surroundings.taxes())
  }

  #narrowing(filter: Filter): Promise<Narrowing> {
    const name = JSON.stringify([filter.brand, filter.category, filter.stock, filter.top])
    const known = this.#narrowings.get(name) ?? this.#lookUp(filter)
    this.#narrowings.set(name, known)
    return known
  }

  async #lookUp(filter: Filter): Promise<Narrowing> {
    const tree = await this.#surroundings.tree()
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
