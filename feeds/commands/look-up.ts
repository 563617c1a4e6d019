/** Looking a product up by an id as a merchant has it at hand: the shop's own, or a feed's with its prefix. */
import type { Catalog } from '../catalog/contract.js'
import type { Product } from '../catalog/product.js'
import { answerWithin } from '../engine/patience.js'
import { tooSlow, type WalkOptions, walk } from '../engine/walk.js'

export interface LookedUp {
  readonly product: Product | undefined
  /** Ids that begin alike, the most alike first; looked for only where there is no product. */
  readonly alike: readonly string[]
}

export interface LookUpOptions extends WalkOptions {
  /** How many products are read for it where the catalog does not look up by itself, or has none of that id. */
  readonly mostRead?: number
}

const mostAlike = 5
const mostLookedAt = 200_000
const leastShared = 3

/** `ids` are spellings of the one that was asked for; an earlier one wins. */
export async function lookUp(
  catalog: Catalog,
  ids: readonly string[],
  options: LookUpOptions,
): Promise<LookedUp> {
  const { mostRead } = options
  const find = catalog.find?.bind(catalog)
  if (find === undefined) return readUntil(catalog, ids, options, mostRead ?? Number.POSITIVE_INFINITY)
  const late = () => tooSlow('a product', options.pageLimitMs)
  for (const id of ids) {
    const ask = () => find(id, options.signal)
    const product = await answerWithin(options.pageLimitMs, options.signal, ask, late)
    if (product !== undefined) return { product, alike: [] }
  }
  return readUntil(catalog, ids, options, mostRead ?? mostLookedAt)
}

async function readUntil(
  catalog: Catalog,
  ids: readonly string[],
  options: WalkOptions,
  most: number,
): Promise<LookedUp> {
  const alike = createAlike(ids)
  let best: Product | undefined
  let rank = ids.length
  let count = 0
  for await (const page of walk(catalog, {}, options)) {
    for (const product of page) {
      const at = ids.indexOf(product.id)
      if (at === 0) return { product, alike: [] }
      if (at > 0 && at < rank) {
        best = product
        rank = at
      }
      alike.consider(product.id)
    }
    count += page.length
    if (count >= most) break
  }
  return { product: best, alike: best === undefined ? alike.ids() : [] }
}

/** Keeps the few ids that share most of their beginning with one of these, capitals aside. */
function createAlike(wanted: readonly string[]) {
  const spellings = wanted.map((id) => id.toLowerCase())
  const kept: { readonly id: string; readonly shared: number }[] = []
  return {
    consider(id: string): void {
      const lower = id.toLowerCase()
      const shared = Math.max(...spellings.map((spelling) => sharedStart(spelling, lower)))
      const enough = Math.min(leastShared, lower.length)
      if (shared < enough || shared === 0) return
      const at = kept.findIndex((each) => each.shared < shared)
      if (at < 0 && kept.length === mostAlike) return
      kept.splice(at < 0 ? kept.length : at, 0, { id, shared })
      kept.length = Math.min(kept.length, mostAlike)
    },
    ids: (): readonly string[] => kept.map(({ id }) => id),
  }
}

function sharedStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let at = 0
  while (at < most && a[at] === b[at]) at++
  return at
}
