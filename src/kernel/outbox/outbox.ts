/** The outbox: what is handed in is kept until its destination has it, or somebody is told why not. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Knex } from 'knex'
import type { Breakers } from '../breaker/breaker.js'
import type { Clock } from '../clock.js'
import type { Database } from '../database/database.js'
import type { Log } from '../log.js'
import type { Metrics } from '../metrics.js'
import type { Problems } from '../problems.js'
import type { Registry } from '../registry/registry.js'
import { addDestination, addEntry } from './add.js'
import {
  countEntries,
  dropEntries,
  type EntryDetail,
  type EntryFilter,
  type EntryLine,
  findEntry,
  type HeldDestination,
  heldDestinations,
  listEntries,
  retryEntries,
  type StateCount,
} from './browse.js'
import type { Courier } from './courier.js'
import type { NewEntry } from './entry.js'
import { createIntake, type Pace } from './intake.js'
import { createOutboxMetrics } from './outbox-metrics.js'
import { eraseMatching, eraseWaiting, releaseWaiting } from './people.js'
import { OUTBOX } from './settings.js'
import { createSweeper } from './sweeper.js'
import { createWorker, type Worker } from './worker.js'

export interface OutboxOptions {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly problems: Problems
  readonly registry: Registry
  readonly breakers: Breakers
  readonly stores: readonly string[]
}

export interface Outbox {
  /** Kept soon, together with others'; `lost` only where the database is away for too long. Never rejects. */
  add(entry: NewEntry, pace?: Pace): Promise<'stored' | 'known' | 'lost'>
  /** In the caller's transaction: kept when it commits, and never was when it does not. Rejects where it could not be written. */
  addWithin(trx: Knex.Transaction, entry: NewEntry): Promise<'stored' | 'known'>
  /** Makes a destination known before its first entry, so that no order's transaction waits for it. Cheap when repeated. */
  know(store: string, destination: string): Promise<void>
  /** Lets pending entries go; answers how many. */
  release(store: string, key: string): Promise<number>
  /** Erases pending entries; answers how many. */
  refuse(store: string, key: string): Promise<number>
  /** Erases every entry whose body holds one of the texts; answers how many. */
  erase(store: string, texts: readonly string[]): Promise<number>
  /** The newest first. */
  list(store: string, filter: EntryFilter): Promise<readonly EntryLine[]>
  find(store: string, id: string): Promise<EntryDetail | undefined>
  counts(store: string): Promise<readonly StateCount[]>
  /** Destinations that take nothing until their credentials change. */
  held(store: string): Promise<readonly HeldDestination[]>
  /** Sends dead or tested entries again; answers how many can be. */
  retry(store: string, ids: readonly string[]): Promise<number>
  /** Takes dead entries away for good; their events cannot come again. */
  drop(store: string, ids: readonly string[]): Promise<number>
  /** From now on entries for the courier's kind are delivered. */
  employ(courier: Courier): void
  /** Delivers what is due now; for commands and tests. */
  deliver(): Promise<number>
  /** Delivers one entry at once, unless somebody else has it already; never rejects. */
  deliverEntry(entry: NewEntry): Promise<void>
  /** Looks for what has been left lying; it does so by itself from time to time. */
  sweep(): Promise<void>
  /** Resolves when everything that was added is in the database. */
  idle(): Promise<void>
  start(): void
  /** What is held in memory is written, what is being sent is settled. */
  stop(): Promise<void>
}

const dayMs = 86_400_000
const drainLimitMs = 8_000
// What asks a database that fell silent would be waited for without an end.
const stopLimitMs = 15_000

