/** A short memory of what was made for a session whose browser does not carry it yet: parallel requests get the same. */

export interface FirstVisits {
  /** What was made under this hash within the time, else what `make` gives now. */
  remember(sessionHash: string, make: () => string): string
}

export interface FirstVisitsOptions {
  readonly now: () => number
  /** The oldest gives way to one more. */
  readonly mostSessions: number
  readonly keepMs: number
}

export function createFirstVisits({ now, mostSessions, keepMs }: FirstVisitsOptions): FirstVisits {
  // Oldest first: what is made is never moved, and what is over gives way before anything is made again.
  const made = new Map<string, { readonly value: string; readonly at: number }>()
  // The first half notices a clock that went back.
  const isFresh = (at: number) => at <= now() && now() - at < keepMs

  function makeRoom(): void {
    for (const [hash, { at }] of made) {
      if (made.size < mostSessions && isFresh(at)) return
      made.delete(hash)
    }
  }

  return {
    remember(sessionHash, make) {
      const known = made.get(sessionHash)
      if (known && isFresh(known.at)) return known.value
      makeRoom()
      const value = make()
      made.set(sessionHash, { value, at: now() })
      return value
    },
  }
}
