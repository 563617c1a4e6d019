/** A set of ids that costs sixteen bytes each, whatever their length: a feed of a million must fit in memory. */

export interface SeenIds {
  /** Whether this id is new; it is known from now on. */
  add(id: string): boolean
}

/** Open addressing over two independent 32-bit hashes; two ids collide once in about 10^19 pairs. */
export function createSeenIds(capacity = 1024): SeenIds {
  let slots = new Uint32Array(capacity * 2)
  let used = 0

  function insert(table: Uint32Array, first: number, second: number): boolean {
    const mask = table.length / 2 - 1
    for (let at = first & mask; ; at = (at + 1) & mask) {
      const held = table[at * 2]
      if (held === 0) {
        table[at * 2] = first
        table[at * 2 + 1] = second
        return true
      }
      if (held === first && table[at * 2 + 1] === second) return false
    }
  }

  function grow(): void {
    const larger = new Uint32Array(slots.length * 2)
    for (let at = 0; at < slots.length; at += 2) {
      const first = slots[at]
      if (first) insert(larger, first, slots[at + 1] ?? 0)
    }
    slots = larger
  }

  return {
    add(id) {
      let first = 0x811c9dc5
      let second = 0x9e3779b9
      for (let i = 0; i < id.length; i++) {
        const unit = id.charCodeAt(i)
        first = Math.imul(first ^ unit, 0x01000193)
        second = Math.imul(second + unit, 0x85ebca6b)
        second ^= second >>> 13
      }
      // FNV's low bits are weak for short texts; the mask takes just those.
      first = Math.imul(first ^ (first >>> 15), 0x2c1b3c6d)
      first = (first ^ (first >>> 12)) >>> 0 || 1
      if (!insert(slots, first, second >>> 0)) return false
      used++
      // At most half full, or probing gets long.
      if (used * 4 > slots.length) grow()
      return true
    },
  }
}
