/** A memory for what was made of objects that come again and again (delivery rates, sizes); it gives up where they do not. */

/** Few: what a build holds for long, the collector has to move, and a field's usual values are among these. */
const mostObjects = 500
/** So many questions decide whether it is worth asking. */
const trial = 1_000

/** Of one field: the lines of an item that an object became. */
export class Memo {
  private known: Map<object, string> | undefined = new Map()
  private asked = 0
  private found = 0

  get(object: object): string | undefined {
    if (this.known === undefined) return undefined
    const lines = this.known.get(object)
    if (lines !== undefined) this.found++
    if (++this.asked === trial) this.judge()
    return lines
  }

  keep(object: object, lines: string): void {
    if (this.known === undefined) return
    if (this.known.size >= mostObjects) this.known.clear()
    flatten(lines)
    this.known.set(object, lines)
  }

  private judge(): void {
    // A look-up costs a third of what it saves.
    if (this.found * 3 < this.asked) this.known = undefined
    this.asked = 0
    this.found = 0
  }
}

/** A text put together of pieces holds on to all of them until somebody looks into it. */
const flatten = (text: string): number => text.charCodeAt(0)
