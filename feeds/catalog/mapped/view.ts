/** One way of seeing a shop's own tables, and what is looked up once for as long as it lasts. */
import { AppError } from '../../../src/kernel.js'
import type { Catalog, Filter } from '../contract.js'
import type { Product, ProductKey } from '../product.js'
import { BestSellers } from './best-sellers.js'
import { brandColumn, type Keeps, keeps, narrowing } from './filters.js'
import { fingerprintOf } from './fingerprint.js'
import { candidatesFor } from './look-up.js'
import type { Property } from './mapping.js'
import { narrowed } from './narrowed.js'
import { readRates } from './rates.js'
import { type Listed, type Narrow, Reader, type ReaderOptions } from './reader.js'
import { rowsOf } from './rows-query.js'
import { readable } from './unreadable.js'

const everyRow: Narrow = () => {}
/** Rows of passes that read little of each. */
const lightPage = 5_000

/** What all views of a catalog share, and the connection or pool of this one. */
export interface ViewOptions extends ReaderOptions {
  readonly hash: string
}

export class MappedView implements Catalog {
  readonly ordersByItself = true
  readonly #options: ViewOptions
  readonly #sellers = new Map<string, Promise<ReadonlySet<ProductKey>>>()
  readonly #light = new Map<string, Promise<Reader>>()
  #reader: Promise<Reader> | undefined

  constructor(options: ViewOptions) {
    this.#options = options
  }

  async page(
    after: ProductKey | null,
    limit: number,
    filter: Filter,
    signal: AbortSignal,
  ): Promise<readonly Product[]> {
    signal.throwIfAborted()
    const reader = await this.#full()
    signal.throwIfAborted()
    if (isOpen(filter)) {
      const page = await reader.page(after, limit, everyRow, signal)
      return page === undefined ? [] : page.listed.map(({ product }) => product)
    }
    const choice = await this.#choice(filter, signal)
    let size = limit
    for (let from = after; ; size = Math.min(2 * size, lightPage)) {
      const page = await choice.reader.page(from, size, choice.narrow, signal)
      if (page === undefined) return []
      const kept = page.listed.filter(choice.keep).map(({ product }) => product.key)
      const found = kept.length === 0 ? [] : await reader.those(kept, signal)
      // An empty page would end the catalog.
      if (found.length > 0) return found.map(({ product }) => product)
      from = page.last
    }
  }

  fingerprint(signal: AbortSignal): Promise<string> {
    return fingerprintOf(this.#options, signal)
  }

  async find(id: string, signal: AbortSignal): Promise<Product | undefined> {
    signal.throwIfAborted()
    const reader = await this.#full()
    for (const narrow of candidatesFor(this.#options.shop, id)) {
      const listed = await reader.some(narrow, signal)
      const found = listed.find(({ product }) => product.id === id)
      if (found) return found.product
    }
    return undefined
  }

  async *groupIds(signal: AbortSignal): AsyncGenerator<readonly string[]> {
    const { products, related = [], variants } = this.#options.shop.mapping
    if (!variants && ![products, ...related].some(({ set }) => set.groupId !== undefined)) return
    const reader = await this.#only(['id', 'groupId'], false)
    for await (const listed of pagesOf(reader, everyRow, signal)) {
      yield listed.flatMap(({ product: { groupId } }) => (groupId === undefined ? [] : [groupId]))
    }
  }

  /** True where the mapping does not say it in a way that can be asked for. */
  async hasBrand(brand: string): Promise<boolean> {
    const { shop } = this.#options
    const branded = brandColumn(shop.mapping)
    if (branded === undefined) return true
    const { column, related } = branded
    const query = rowsOf(shop, related ?? shop.mapping.products, [column])
      .where(`t.${column}`, brand)
      .distinct()
    const rows: Record<string, unknown>[] = await readable(related ? ['related'] : ['products'], query)
    return rows.some((row) => String(row[column]) === brand)
  }

  async hasCategory(id: string): Promise<boolean> {
    const { tree } = await this.#full()
    return tree === undefined || tree.path(id) !== undefined
  }

  rates(): Promise<ReadonlyMap<string, string>> {
    return readRates(this.#options.shop)
  }

  #full(): Promise<Reader> {
    this.#reader ??= Reader.of(this.#options)
    return this.#reader
  }

  #only(properties: readonly Property[], withCategories: boolean): Promise<Reader> {
    const name = `${properties} ${withCategories}`
    const { shop } = this.#options
    const mapping = narrowed(shop.mapping, properties, withCategories)
    const known = this.#light.get(name) ?? Reader.of({ ...this.#options, shop: { ...shop, mapping } })
    this.#light.set(name, known)
    return known
  }

  /** What a filter chooses, seen through the few columns that it takes; a rare match is then found soon. */
  async #choice(filter: Filter, signal: AbortSignal): Promise<Choice> {
    const { shop } = this.#options
    const reader = await this.#only(['sold', 'brand', 'quantity'], filter.category !== undefined)
    const choice = { reader, keep: keeps(filter, reader.tree), narrow: narrowing(shop, filter, reader.tree) }
    if (filter.top === undefined) return choice
    const best = await this.#best(filter, filter.top, choice, signal)
    return { ...choice, keep: ({ product }) => best.has(product.key) }
  }

  #best(filter: Filter, top: number, choice: Choice, signal: AbortSignal): Promise<ReadonlySet<ProductKey>> {
    const name = JSON.stringify([filter.brand, filter.category, filter.stock, top])
    const known = this.#sellers.get(name) ?? this.#sort(top, choice, signal)
    this.#sellers.set(name, known)
    return known
  }

  async #sort(
    top: number,
    { reader, keep, narrow }: Choice,
    signal: AbortSignal,
  ): Promise<ReadonlySet<ProductKey>> {
    const { products, related = [], variants } = this.#options.shop.mapping
    if (![products, ...related, variants].some((rows) => rows?.set?.sold !== undefined)) throw unsold()
    const best = new BestSellers(top)
    for await (const listed of pagesOf(reader, narrow, signal)) {
      for (const one of listed) if (keep(one)) best.add(one)
    }
    return best.keys()
  }
}

interface Choice {
  readonly reader: Reader
  readonly keep: Keeps
  readonly narrow: Narrow
}

const isOpen = ({ brand, category, stock, top }: Filter): boolean =>
  brand === undefined && category === undefined && stock === undefined && top === undefined

async function* pagesOf(
  reader: Reader,
  narrow: Narrow,
  signal: AbortSignal,
): AsyncGenerator<readonly Listed[]> {
  for (let after: ProductKey | null = null; ; ) {
    const page = await reader.page(after, lightPage, narrow, signal)
    if (page === undefined) return
    yield page.listed
    after = page.last
  }
}

const unsold = (): AppError =>
  new AppError(
    'CATALOG_UNREADABLE',
    'unavailable',
    'The filter "top" needs to know how often products were sold, and the mapping does not say it: map `sold`, as in catalog.products.set.sold.',
  )
