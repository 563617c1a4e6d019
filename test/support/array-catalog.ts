/** A catalog in memory: the smallest that keeps the contract, and the shape of one that a shop writes itself. */
import type { Catalog, Filter } from '../../feeds/catalog/contract.js'
import type { Product, ProductKey } from '../../feeds/catalog/product.js'

/** A good product; `changes` make it whatever a test needs. */
export function product(id: string, changes: Partial<Product> = {}): Product {
  return {
    key: id,
    id,
    title: `Product ${id}`,
    description: `What there is to say of product ${id}, in a sentence or two.`,
    link: `https://shop.example/p/${id}`,
    imageLink: `https://shop.example/i/${id}.jpg`,
    availability: 'in_stock',
    price: { amountMinor: 1_000, currency: 'EUR' },
    brand: 'Acme',
    condition: 'new',
    ...changes,
  }
}

/** Products must be in key order; `revision` makes it a changed catalog. */
export function arrayCatalog(products: readonly Product[], revision = '1'): Catalog {
  return {
    async page(after: ProductKey | null, limit: number, { brand }: Filter) {
      const start = after === null ? 0 : products.findIndex(({ key }) => key > after)
      const rest = start < 0 ? [] : products.slice(start)
      return rest.filter((each) => brand === undefined || each.brand === brand).slice(0, limit)
    },
    fingerprint: async () => revision,
    hasBrand: async (brand) => products.some((each) => each.brand === brand),
  }
}
