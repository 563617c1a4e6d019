/** The report of a build: what was not told as the catalog has it, counted, with examples. */
import type { Effect } from './effects.js'

/** How often one thing was found in one field. */
export interface FindingCount {
  readonly effect: Effect
  readonly reason: string
  /** '' where many fields of a catalog's own share the count. */
  readonly field: string
  readonly count: number
}

/** One product of which something was found; texts may be cut. */
export interface FindingSample {
  readonly productId: string
  readonly effect: Effect
  readonly reason: string
  readonly field?: string
  readonly detail?: string
}

export interface Report {
  /** Products that are not in the feed, by reason. */
  readonly leftOut: Readonly<Record<string, number>>
  /** The most frequent first. */
  readonly counts: readonly FindingCount[]
  readonly samples: readonly FindingSample[]
}

interface StoredReport {
  readonly leftOut: Report['leftOut']
  readonly counts?: Report['counts']
  readonly samples: readonly (Omit<FindingSample, 'effect'> & { readonly effect?: Effect })[]
}

/** Reads a stored report; the first release counted nothing but what was left out. */
export function readReport(text: string): Report {
  const { leftOut, counts, samples }: StoredReport = JSON.parse(text)
  return {
    leftOut,
    counts:
      counts ??
      Object.entries(leftOut).map(([reason, count]) => ({ effect: 'leftOut', reason, field: '', count })),
    samples: samples.map((sample) => ({ effect: 'leftOut', ...sample })),
  }
}
