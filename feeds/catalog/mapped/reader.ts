/** Reads the products of a mapping page by page: one query for the products, one for each further table. */
import type { Knex } from 'knex'
import type { CategoryTree } from '../category-tree.js'
import type { Product, ProductKey } from '../product.js'
import type { RawRow } from './cell.js'
import { Draft, type Mould, mouldOf } from './draft.js'
import { KnownSources } from './known-sources.js'
import type { ListProperty } from './mapping.js'
import { categoryPart, readTree } from './parts/categories.js'
import { listPart } from './parts/list.js'
import type { Part } from './parts/part.js'
import { pricePart } from './parts/prices.js'
import { relatedPart } from './parts/related.js'
import { taxPart } from './parts/tax.js'
import { keyOf, parentOf } from './product-key.js'
import { rowsOf, type Shop } from './rows-query.js'
import { type Clocks, type Slot, slotsOf } from './slot.js'
import type { ColumnsBySource } from './source-columns.js'
import { readable } from './unreadable.js'
import { Variants } from './variants.js'

/** A product with what only choosing and sorting need. */
export interface Listed {
  readonly product: Product
  readonly sold: number
  readonly categories: readonly string[]
}

/** What a reader works with: made once per view. */
export interface ReaderOptions {
  readonly shop: Shop
  readonly columns: ColumnsBySource
  readonly clocks: Clocks
  readonly nowAt: number
}

/** More conditions on the rows of products, as of a filter. */
export type Narrow = (query: Knex.QueryBuilder) => unknown

export class Reader {
  readonly #shop: Shop
  readonly #parts: readonly Part[]
  readonly #slots: readonly Slot[]
  readonly #columns: readonly string[] | undefined
  readonly #variants: Variants | undefined
  readonly #mould: Mould
  readonly tree: CategoryTree | undefined
  #parents = 0
  #products = 0

  private constructor(
    options: ReaderOptions,
    parts: readonly Part[],
    tree: CategoryTree | undefined,
    sources: KnownSources,
  ) {
    const { shop, clocks } = options
    const { products, variants } = shop.mapping
    this.#shop = shop
    this.#parts = parts
    this.#mould = mouldOf(shop.mapping)
    this.#slots = slotsOf(products.set, sources.columnsOf(['products']), clocks)
    this.#columns = sources.read(['products'])
    this.tree = tree
    this.#variants =
      variants &&
      new Variants(
        variants,
        slotsOf(variants.set ?? {}, sources.columnsOf(['variants']), clocks),
        { variants: sources.read(['variants']), options: sources.read(['variants', 'options']) },
        this.#mould,
      )
  }

  /** Reads the small tables that are read whole. */
  static async of(options: ReaderOptions): Promise<Reader> {
    const { shop, clocks, nowAt } = options
    const { related = [], lists = {}, prices = [], tax, categories } = shop.mapping
    const sources = new KnownSources(shop.mapping, options.columns)
    const tree = categories && (await readTree(shop, categories, sources.read(['categories'])))
    const parts = [
      ...related.map((rows, at) => {
        const path = ['related', at]
        return relatedPart(path, rows, slotsOf(rows.set, sources.columnsOf(path), clocks), sources.read(path))
      }),
      ...Object.entries(lists).map(([property, rows]) => {
        const path = ['lists', property]
        return listPart(path, property as ListProperty, rows, sources.read(path), clocks)
      }),
      ...prices.map((rows, at) => {
        const path = ['prices', at]
        return pricePart(path, rows, sources.read(path), sources.columnsOf(path), clocks, nowAt)
      }),
      ...(tax ? [await taxPart(shop, tax, sources.read(['tax']))] : []),
      ...(categories && tree
        ? [categoryPart(categories, tree, sources.read(['categories', 'placements']))]
        : []),
    ]
    return new Reader(options, parts, tree, sources)
  }

  /** About `limit` products behind a key, all variants of one parent together; undefined behind the last. */
  async page(
    after: ProductKey | null,
    limit: number,
    narrow: Narrow,
    signal: AbortSignal,
  ): Promise<{ readonly listed: readonly Listed[]; readonly last: ProductKey } | undefined> {
    const { products } = this.#shop.mapping
    const id = `t.${products.id}`
    const query = this.#rows().orderBy(id).limit(this.#parentsFor(limit))
    if (after === null) query.whereNotNull(id)
    else query.where(id, '>', parentOf(after, this.#variants !== undefined))
    narrow(query)
    const rows: RawRow[] = await readable(['products'], query)
    signal.throwIfAborted()
    const last = rows.at(-1)
    if (last === undefined) return undefined
    const listed = await this.#listed(rows, signal)
    this.#parents += rows.length
    this.#products += listed.length
    return { listed, last: this.#keyOf(last) }
  }

  /** The products that come of some rows: for looking one up. */
  async some(narrow: Narrow, signal: AbortSignal): Promise<readonly Listed[]> {
    const query = this.#rows()
    narrow(query)
    const rows: RawRow[] = await readable(['products'], query)
    return this.#listed(rows, signal)
  }

  /** The products with these keys that are still there, in the catalog's order. */
  async those(keys: readonly ProductKey[], signal: AbortSignal): Promise<readonly Listed[]> {
    const wanted = new Set(keys)
    const parents = [...new Set(keys.map((key) => parentOf(key, this.#variants !== undefined)))]
    const id = `t.${this.#shop.mapping.products.id}`
    const listed = await this.some((query) => query.whereIn(id, parents).orderBy(id), signal)
    return listed.filter(({ product }) => wanted.has(product.key))
  }

  #rows(): Knex.QueryBuilder {
    return rowsOf(this.#shop, this.#shop.mapping.products, this.#columns)
  }

  // Parents with many variants would make pages of many times the size that was asked for.
  #parentsFor(limit: number): number {
    if (this.#parents === 0 || this.#variants === undefined) return limit
    return Math.max(1, Math.min(limit, Math.round((limit * this.#parents) / Math.max(1, this.#products))))
  }

  async #listed(rows: readonly RawRow[], signal: AbortSignal): Promise<readonly Listed[]> {
    const column = this.#shop.mapping.products.id
    const ids = rows.map((row) => row[column] as string | number)
    const adds = []
    for (const part of this.#parts) {
      adds.push(await part.forPage(this.#shop, rows, ids))
      signal.throwIfAborted()
    }
    const split = await this.#variants?.forPage(this.#shop, ids)
    signal.throwIfAborted()
    const listed: Listed[] = []
    for (const row of rows) {
      const draft = new Draft(this.#mould)
      const id = String(row[column])
      draft.fill(this.#slots, row, row)
      for (const add of adds) add(draft, row, id)
      draft.cells.id ??= id
      const variants = split?.(draft, row, id) ?? []
      if (variants.length === 0) listed.push(finished(draft, this.#keyOf(row)))
      for (const [variant, own] of variants) listed.push(finished(own, this.#keyOf(row, variant)))
    }
    return listed
  }

  #keyOf(row: RawRow, variant?: string): ProductKey {
    return keyOf(row[this.#shop.mapping.products.id], this.#variants !== undefined, variant)
  }
}

function finished(draft: Draft, key: ProductKey): Listed {
  draft.cells.key = key
  return { product: draft.finish(), sold: draft.sold ?? 0, categories: draft.categories }
}
