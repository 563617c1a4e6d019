/** Counts what a build must tell besides its items, and compares it with what it told. */
import type { ToldReport } from './build.js'
import type { ChannelName, Item } from './catalog/expected.js'
import { expectedFindings } from './catalog/expected-findings.js'
import type { SeededProduct } from './catalog/seeded-product.js'

export interface FindingCheck {
  add(product: SeededProduct, item: Item | { readonly leftOut: string }): void
  /** Answers how many the build told; throws where it told another number, or something else. */
  check(told: ToldReport['counts']): number
}

/** A product that is left out may have been looked at far enough for more to be found: those count as a margin. */
export function countFindings(channel: ChannelName): FindingCheck {
  const ofItems = new Map<string, number>()
  const ofLeftOut = new Map<string, number>()
  return {
    add(product, item) {
      const isItem = !('leftOut' in item)
      const counts = isItem ? ofItems : ofLeftOut
      for (const found of expectedFindings(product, isItem ? item.price : product.price, channel)) {
        counts.set(found, (counts.get(found) ?? 0) + 1)
      }
    },
    check(told) {
      const open = new Map(ofItems)
      let total = 0
      for (const { effect, reason, field, count } of told) {
        if (effect === 'leftOut') continue
        const name = `${effect} ${reason} ${field}`
        const least = ofItems.get(name) ?? 0
        const most = least + (ofLeftOut.get(name) ?? 0)
        if (count < least || count > most) {
          throw new Error(`${channel}: the build told ${name} ${count} times, not ${least} to ${most}`)
        }
        open.delete(name)
        total += count
      }
      const [silent] = open.keys()
      if (silent !== undefined) throw new Error(`${channel}: the build never told ${silent}`)
      return total
    },
  }
}
