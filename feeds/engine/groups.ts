/** The ids of all groups of variants in a catalog, as a feed spells them. */
import type { Catalog } from '../catalog/contract.js'
import { answerWithin } from './patience.js'
import { tooSlow, type WalkOptions, walk } from './walk.js'

/** Asked of the catalog where it can tell; else found by reading it once from end to end. */
export async function* groupsOf(
  catalog: Catalog,
  options: WalkOptions,
  spell: (groupId: string) => string,
): AsyncGenerator<readonly string[]> {
  const lists = catalog.groupIds ? asked(catalog.groupIds(options.signal), options) : found(catalog, options)
  for await (const ids of lists) yield ids.map(spell).filter((id) => id !== '')
}

/** The catalog's own lists; each has as long as a page. */
async function* asked(
  lists: AsyncIterable<readonly string[]>,
  { pageLimitMs, signal }: WalkOptions,
): AsyncGenerator<readonly string[]> {
  const iterator = lists[Symbol.asyncIterator]()
  const late = () => tooSlow('its groups', pageLimitMs)
  try {
    for (;;) {
      const { done, value } = await answerWithin(pageLimitMs, signal, () => iterator.next(), late)
      if (done) return
      yield value
    }
  } finally {
    // Not waited for: a source that hangs would keep the build from ending.
    void iterator.return?.()?.then(undefined, () => {})
  }
}

async function* found(catalog: Catalog, options: WalkOptions): AsyncGenerator<readonly string[]> {
  for await (const page of walk(catalog, {}, options)) {
    const ids: string[] = []
    for (const { id, groupId } of page) if (groupId !== undefined && groupId !== id) ids.push(groupId)
    yield ids
  }
}
