/** What was made of a value, kept for the next time it comes; bounded. */

const mostEntries = 5_000

/** Forgets everything when it is full: cheaper than knowing what is old, and pages of a shop repeat themselves. */
export class Remembered<K, V> {
  readonly #entries = new Map<K, V>()

  get(key: K, make: () => V): V {
    const known = this.#entries.get(key)
    if (known !== undefined || this.#entries.has(key)) return known as V
    const made = make()
    if (this.#entries.size >= mostEntries) this.#entries.clear()
    this.#entries.set(key, made)
    return made
  }
}
