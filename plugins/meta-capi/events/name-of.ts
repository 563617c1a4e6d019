/** What a product is called, where the controller passed it as an object. */
import type { ProductRef } from '../contract.js'

export const nameOf = (product: ProductRef | undefined): string | undefined =>
  typeof product === 'object' && product !== null ? product.name : undefined
