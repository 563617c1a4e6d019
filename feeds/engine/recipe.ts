/** A recipe: all that one build of a feed needs, read at one moment. */
import type { Catalog } from '../catalog/contract.js'
import type { Feed } from './feed.js'
import type { GuardLimits } from './guard.js'
import type { ItemWriter } from './item-writer.js'

export interface Recipe {
  readonly catalog: Catalog
  readonly writer: ItemWriter
  /** Changes whenever the file might: catalog, settings, filter, rules. */
  readonly basis: string
  readonly builtAt: number
  readonly guard: GuardLimits
  /** Of the channel: ids that differ only in capitals are the same. */
  readonly ignoresCaseOfIds: boolean
  readonly pageLimitMs: number
}

/** Reads the recipe of a feed; throws what keeps it from being built. */
export type RecipeOf = (feed: Feed, signal: AbortSignal) => Promise<Recipe>
