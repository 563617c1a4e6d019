/** Losses: what a merchant is told of entries that could not be kept. */
import type { Log } from '../log.js'
import type { Problems } from '../problems.js'
import type { NewEntry } from './entry.js'

const words = {
  full: 'The database was away for so long that the memory for events was full, and some were lost.',
  refused: 'The database refused to keep some events, and they were lost.',
  closed: 'The process ended while the database was away, and the events that it held were lost.',
} as const

/** Once per store, however many they are. */
export function tellLost(
  entries: readonly NewEntry[],
  why: keyof typeof words,
  { log, problems }: { readonly log: Log; readonly problems: Problems },
): void {
  log.error({ entries: entries.length, why }, 'entries were lost')
  for (const store of new Set(entries.map((entry) => entry.store))) {
    void problems.raise({
      store,
      code: 'EVENTS_LOST',
      subject: why,
      message: words[why],
      advice: 'Look at the log from that time; a purchase is safe inside the order’s transaction.',
    })
  }
}
