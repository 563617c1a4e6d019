/** A courier: what knows how to bring entries to one kind of destination. */
import type { BreakerRules } from '../breaker/breaker.js'
import type { Entry, Outcome } from './entry.js'

/** Where entries go: one store's account on one platform. */
export interface Destination {
  readonly store: string
  /** As `meta:1234567890`. */
  readonly key: string
  /** What the platform refused, as a print of the credentials; undefined where nothing is held. */
  readonly heldPrint: string | undefined
}

/** One exchange with the platform, for people who look for what happened. */
export interface SendRecord {
  readonly id: string
  readonly startedAt: number
  readonly durationMs: number
  readonly entries: number
  /** One word, as `accepted` or `throttled`. */
  readonly outcome: string
  /** What was answered, in numbers; never a text of the platform, which may quote values. */
  readonly answer: string
}

/** What was decided of one entry, and the exchange that decided it. */
export interface Verdict {
  readonly outcome: Outcome
  readonly sendId?: string | undefined
}

/** What came of one batch. */
export interface Delivery {
  /** By entry id; an entry that is missing waits on, as if it had never been taken. */
  readonly verdicts: ReadonlyMap<string, Verdict>
  readonly sends: readonly SendRecord[]
  /** How the platform itself did, for the breaker; `unasked` where it was not asked, or answered about us and not itself. */
  readonly health: 'well' | 'ill' | 'unasked'
  /** The platform asks for a pause. */
  readonly pauseMs?: number
  /** Nothing more is sent until the credentials, whose print this is, are others. */
  readonly hold?: { readonly print: string }
}

/** What a courier needs while it works on a batch. */
export interface Errand {
  readonly entries: readonly Entry[]
  /** Whether the lease outlives one more exchange; it must be asked before each. */
  mayStart(): boolean
}

/** Whether and how a destination can be served now. */
export type Readiness =
  /** Looked at again after a while; `why` is for people. */
  | { readonly state: 'off'; readonly why: string }
  | {
      readonly state: 'ready'
      /** The longest that one exchange may take. */
      readonly limitMs: number
      readonly rules: BreakerRules
      deliver(errand: Errand): Promise<Delivery>
    }

export interface Courier {
  /** The part of a destination's key before the colon. */
  readonly kind: string
  readonly mostPerBatch: number
  /** How long after a send without an answer the same entry may be sent again. */
  readonly doubtMs: number
  ready(destination: Destination): Promise<Readiness>
}