export function createOutbox(options: OutboxOptions): Outbox {
  const { database, clock, log, problems, registry } = options
  const metrics = createOutboxMetrics(options.metrics)
  const workers: Worker[] = []
  const couriers: Courier[] = []
  const wake = () => {
    for (const worker of workers) worker.wake()
  }
  const keeping = async (store: string) => {
    const settings = await registry.read(OUTBOX, store)
    return { sentMs: settings.KEEP_SENT_DAYS * dayMs, deadMs: settings.KEEP_DEAD_DAYS * dayMs }
  }
  const intake = createIntake({ database, clock, log, onAdded: wake, onLost: tellLost })
  const sweeper = createSweeper({ ...options, metrics, couriers, keeping, wake })
  // Destinations that this process committed itself, and those that it is about to: what a caller's transaction writes
  // may be rolled back by one around it.
  const known = new Set<string>()
  const knowing = new Map<string, Promise<void>>()

  async function know(store: string, destination: string): Promise<void> {
    const key = `${store} ${destination}`
    if (known.has(key)) return
    const before = knowing.get(key)
    if (before) return before
    const adding = addDestination(database.knex, database.kind, store, destination)
      .then(() => void known.add(key))
      .finally(() => knowing.delete(key))
    knowing.set(key, adding)
    return adding
  }

  function tellLost(entries: readonly NewEntry[], why: 'full' | 'refused' | 'closed'): void {
    log.error({ entries: entries.length, why }, 'entries were lost')
    for (const store of new Set(entries.map((entry) => entry.store))) {
      void problems.raise({
        store,
        code: 'EVENTS_LOST',
        subject: why,
        message: lostWords[why],
        advice: 'Look at the log from that time; a purchase is safe inside the order’s transaction.',
      })
    }
  }

  return {
    async add(entry, pace) {
      metrics.held(intake.held() + 1)
      const kept = await intake.add(entry, pace)
      metrics.added(kept)
      metrics.held(intake.held())
      return kept
    },
    async addWithin(trx, entry) {
      const { store, destination } = entry
      if (!known.has(`${store} ${destination}`)) {
        // Not in a transaction of many that meet here first: when one of them rolls back, InnoDB ends others as a
        // deadlock's victims. SQLite has one writer, and that is the caller.
        const within = () => addDestination(trx, database.kind, store, destination)
        // Where transactions like this one have taken every connection, there is none left for it.
        if (database.kind === 'mysql') await know(store, destination).catch(within)
        else await within()
      }
      const kept = (await addEntry(trx, database.kind, entry, clock.now())) ? 'stored' : 'known'
      // Whether it was committed is seen by the workers in any case, a moment later.
      trx.executionPromise?.then(
        () => {
          metrics.added(kept)
          wake()
        },
        () => {},
      )
      return kept
    },
    know,
    async release(store, key) {
      const count = await releaseWaiting(database, store, key, clock.now())
      if (count > 0) wake()
      return count
    },
    refuse: (store, key) => eraseWaiting(database, store, key),
    erase: (store, texts) => eraseMatching(database, store, texts),
    list: (store, filter) => listEntries(database.knex, store, filter),
    find: (store, id) => findEntry(database.knex, store, id),
    counts: (store) => countEntries(database.knex, store),
    held: (store) => heldDestinations(database, store),
    async retry(store, ids) {
      const count = await retryEntries(database, store, ids, clock.now())
      if (count > 0) wake()
      return count
    },
    drop: (store, ids) => dropEntries(database, store, ids),
    employ(courier) {
      couriers.push(courier)
      workers.push(createWorker({ ...options, metrics, keeping }, courier))
    },
    async deliver() {
      let total = 0
      for (const worker of workers) total += await worker.runOnce()
      return total
    },
    async deliverEntry(entry) {
      const worker = workers[couriers.findIndex(({ kind }) => entry.destination.startsWith(`${kind}:`))]
      try {
        await worker?.serveEntry(entry)
      } catch (err) {
        log.warn({ err, entry: entry.id }, 'an entry could not be delivered at once; the worker will')
      }
    },
    sweep: () => sweeper.sweep(),
    idle: () => intake.idle(),
    start() {
      for (const worker of workers) worker.start()
      sweeper.start()
    },
    async stop() {
      const ends = [sweeper.stop(), intake.close(drainLimitMs), ...workers.map((worker) => worker.stop())]
      const waiting = new AbortController()
      const limit = pause(stopLimitMs, true, { signal: waiting.signal }).catch(() => false)
      const isLate = await Promise.race([Promise.all(ends).then(() => false), limit])
      waiting.abort()
      if (isLate)
        log.warn('the database is silent; what was being sent is taken up again when its lease ends')
    },
  }
}

const lostWords = {
  full: 'The database was away for so long that the memory for events was full, and some were lost.',
  refused: 'The database refused to keep some events, and they were lost.',
  closed: 'The process ended while the database was away, and the events that it held were lost.',
} as const
