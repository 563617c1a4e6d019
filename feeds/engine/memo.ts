/** A memory for what becomes of texts that come again and again (brands, colours); it gives up where they do not. */

export interface Memo {
  get(text: string): string | undefined
  keep(text: string, result: string): void
}

const mostTexts = 2_000
const mostLength = 200
/** So many questions decide whether it is worth asking. */
const trial = 2_000

const forgetful: Memo = { get: () => undefined, keep: () => {} }

/** Bounded in texts and their length; `isAllowed` false gives one that remembers nothing. */
export function createMemo(isAllowed: boolean): Memo {
  return isAllowed ? new TrialMemo() : forgetful
}

class TrialMemo implements Memo {
  private results: Map<string, string> | undefined = new Map()
  private asked = 0
  private found = 0

  get(text: string): string | undefined {
    if (this.results === undefined || text.length > mostLength) return undefined
    const known = this.results.get(text)
    if (known !== undefined) this.found++
    if (++this.asked === trial) {
      // A look-up costs half of what it saves.
      if (this.found * 2 < this.asked) this.results = undefined
      this.asked = 0
      this.found = 0
    }
    return known
  }

  keep(text: string, result: string): void {
    if (this.results === undefined || text.length > mostLength) return
    if (this.results.size >= mostTexts) this.results.clear()
    this.results.set(text, result)
  }
}
