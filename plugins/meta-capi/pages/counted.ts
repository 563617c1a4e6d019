/** Counts in words: with their noun, and saying so where they were bounded. */
import type { BacklogCount, Words } from '../../../src/kernel.js'

/** A count that may be a part of more. */
export interface Count {
  readonly count: number
  readonly isMore: boolean
}

export const none: Count = { count: 0, isMore: false }

export const plus = (one: Count, other: Pick<BacklogCount, 'count' | 'isMore'>): Count => ({
  count: one.count + other.count,
  isMore: one.isMore || other.isMore,
})

/** As `12`, or `5,000 or more`. */
export const told = (words: Words, { count, isMore }: Count): string =>
  `${words.number(count)}${isMore ? ' or more' : ''}`

/** As `1 event` or `12 events`. */
export const events = (words: Words, count: number): string =>
  `${words.number(count)} ${count === 1 ? 'event' : 'events'}`
