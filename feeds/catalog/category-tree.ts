/** The tree of a store's categories: paths for the product type, and who stands below whom for the filter. */
import type { CategoryRow } from './sql/row.js'

type Node = Pick<CategoryRow, 'id' | 'parent_id' | 'name'>

/** A tree as rows tell it, faults included: an unknown parent ends a path, and so does a circle. */
export class CategoryTree {
  readonly #nodes: ReadonlyMap<string, Node>
  readonly #children = new Map<string, string[]>()
  readonly #paths = new Map<string, readonly string[]>()

  constructor(nodes: readonly Node[]) {
    this.#nodes = new Map(nodes.map((node) => [node.id, node]))
    for (const { id, parent_id } of nodes) {
      if (parent_id === null) continue
      const siblings = this.#children.get(parent_id)
      if (siblings) siblings.push(id)
      else this.#children.set(parent_id, [id])
    }
  }

  /** Names from the outermost category to this one; the same array for every product of the category. */
  path(id: string): readonly string[] | undefined {
    const known = this.#paths.get(id)
    if (known) return known
    if (!this.#nodes.has(id)) return undefined
    const path = this.#climb(id)
    this.#paths.set(id, path)
    return path
  }

  /** The category and all below it, each once; an unknown id stands for itself alone. */
  within(id: string): readonly string[] {
    const found = new Set([id])
    for (const parent of found) {
      for (const child of this.#children.get(parent) ?? []) found.add(child)
    }
    return [...found]
  }

  #climb(id: string): readonly string[] {
    const seen = new Set<string>()
    const names: string[] = []
    let node = this.#nodes.get(id)
    while (node && !seen.has(node.id)) {
      seen.add(node.id)
      names.push(node.name)
      node = node.parent_id === null ? undefined : this.#nodes.get(node.parent_id)
    }
    return names.reverse()
  }
}
