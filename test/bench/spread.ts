/** Several measurements of one thing, in the few numbers that tell them. */

export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
  readonly p99: number
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { median: middle(sorted), least: at(0), most: at(1), p99: at(0.99) }
}

function middle(sorted: readonly number[]): number {
  const half = sorted.length >> 1
  const [below = Number.NaN, above = Number.NaN] = [sorted[half - 1], sorted[half]]
  return sorted.length % 2 === 0 ? (below + above) / 2 : above
}
