/** What a build counts while it goes: items, findings with some examples of each, and when it will be out of date. */
import type { Product } from '../catalog/product.js'
import type { Effect, Finding } from './finding.js'
import { nextChange } from './next-change.js'
import type { Reason } from './reasons.js'
import type { FindingCount, FindingSample, Report } from './report.js'

export interface Tally {
  readonly products: number
  readonly items: number
  /** The first instant after the build at which an item changes by itself: the feed is stale then though nothing changed. */
  readonly staleAt: number | undefined
  /** Of a bounded size, whatever the catalog holds; made anew each time. */
  readonly report: Report
  kept(product: Product): void
  found(finding: Finding): void
}

// All bounds together keep a stored report below 200 KB.
const mostSamples = 500
const mostSampleBytes = 120_000
const mostPerKind = 20
/** From here on only kinds of which there is no example yet. */
const mostFollowers = 350
/** Fields have the catalog's own names where it holds what cannot be read. */
const mostKinds = 150
const mostTextBytes = 200

interface Kind extends FindingCount {
  /** As it was found; `field` may be cut. */
  readonly name: string
  count: number
  samples: number
}

export function createTally(builtAt: number): Tally {
  let items = 0
  let omitted = 0
  let staleAt = Number.POSITIVE_INFINITY
  let sampleBytes = 0
  let isFull = false
  let kindCount = 0
  const kinds = new Map<string, Kind[]>()
  const samples: FindingSample[] = []

  function kindOf(effect: Effect, reason: Reason, field: string): Kind {
    const ofReason = kinds.get(reason) ?? []
    for (const kind of ofReason) {
      if (kind.name === field && kind.effect === effect) return kind
    }
    if (kindCount >= mostKinds && field !== '') return kindOf(effect, reason, '')
    const kind = { effect, reason, field: bounded(field), name: field, count: 0, samples: 0 }
    kindCount++
    ofReason.push(kind)
    kinds.set(reason, ofReason)
    return kind
  }

  function wants({ samples: own }: Kind): boolean {
    if (isFull) return false
    return own === 0 || (own < mostPerKind && samples.length < mostFollowers)
  }

  return {
    get products() {
      return items + omitted
    },
    get items() {
      return items
    },
    get staleAt() {
      return staleAt === Number.POSITIVE_INFINITY ? undefined : staleAt
    },
    get report() {
      return { ...countsOf([...kinds.values()].flat()), samples: [...samples] }
    },
    kept(product) {
      items++
      const at = nextChange(product, builtAt)
      if (at < staleAt) staleAt = at
    },
    found(finding) {
      if (finding.effect === 'leftOut') omitted++
      const kind = kindOf(finding.effect, finding.reason, finding.field)
      kind.count++
      if (!wants(kind)) return
      const sample = sampleOf(finding)
      const bytes = Buffer.byteLength(JSON.stringify(sample))
      isFull = sampleBytes + bytes > mostSampleBytes || samples.length === mostSamples
      if (isFull) return
      kind.samples++
      sampleBytes += bytes
      samples.push(sample)
    },
  }
}

function countsOf(kinds: readonly Kind[]): Pick<Report, 'leftOut' | 'counts'> {
  const counts = kinds
    .map(({ effect, reason, field, count }): FindingCount => ({ effect, reason, field, count }))
    .sort((a, b) => b.count - a.count)
  const leftOut: Record<string, number> = {}
  for (const { effect, reason, count } of counts) {
    if (effect === 'leftOut') leftOut[reason] = (leftOut[reason] ?? 0) + count
  }
  return { leftOut, counts }
}

function sampleOf({ productId, effect, reason, field, detail }: Finding): FindingSample {
  return {
    productId: bounded(productId),
    effect,
    reason,
    ...(field && { field: bounded(field) }),
    ...(detail && { detail: bounded(detail) }),
  }
}

/** The text, or as much of it as takes few bytes in JSON, with an ellipsis behind. */
function bounded(text: string): string {
  const fits = (some: string) => Buffer.byteLength(JSON.stringify(some)) <= mostTextBytes
  if (text.length <= mostTextBytes && fits(text)) return text
  const characters = [...text.slice(0, mostTextBytes)]
  while (characters.length > 0 && !fits(`${characters.join('')}…`)) {
    characters.length = Math.floor(characters.length * 0.9)
  }
  return `${characters.join('')}…`
}
