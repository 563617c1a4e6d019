/** A set of ids that costs about sixteen bytes each, whatever their length: a feed of a million must fit in memory. */
import { IdHash } from './id-hash.js'

export interface SeenIds {
  /** Whether this id is new; it is known from now on. */
  add(id: string): boolean
  has(id: string): boolean
}

/** Pairs of hashes in a page; 8 KiB, so that nothing large is ever made anew or left behind. */
const pageSlots = 1_024
/** A page is split at three quarters, before probing gets long. */
const mostUsed = (pageSlots * 3) / 4

/** Of the directory's index: room for a thousand million ids. */
const mostBits = 22

interface Page {
  readonly slots: Uint32Array
  used: number
  /** How many leading bits of the second hash all its ids share. */
  readonly bits: number
}

/**
 * Extendible hashing over the two halves of the ids' hashes.
 * It grows by a page at a time: a table that doubles needs both in the end, and three times its size while it does.
 */
export function createSeenIds(): SeenIds {
  let directory: Page[] = [emptyPage(0)]
  let depth = 0
  const scratch = new Uint32Array(pageSlots * 2)
  const hash = new IdHash()

  const pageOf = (half: number): Page => directory[depth === 0 ? 0 : half >>> (32 - depth)] as Page

  /** Makes two pages of one. */
  function split(page: Page): void {
    if (page.bits === depth) {
      directory = directory.flatMap((each) => [each, each])
      depth++
    }
    const halves = [emptyPage(page.bits + 1, page.slots), emptyPage(page.bits + 1)] as const
    scratch.set(page.slots)
    page.slots.fill(0)
    for (let at = 0; at < scratch.length; at += 2) {
      const one = scratch[at] ?? 0
      const other = scratch[at + 1] ?? 0
      if (one !== 0) insert(halves[(other >>> (31 - page.bits)) & 1] as Page, one, other)
    }
    for (let at = 0; at < directory.length; at++) {
      if (directory[at] === page) directory[at] = halves[(at >>> (depth - 1 - page.bits)) & 1] as Page
    }
  }

  return {
    add(id) {
      hash.of(id)
      const { first, second } = hash
      let page = pageOf(second)
      const place = placeOf(page.slots, first, second)
      if (page.slots[place] !== 0) return false
      while (page.used >= mostUsed && page.bits < mostBits) {
        split(page)
        page = pageOf(second)
      }
      insert(page, first, second)
      return true
    },
    has(id) {
      hash.of(id)
      const { first, second } = hash
      const { slots } = pageOf(second)
      return slots[placeOf(slots, first, second)] !== 0
    },
  }
}

const emptyPage = (bits: number, slots: Uint32Array = new Uint32Array(pageSlots * 2)): Page => ({
  slots,
  used: 0,
  bits,
})

/** Where the pair stands, or the empty place where it would. */
function placeOf(slots: Uint32Array, first: number, second: number): number {
  for (let at = first & (pageSlots - 1); ; at = (at + 1) & (pageSlots - 1)) {
    const held = slots[at * 2]
    if (held === 0 || (held === first && slots[at * 2 + 1] === second)) return at * 2
  }
}

function insert(page: Page, first: number, second: number): void {
  // No ids but such as were made for it come here; without an empty place a search would not end.
  if (page.used >= pageSlots - 1) throw new RangeError('Too many ids have the same hash')
  const place = placeOf(page.slots, first, second)
  page.slots[place] = first
  page.slots[place + 1] = second
  page.used++
}
