/** A set of ids that costs sixteen bytes each, whatever their length: a feed of a million must fit in memory. */

export interface SeenIds {
  /** Whether this id is new; it is known from now on. */
  add(id: string): boolean
  has(id: string): boolean
}

/** Open addressing over two independent 32-bit hashes; two ids collide once in about 10^19 pairs. */
export function createSeenIds(capacity = 1024): SeenIds {
  let slots = new Uint32Array(capacity * 2)
  let used = 0

  let first = 0
  let second = 0

  /** Where the pair stands, or the empty place where it would. */
  function placeOf(table: Uint32Array): number {
    const mask = table.length / 2 - 1
    for (let at = first & mask; ; at = (at + 1) & mask) {
      const held = table[at * 2]
      if (held === 0 || (held === first && table[at * 2 + 1] === second)) return at * 2
    }
  }

  function put(table: Uint32Array, place: number): void {
    table[place] = first
    table[place + 1] = second
  }

  function grow(): void {
    const larger = new Uint32Array(slots.length * 2)
    for (let at = 0; at < slots.length; at += 2) {
      first = slots[at] ?? 0
      second = slots[at + 1] ?? 0
      if (first) put(larger, placeOf(larger))
    }
    slots = larger
  }

  function digest(id: string): void {
    first = 0x811c9dc5
    second = 0x9e3779b9
    for (let i = 0; i < id.length; i++) {
      const unit = id.charCodeAt(i)
      first = Math.imul(first ^ unit, 0x01000193)
      second = Math.imul(second + unit, 0x85ebca6b)
      second ^= second >>> 13
    }
    // FNV's low bits are weak for short texts; the mask takes just those.
    first = Math.imul(first ^ (first >>> 15), 0x2c1b3c6d)
    first = (first ^ (first >>> 12)) >>> 0 || 1
    second = second >>> 0
  }

  return {
    add(id) {
      digest(id)
      const place = placeOf(slots)
      if (slots[place] !== 0) return false
      put(slots, place)
      used++
      // At most half full, or probing gets long.
      if (used * 4 > slots.length) grow()
      return true
    },
    has(id) {
      digest(id)
      return slots[placeOf(slots)] !== 0
    },
  }
}
