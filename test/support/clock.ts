/** A clock that a test moves. */
import type { Clock } from '../../src/kernel/clock.js'

export interface TestClock extends Clock {
  /** Forward, or back with a negative number, as a clock that is set does. */
  move(byMs: number): void
  set(instantMs: number): void
}

/** Stands still until it is moved; begins on an ordinary day. */
export function testClock(startsAt = Date.UTC(2026, 10, 21, 9, 30)): TestClock {
  let now = startsAt
  return {
    now: () => now,
    move: (byMs) => {
      now += byMs
    },
    set: (instantMs) => {
      now = instantMs
    },
  }
}
