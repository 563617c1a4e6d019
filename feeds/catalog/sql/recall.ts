/** Remembers what texts were read as, so that equal cells give the same object: what is made of it can be used again. */

/** Of one column; the texts and some hundred bytes for each entry. */
const mostCharacters = 50_000
const entryCharacters = 100
const longestText = 2_000
/** So many questions decide whether the column repeats itself at all. */
const trial = 2_000
/**
 * A look-up takes a seventh of what it saves; but what is remembered for a while and then dropped again ends among
 * the collector's old objects, and a build that makes many of those needs 70 MB more.
 */
const worthwhile = trial / 2

/** Bounded, and silent where texts hardly ever come again; `read` must depend on the text alone. */
export class Recall<T> {
  private readonly read: (text: string) => T
  private known: Map<string, T> | undefined = new Map()
  private characters = 0
  private asked = 0
  private found = 0

  constructor(read: (text: string) => T) {
    this.read = read
  }

  of(text: string): T {
    const { known } = this
    if (known === undefined || text.length > longestText) return this.read(text)
    const before = known.get(text)
    this.asked++
    if (before !== undefined) {
      this.found++
      return before
    }
    if (this.asked >= trial) this.judge()
    const value = this.read(text)
    this.characters += text.length + entryCharacters
    if (this.characters > mostCharacters) {
      known.clear()
      this.characters = 0
    }
    known.set(text, value)
    return value
  }

  private judge(): void {
    if (this.found < worthwhile) this.known = undefined
    this.asked = 0
    this.found = 0
  }
}
