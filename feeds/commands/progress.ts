/** The line that shows how far reading a catalog is. */
import type { Terminal } from '../../src/kernel.js'

const redrawnAfterMs = 100

/** Redrawn at most ten times a second; take it away with `terminal.progress('')`. */
export function progressOf(name: string, terminal: Terminal) {
  const startedAt = performance.now()
  let toldAt = 0
  return ({ products, items }: { readonly products: number; readonly items: number }) => {
    const now = performance.now()
    if (now - toldAt < redrawnAfterMs) return
    toldAt = now
    const perSecond = Math.round((products / (now - startedAt)) * 1_000)
    terminal.progress(`${name}: ${products} products read, ${items} items, ${perSecond}/s`)
  }
}
