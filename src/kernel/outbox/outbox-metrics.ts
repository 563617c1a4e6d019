/** What the outbox tells in numbers. */
import type { Metrics } from '../metrics.js'
import type { Claim } from './claim.js'
import type { Delivery } from './courier.js'
import type { Taken } from './intake.js'

// From a healthy answer to the longest that two timeouts allow.
const bucketsSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30]

export type OutboxMetrics = ReturnType<typeof createOutboxMetrics>

export function createOutboxMetrics(metrics: Metrics) {
  const settled = metrics.counter('outbox_settled_total', 'Entries settled, by what became of them', [
    'kind',
    'outcome',
  ])
  const seconds = metrics.histogram(
    'outbox_delivery_seconds',
    'Seconds from a claim to the platform’s last answer for it',
    ['kind'],
    bucketsSeconds,
  )
  const added = metrics.counter('outbox_added_total', 'Entries handed in, by what became of them', [
    'outcome',
  ])
  const held = metrics.gauge('outbox_held_in_memory', 'Entries that only this process has')
  const abandoned = metrics.counter('outbox_abandoned_total', 'Entries whose holder fell silent')
  const entries = metrics.gauge('outbox_entries', 'Entries in the database, by state', ['store', 'state'])
  return {
    added: (outcome: Taken, count = 1) => added.inc({ outcome }, count),
    held: (count: number) => held.set(count),
    abandoned: (count: number) => abandoned.inc(count),
    entries: (store: string, state: string, count: number) => entries.set({ store, state }, count),
    delivered: (kind: string, tookSeconds: number) => seconds.observe({ kind }, tookSeconds),
    settled(kind: string, { entries: claimed }: Claim, { verdicts }: Delivery) {
      const counts = new Map<string, number>()
      for (const { id } of claimed) {
        const outcome = verdicts.get(id)?.outcome.kind ?? 'returned'
        counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
      }
      for (const [outcome, count] of counts) settled.inc({ kind, outcome }, count)
    },
  }
}
