/** Which events are copies of earlier ones: of the same name and id, on the same pixel, within 48 hours of the first. */
import type { Count } from './contract.js'
import type { Fields } from './fields.js'

// Copies are dropped for so long from the first one, and count again after that.
const windowMs = 48 * 60 * 60 * 1000

export interface Copies {
  /** Notes the event; answers whether it counts. */
  note(pixel: string, event: Fields, nowMs: number): boolean
  counts(): Map<string, Count>
  readonly size: number
  /** Forgets those that no copy can be dropped for any more. */
  forget(nowMs: number): void
  clear(): void
}

interface Standing {
  times: number
  counted: number
  firstAt: number
}

// Millions of ids come once each: for those an instant is enough, which takes a third of the memory.
type Seen = number | Standing

export function createCopies(): Copies {
  // By pixel and name, so that ids are kept as they are and not copied into longer keys.
  const seen = new Map<string, Map<string, Seen>>()

  const standingOf = (one: Seen): Standing =>
    typeof one === 'number' ? { times: 1, counted: 1, firstAt: one } : one

  return {
    note(pixel, { event_name: name, event_id: id }, nowMs) {
      // Without an id nothing is told apart; what its browser sent does not matter here.
      if (id === undefined || id === null || id === '') return true
      const scope = `${pixel}/${name}`
      const ids = seen.get(scope) ?? new Map<string, Seen>()
      seen.set(scope, ids)
      const key = String(id)
      const before = ids.get(key)
      if (before === undefined) {
        ids.set(key, nowMs)
        return true
      }
      const standing = standingOf(before)
      ids.set(key, standing)
      standing.times += 1
      if (nowMs - standing.firstAt <= windowMs) return false
      standing.firstAt = nowMs
      standing.counted += 1
      return true
    },
    counts() {
      const counts = new Map<string, Count>()
      for (const [scope, ids] of seen) {
        for (const [id, one] of ids) {
          const { times, counted } = standingOf(one)
          counts.set(`${scope}/${id}`, { times, counted })
        }
      }
      return counts
    },
    get size() {
      return [...seen.values()].reduce((sum, ids) => sum + ids.size, 0)
    },
    forget(nowMs) {
      for (const ids of seen.values()) {
        for (const [id, one] of ids) if (nowMs - standingOf(one).firstAt > windowMs) ids.delete(id)
      }
    },
    clear: () => seen.clear(),
  }
}
