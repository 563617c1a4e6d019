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
import { type BacklogCount, backlogOf, deadOf } from './backlog.js'
import {
  countEntries,
  dropEntries,
  type EntryDetail,
  type EntryFilter,
  findEntry,
  type HeldDestination,
  heldDestinations,
  listEntries,
  recentBodies,
  retryEntries,
  type StateCount,
} from './browse.js'
import type { Courier } from './courier.js'
import type { NewEntry } from './entry.js'
import type { EntryLine } from './entry-line.js'
import { type EntryPage, pageOfEntries } from './entry-page.js'
import { eventNames } from './event-names.js'
import { forgetDestination } from './forget.js'
import { createIntake, type Pace } from './intake.js'
import { createOutboxMetrics } from './outbox-metrics.js'
import { eraseMatching, eraseWaiting, releaseWaiting } from './people.js'
import { OUTBOX } from './settings.js'
import { createSweeper } from './sweeper.js'
import { createTally } from './tally.js'
import { type Figures, readFigures } from './tally-rows.js'
import type { Span } from './tally-schema.js'
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
  /** The same in bounded time, for pages: where what fits is rare, a page may have less than there is, and says so. */
  page(store: string, filter: EntryFilter): Promise<EntryPage>
  find(store: string, id: string): Promise<EntryDetail | undefined>
  /** Names and bodies of the newest entries, at most `limit`; for what looks at many of them. */
  recentBodies(store: string, limit: number): Promise<readonly { name: string; body: string }[]>
  counts(store: string): Promise<readonly StateCount[]>
  /** What is on its way or was given up, by name; counted up to a bound. */
  backlog(store: string): Promise<readonly BacklogCount[]>
  /** What became of entries since the instant, as all processes wrote it some seconds ago; it survives the entries. */
  figures(store: string, span: Span, sinceAt: number): Promise<Figures>
  /** The names of all events that are on record, in order. */
  names(store: string): Promise<readonly string[]>
  /** Ids of dead entries of a name that a backlog counted; with `sendableAt` only those that may be sent after it. */
  dead(
    store: string,
    name: string,
    options: { readonly limit: number; readonly sendableAt?: number },
  ): Promise<readonly string[]>
  /** Destinations that take nothing until their credentials change. */
  held(store: string): Promise<readonly HeldDestination[]>
  /** Sends dead or tested entries again; answers how many can be. */
  retry(store: string, ids: readonly string[]): Promise<number>
  /** Takes dead entries away for good; their events cannot come again. */
  drop(store: string, ids: readonly string[]): Promise<number>
  /** Takes a destination away with all that was kept for it, the log of what was sent included. */
  forget(store: string, destination: string): Promise<void>
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
  const tally = createTally({ database, clock, log })
  const intake = createIntake({ database, clock, log, onAdded: wake, onLost: tellLost })
  const sweeper = createSweeper({ ...options, metrics, tally, couriers, keeping, wake })
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
    page: (store, filter) => pageOfEntries(database, store, filter),
    find: (store, id) => findEntry(database.knex, store, id),
    recentBodies: (store, limit) => recentBodies(database.knex, store, limit),
    counts: (store) => countEntries(database.knex, store),
    backlog: (store) => backlogOf(database, store),
    figures: (store, span, sinceAt) => readFigures(database.knex, store, span, sinceAt),
    async names(store) {
      const all = await eventNames(database.knex, store)
      return [...new Set(all.map(({ name }) => name))].sort()
    },
    dead: (store, name, wishes) => deadOf(database, store, name, wishes),
    held: (store) => heldDestinations(database, store),
    async retry(store, ids) {
      const count = await retryEntries(database, store, ids, clock.now())
      if (count > 0) wake()
      return count
    },
    drop: (store, ids) => dropEntries(database, store, ids),
    async forget(store, destination) {
      known.delete(`${store} ${destination}`)
      await forgetDestination(database, store, destination)
    },
    employ(courier) {
      couriers.push(courier)
      workers.push(createWorker({ ...options, metrics, tally, keeping }, courier))
    },
    async deliver() {
      let total = 0
      for (const worker of workers) total += await worker.runOnce()
      await tally.write()
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
      const sending = Promise.all([sweeper.stop(), ...workers.map((worker) => worker.stop())])
      const ends = [intake.close(drainLimitMs), sending.then(() => tally.stop())]
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
