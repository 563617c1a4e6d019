/** What hooks could not take, in numbers: labels are names that the code gives, never values. */
import type { Metrics } from '../../src/kernel.js'

export type Counts = ReturnType<typeof createCounts>

export function createCounts(metrics: Metrics) {
  const refused = metrics.counter('meta_events_refused_total', 'Payloads that could not become an event', [
    'event',
    'field',
  ])
  const leftOut = metrics.counter('meta_fields_left_out_total', 'Fields that were left out of events', [
    'event',
    'field',
  ])
  const dropped = metrics.counter('meta_events_dropped_total', 'Events of crawlers and prefetches', [
    'event',
    'reason',
  ])
  // A shop may track names, and pass fields, without end; series must not.
  const seen = new Set<string>()
  const bounded = (name: string) => {
    if (seen.has(name) || seen.size < mostLabels) return seen.add(name) && name
    return 'other'
  }
  return {
    refused: (event: string, field: string) => refused.inc({ event: bounded(event), field: bounded(field) }),
    leftOut: (event: string, field: string) => leftOut.inc({ event: bounded(event), field: bounded(field) }),
    dropped: (event: string, reason: string) => dropped.inc({ event: bounded(event), reason }),
  }
}

const mostLabels = 200
