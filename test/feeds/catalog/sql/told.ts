/** A product as a plain object: attributes are getters, which neither a spread nor an assertion sees. */
import { attributes } from '../../../../feeds/catalog/attributes.js'
import type { Product } from '../../../../feeds/catalog/product.js'

/** What it says, without what it leaves open. */
export function told(product: Product | undefined): Partial<Product> {
  if (product === undefined) return {}
  const names = [
    ...Object.keys(product).filter((name) => name !== 'cells'),
    ...Object.keys(attributes),
  ] as (keyof Product)[]
  return Object.fromEntries(
    names.filter((name) => product[name] !== undefined).map((name) => [name, product[name]]),
  )
}
