/** An entry as people see it, without its body. */
import type { EntryState } from './entry.js'

export interface EntryLine {
  readonly id: string
  readonly store: string
  readonly destination: string
  readonly name: string
  readonly eventId: string
  readonly orderId: string | undefined
  readonly state: EntryState
  readonly reason: string | undefined
  readonly attempts: number
  readonly occurredAt: number
  readonly madeAt: number
  readonly dueAt: number
  readonly settledAt: number | undefined
}

/** What `lineOf` reads. */
export const lineColumns = [
  'id',
  'store',
  'destination',
  'name',
  'event_id',
  'order_id',
  'state',
  'reason',
  'attempts',
  'occurred_at',
  'made_at',
  'due_at',
  'settled_at',
] as const

// biome-ignore lint/suspicious/noExplicitAny: a row as the drivers give it
export const lineOf = (row: any): EntryLine => ({
  id: row.id,
  store: row.store,
  destination: row.destination,
  name: row.name,
  eventId: row.event_id,
  orderId: row.order_id ?? undefined,
  state: row.state,
  reason: row.reason ?? undefined,
  attempts: row.attempts,
  occurredAt: Number(row.occurred_at),
  madeAt: Number(row.made_at),
  dueAt: Number(row.due_at),
  settledAt: Number(row.settled_at) || undefined,
})
