/** A short memory of what was made for a session whose browser does not carry it yet: parallel requests get the same. */
import { createRecent } from './recent.js'

export interface FirstVisits {
  /** What was made under this hash within the time, else what `make` gives now. */
  remember(sessionHash: string, make: () => string): string
}

export interface FirstVisitsOptions {
  readonly now: () => number
  /** Those that nobody asks for give way to more. */
  readonly mostSessions: number
  readonly keepMs: number
}

export function createFirstVisits({ now, mostSessions, keepMs }: FirstVisitsOptions): FirstVisits {
  const made = createRecent<{ readonly value: string; readonly at: number }>(mostSessions)
  // The first half notices a clock that went back.
  const isFresh = (at: number) => at <= now() && now() - at < keepMs

  return {
    remember(sessionHash, make) {
      const known = made.get(sessionHash)
      if (known && isFresh(known.at)) return known.value
      const value = make()
      made.set(sessionHash, { value, at: now() })
      return value
    },
  }
}
