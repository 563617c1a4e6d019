/** An entry: an event on its way to one destination, and what may become of it. */

/** What is to be sent, as a module hands it in; the body carries no clear personal data. */
export interface NewEntry {
  /** Ordered by time; made by the caller. */
  readonly id: string
  readonly store: string
  /** Kind and account, as `meta:1234567890`; fixed here, whatever is configured later. */
  readonly destination: string
  readonly name: string
  /** Unique, for ever, with store, destination and name. */
  readonly eventId: string
  readonly orderId?: string | undefined
  /** Whether the id can come again, as an order's does; what was made at random is forgotten after a while. */
  readonly isLasting: boolean
  /** 100 critical, 50 normal, 10 low. */
  readonly priority: number
  readonly occurredAt: number
  /** After this instant it is not sent any more. */
  readonly sendUntil: number
  /** Waits for a decision under this key, until the instant; erased after it. */
  readonly pending?: { readonly key: string; readonly until: number } | undefined
  /** Exactly what is sent. */
  readonly body: string
}

/**
 * waiting: due or to be tried again · pending: until somebody decides · sending: under a lease · done: taken ·
 * tested: taken by a test, not reported · dead: given up, with its reason, until somebody retries or drops it
 */
export const states = ['waiting', 'pending', 'sending', 'done', 'tested', 'dead'] as const

export type EntryState = (typeof states)[number]

/** An entry that a worker holds. */
export interface Entry {
  readonly id: string
  readonly store: string
  readonly destination: string
  readonly name: string
  readonly eventId: string
  readonly occurredAt: number
  readonly attempts: number
  /** Since when the platform may have it without our knowing. */
  readonly doubtSince: number | undefined
  readonly body: string
}

/** What a courier decides of one entry; a value, not an exception. */
export type Outcome =
  | { readonly kind: 'done' }
  /** Taken by a test: attempted, not reported, and not sent again by itself. */
  | { readonly kind: 'tested' }
  | {
      readonly kind: 'retry'
      readonly reason: string
      /** From the number of attempts unless given. */
      readonly afterMs?: number
      /** The platform may have it already. */
      readonly isDoubtful: boolean
      /** Nothing was asked of the platform, or what was asked says nothing of this entry. */
      readonly isFree?: boolean
      /** What to send instead of what was refused. */
      readonly body?: string
    }
  | { readonly kind: 'dead'; readonly reason: string }
