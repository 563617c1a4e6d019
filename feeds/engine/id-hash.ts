/** The hash of an id: two independent halves of 32 bits; two ids share both once in about 10^19 pairs. */

/** One for many ids in turn: nothing is made anew for each of them. */
export class IdHash {
  /** Never 0. */
  first = 1
  second = 0

  /** Lists of ids on disk are made of it: whoever changes a bit here must change their mark as well. */
  of(id: string): void {
    let first = 0x811c9dc5
    let second = 0x9e3779b9
    for (let i = 0; i < id.length; i++) {
      const unit = id.charCodeAt(i)
      first = Math.imul(first ^ unit, 0x01000193)
      second = Math.imul(second + unit, 0x85ebca6b)
      second ^= second >>> 13
    }
    // FNV's low bits are weak for short texts; a set takes its places by just those.
    first = Math.imul(first ^ (first >>> 15), 0x2c1b3c6d)
    this.first = (first ^ (first >>> 12)) >>> 0 || 1
    // Sets and lists are parted by the high bits.
    second = Math.imul(second ^ (second >>> 16), 0x45d9f3b)
    this.second = (second ^ (second >>> 15)) >>> 0
  }
}
