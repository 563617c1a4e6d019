/** A catalog in memory that a test changes and makes faulty. */
import type { Catalog, Filter } from '../../feeds/catalog/contract.js'
import type { Product, ProductKey } from '../../feeds/catalog/product.js'
import { productOf } from './product.js'

export interface Asked {
  readonly after: ProductKey | null
  readonly limit: number
  readonly filter: Filter
  /** 1 for the first page of a build; counted from a null `after`. */
  readonly page: number
  readonly signal: AbortSignal
}

export interface MemoryCatalog extends Catalog {
  products: readonly Product[]
  /** What the fingerprint tells; change it with the products. */
  version: string
  /** Products per page at most, so that a small catalog has several pages. */
  pageSize: number
  /** Stands in for a page; undefined lets the true one through. */
  onPage: ((asked: Asked) => Promise<readonly Product[] | undefined>) | undefined
  readonly counts: { pages: number; builds: number; fingerprints: number }
  /** The product with this number, as the catalog holds it at first. */
  replace(products: readonly Product[]): void
}

/** These products, in the order of their keys; or so many, with the brands A and B in turn, ten to a page. */
export function memoryCatalog(products: readonly Product[] | number): MemoryCatalog {
  const counts = { pages: 0, builds: 0, fingerprints: 0 }
  let page = 0
  const catalog: MemoryCatalog = {
    products: typeof products === 'number' ? someProducts(products) : products,
    version: 'first',
    pageSize: typeof products === 'number' ? 10 : Number.POSITIVE_INFINITY,
    onPage: undefined,
    counts,
    replace(others) {
      catalog.products = others
      catalog.version += '+'
    },
    async page(after, limit, filter, signal) {
      page = after === null ? 1 : page + 1
      counts.pages++
      if (after === null) counts.builds++
      const instead = await catalog.onPage?.({ after, limit, filter, page, signal })
      if (instead) return instead
      return catalog.products
        .filter(({ key, brand }) => (after === null || key > after) && brand === (filter.brand ?? brand))
        .slice(0, Math.min(limit, catalog.pageSize))
    },
    async fingerprint() {
      counts.fingerprints++
      return catalog.version
    },
    async *groupIds() {
      yield catalog.products.flatMap(({ id, groupId }) =>
        groupId === undefined || groupId === id ? [] : groupId,
      )
    },
    hasBrand: async (brand) => catalog.products.some((product) => product.brand === brand),
  }
  return catalog
}

/** Products 1 to `count`, titled with their number. */
export function someProducts(count: number, change: (n: number) => Partial<Product> = () => ({})): Product[] {
  return Array.from({ length: count }, (_, at) =>
    productOf({
      key: at + 1,
      id: `p${at + 1}`,
      title: `Product ${at + 1}`,
      brand: at % 2 ? 'B' : 'A',
      ...change(at + 1),
    }),
  )
}
