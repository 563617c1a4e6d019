/** Keys of mapped products: the id of the row, and of a variant its parent's and its own. */
import type { ProductKey } from '../product.js'

// No id of a shop has this character, so that no two keys are alike.
const between = '\u0000'

/**
 * Where there are variants, every key is a text that begins with the row's id; `n` or `s` keeps its type, as an index
 * on texts cannot be searched for a number.
 */
export function keyOf(id: unknown, hasVariants: boolean, variant?: string): ProductKey {
  if (!hasVariants) return typeof id === 'number' ? id : String(id)
  const parent = `${typeof id === 'number' ? 'n' : 's'}${id}`
  return variant === undefined ? parent : parent + between + variant
}

/** The id of the row that the product with this key came of. */
export function parentOf(key: ProductKey, hasVariants: boolean): string | number {
  if (!hasVariants || typeof key === 'number') return key
  const end = key.indexOf(between)
  const id = key.slice(1, end < 0 ? undefined : end)
  return key.startsWith('n') ? Number(id) : id
}
