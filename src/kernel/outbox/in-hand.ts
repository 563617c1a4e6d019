/** What is in hand: entries that this process was given and that may not be in the database yet, where an erasure finds them. */
import type { NewEntry } from './entry.js'

export interface InHand {
  /** From now on an erasure finds it, until `leave`; cheap when repeated. */
  take(entry: NewEntry): void
  leave(entry: NewEntry, isWritten: boolean): void
  /** Found for as long as the transaction of somebody else's that writes it is open. */
  takeUntil(over: Promise<unknown>, entry: NewEntry): void
  /** Whether it must not be written any more. */
  isErased(entry: NewEntry): boolean
  /** Erases what is meant and in hand at this instant; what comes later stays. */
  erase(isMeant: (entry: NewEntry) => boolean): Erasure
}

export interface Erasure {
  /** Resolves when the transactions that write such entries are over, with them or without. */
  readonly othersAreOver: Promise<unknown>
  /** How many were kept from being written; known when nothing is being written any more. */
  count(): number
}

export function createInHand(): InHand {
  const held = new Map<NewEntry, { isWritten: boolean }>()
  const open = new Set<{ readonly entry: NewEntry; readonly over: Promise<unknown> }>()
  // Beyond `leave`: whoever writes it together with others may try those again.
  const erased = new WeakSet<NewEntry>()

  return {
    take(entry) {
      if (!held.has(entry)) held.set(entry, { isWritten: false })
    },
    leave(entry, isWritten) {
      const hold = held.get(entry)
      if (hold) hold.isWritten = isWritten
      held.delete(entry)
    },
    takeUntil(over, entry) {
      const one = { entry, over }
      const end = () => void open.delete(one)
      open.add(one)
      over.then(end, end)
    },
    isErased: (entry) => erased.has(entry),
    erase(isMeant) {
      const meant = [...held].filter(([entry]) => !erased.has(entry) && isMeant(entry))
      for (const [entry] of meant) erased.add(entry)
      const others = [...open].filter(({ entry }) => isMeant(entry)).map(({ over }) => over)
      return {
        othersAreOver: Promise.allSettled(others),
        count: () => meant.filter(([, { isWritten }]) => !isWritten).length,
      }
    },
  }
}
