/** Attempts that went wrong, counted per key for a while, in bounded memory. */
import { hash } from 'node:crypto'
import type { Clock } from '../../kernel.js'

export interface Attempts {
  /** Counts one, which is taken back when it turns out right; answers how many there are with it. */
  begin(key: string): Attempt
  forget(key: string): void
}

export interface Attempt {
  readonly count: number
  /** Until the first of them is forgotten. */
  readonly untilMs: number
  /** It does not count: it was right, or was never judged. */
  undo(): void
}

interface Count {
  count: number
  endsAt: number
}

/** At most about `keys` are told apart, so that a flood of them cannot fill the memory; the rest shares 256 counts. */
export function createAttempts(clock: Clock, windowMs: number, keys: number): Attempts {
  const counts = new Map<string, Count>()
  let tidiedAt = Number.NEGATIVE_INFINITY

  function tidy(now: number): void {
    // Not at every call, for a flood that fills the map would pay for each with a walk through it.
    if (Math.abs(now - tidiedAt) < 60_000) return
    tidiedAt = now
    for (const [key, { endsAt }] of counts) if (endsAt <= now) counts.delete(key)
  }

  function roomFor(key: string, now: number): string {
    const print = hash('sha256', key, 'base64url')
    if (counts.has(print)) return print
    if (counts.size >= keys) tidy(now)
    return counts.size < keys ? print : `shared ${print.slice(0, 1)}${Number(print.charCodeAt(1)) % 4}`
  }

  return {
    begin(key) {
      const now = clock.now()
      const room = roomFor(key, now)
      const known = counts.get(room)
      // A clock that was set back must not stretch the window.
      const lives = known !== undefined && known.endsAt > now && known.endsAt <= now + windowMs
      const current: Count = lives ? known : { count: 0, endsAt: now + windowMs }
      current.count++
      counts.set(room, current)
      let isUndone = false
      return {
        count: current.count,
        untilMs: current.endsAt - now,
        undo() {
          if (isUndone) return
          isUndone = true
          current.count--
          if (current.count === 0 && counts.get(room) === current) counts.delete(room)
        },
      }
    },
    forget(key) {
      counts.delete(hash('sha256', key, 'base64url'))
    },
  }
}
