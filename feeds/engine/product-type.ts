/** A category's path as both platforms write it. */
import type { Product } from '../catalog/product.js'
import type { Reading } from './channel.js'
import { Remark } from './finding.js'
import { fits } from './text/cut.js'

const between = ' > '

/** `Clothing > Knitwear > Sweaters`; where that is too long, without its innermost levels, which is a remark. */
export function categoryPath(
  levels: readonly string[] | undefined,
  limit: number,
): string | Remark | undefined {
  if (levels === undefined || levels.length === 0) return undefined
  const path = levels.join(between)
  if (levels.length === 1 || fits(path, limit)) return path
  let end = levels.length - 1
  while (end > 1 && !fits(levels.slice(0, end).join(between), limit)) end--
  return new Remark('shortened', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH', levels.slice(0, end).join(between))
}

/** The main category's path, then those of the others. */
export function categoryPaths({ productType, furtherProductTypes }: Product, limit: number): Reading {
  const main = categoryPath(productType, limit)
  if (furtherProductTypes === undefined) return main
  return [main, ...furtherProductTypes.map((levels) => categoryPath(levels, limit))]
}
