/** A survey: every product of a feed as its channel would tell it, with what is found; nothing is kept. */
import type { Catalog } from '../catalog/contract.js'
import type { Product } from '../catalog/product.js'
import { familyOf } from './build.js'
import type { Feed } from './feed.js'
import type { Finding } from './finding.js'
import type { Recipe } from './recipe.js'
import { inStillView } from './still-view.js'
import { createTally, type Tally } from './tally.js'
import { walk } from './walk.js'

export interface SurveyOrder {
  readonly feed: Pick<Feed, 'filter'>
  readonly recipe: Pick<Recipe, 'catalog' | 'writer' | 'builtAt' | 'ignoresCaseOfIds' | 'pageLimitMs'>
  readonly signal: AbortSignal
  /** Called for every product with findings; the list is used again for the next one. */
  onFindings(product: Product, findings: readonly Finding[]): void
  /** Called after every page. */
  onProgress?(tally: Tally): void
}

/** Reads the catalog at one instant, as a build would. */
export function survey(order: SurveyOrder): Promise<Tally> {
  const { recipe, signal } = order
  return inStillView(recipe.catalog, (view) => readView(view, order), { ...recipe, signal })
}

async function readView(view: Catalog, order: SurveyOrder): Promise<Tally> {
  const { feed, recipe, signal } = order
  const { writer, builtAt, pageLimitMs } = recipe
  const family = await familyOf(view, { ...recipe, signal })
  const tally = createTally(builtAt)
  const findings: Finding[] = []
  const tell = (finding: Finding) => {
    tally.found(finding)
    findings.push(finding)
  }
  for await (const page of walk(view, feed.filter, { pageLimitMs, signal })) {
    for (const product of page) {
      if (writer.write(product, tell, family) !== undefined) tally.kept(product)
      if (findings.length === 0) continue
      order.onFindings(product, findings)
      findings.length = 0
    }
    order.onProgress?.(tally)
  }
  return tally
}
