/** Vetting a feed: what its filter names must be there, or a build would be spent on nothing. */
import type { Host } from '../src/kernel.js'
import type { Catalog } from './catalog/contract.js'
import { type Feed, unknownValue } from './engine/feed.js'
import { answerWithin } from './engine/patience.js'
import { tooSlow } from './engine/walk.js'
import { XML_FEEDS } from './settings.js'

/** Refuses a feed whose brand, category or currency the shop's catalog does not have. */
export type Vet = (feed: Feed) => Promise<void>

export function createVet(
  { registry, closing }: Pick<Host, 'registry' | 'closing'>,
  catalogOf: (store: string) => Catalog,
): Vet {
  return async ({ store, filter: { brand, category, curr } }) => {
    const source = catalogOf(store)
    const limitMs = (await registry.read(XML_FEEDS, store)).PAGE_LIMIT_SECONDS * 1_000
    const ask = <T>(what: string, question: () => Promise<T>) =>
      answerWithin(limitMs, closing, question, () => tooSlow(what, limitMs))
    if (
      brand !== undefined &&
      (await ask('word of a brand', async () => source.hasBrand?.(brand))) === false
    ) {
      throw unknownValue('brand', 'Brands are compared letter by letter.')
    }
    if (
      category !== undefined &&
      (await ask('word of a category', async () => source.hasCategory?.(category))) === false
    ) {
      throw unknownValue('category', 'It takes a category’s id.')
    }
    if (curr !== undefined && !(await ask('its rates', async () => source.rates?.()))?.has(curr)) {
      throw unknownValue('curr', 'A currency needs a stored exchange rate.')
    }
  }
}
