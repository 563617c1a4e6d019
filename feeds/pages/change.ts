/** A change in the number of items, as a merchant reads it. */
import type { Words } from '../../src/kernel.js'

/** `+12 (4.1 %)`, `no change`; undefined where there was nothing before. */
export function changeWords(words: Words, items: number, before: number | undefined): string | undefined {
  if (before === undefined) return undefined
  const change = items - before
  if (change === 0) return 'no change'
  const size = Math.abs(change)
  const share = before > 0 ? ` (${words.share(size / before)})` : ''
  return `${change > 0 ? '+' : '−'}${words.number(size)}${share}`
}
