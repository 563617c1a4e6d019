/** A bounded memory in two generations: what nobody asks for goes with the older one, and nothing is ever searched for. */

export interface Recent<Value> {
  /** Undefined for what is not remembered, or not any more. */
  get(key: string): Value | undefined
  set(key: string, value: Value): void
}

/** Holds at most `most`, of which at least the latest half. */
export function createRecent<Value>(most: number): Recent<Value> {
  const generation = Math.max(1, Math.floor(most / 2))
  // A map whose oldest goes for each new one would be walked from its beginning each time, over all that went.
  let young = new Map<string, Value>()
  let old: ReadonlyMap<string, Value> = young

  function set(key: string, value: Value): void {
    if (young.size >= generation) {
      old = young
      young = new Map()
    }
    young.set(key, value)
  }

  return {
    get(key) {
      const known = young.get(key)
      if (known !== undefined) return known
      const before = old.get(key)
      if (before !== undefined) set(key, before)
      return before
    },
    set,
  }
}
