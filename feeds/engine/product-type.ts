/** A category's path as both platforms write it. */

const between = ' > '

/** `Clothing > Knitwear > Sweaters`; where that is too long, without its innermost levels. */
export function categoryPath(levels: readonly string[] | undefined, limit: number): string | undefined {
  if (levels === undefined || levels.length === 0) return undefined
  const path = levels.join(between)
  return path.length <= limit || levels.length === 1 ? path : categoryPath(levels.slice(0, -1), limit)
}
