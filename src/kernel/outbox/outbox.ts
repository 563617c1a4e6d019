/** The outbox: what is handed in is kept until its destination has it, or somebody is told why not. */
import type { Knex } from 'knex'
import type { Breakers } from '../breaker/breaker.js'
import type { Clock } from '../clock.js'
import type { Database } from '../database/database.js'
import { endsWithin } from '../ends-within.js'
import type { Log } from '../log.js'
import type { Metrics } from '../metrics.js'
import type { Problems } from '../problems.js'
import type { Registry } from '../registry/registry.js'
import { addEntry } from './add.js'
import { dropEntries, retryEntries } from './browse.js'
import type { Courier } from './courier.js'
import type { NewEntry } from './entry.js'
import { erasePerson } from './erase-person.js'
import { forgetDestination } from './forget.js'
import { createInHand } from './in-hand.js'
import { createIntake, type IntakeOptions, type Pace, type Taken } from './intake.js'
import { createKnownDestinations } from './known-destinations.js'
import { tellLost } from './losses.js'
import { createOutboxMetrics } from './outbox-metrics.js'
import { eraseWaiting, releaseWaiting } from './people.js'
import { type Records, recordsOf } from './records.js'
import { OUTBOX } from './settings.js'
import { createSweeper } from './sweeper.js'
import { createTally } from './tally.js'
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

export interface Outbox extends Records {
  /** Says that the entry will be added once a response is over: an erasure meanwhile finds it. */
  announce(entry: NewEntry): void
  /** Kept soon, together with others'; `lost` only where the database is away for too long. Never rejects. */
  add(entry: NewEntry, pace?: Pace): Promise<Taken>
  /** In the caller's transaction: kept when it commits, and never was when it does not. Rejects where it could not be written. */
  addWithin(trx: Knex.Transaction, entry: NewEntry): Promise<'stored' | 'known'>
  /** Makes a destination known before its first entry, so that no order's transaction waits for it. Cheap when repeated. */
  know(store: string, destination: string): Promise<void>
  /** Lets pending entries go; answers how many. */
  release(store: string, key: string): Promise<number>
  /** Erases pending entries; answers how many. */
  refuse(store: string, key: string): Promise<number>
  /**
   * Erases every entry whose body holds one of the texts, those that this process has not written yet as well; answers
   * how many. Rejects where some may be left.
   */
  erase(store: string, texts: readonly string[]): Promise<number>
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
  const { database, clock, log, registry } = options
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
  const inHand = createInHand()
  const { isErased } = inHand
  const onLost: IntakeOptions['onLost'] = (entries, why) => tellLost(entries, why, options)
  const destinations = createKnownDestinations(database)
  const intake = createIntake({ database, destinations, clock, log, isErased, onAdded: wake, onLost })
  const sweeper = createSweeper({ ...options, metrics, tally, couriers, keeping, wake })

  return {
    ...recordsOf(database),
    announce: (entry) => inHand.take(entry),
    async add(entry, pace) {
      inHand.take(entry)
      metrics.held(intake.held() + 1)
      const kept = await intake.add(entry, pace)
      inHand.leave(entry, kept === 'stored' || kept === 'known')
      metrics.added(kept)
      metrics.held(intake.held())
      return kept
    },
    async addWithin(trx, entry) {
      const { store, destination } = entry
      inHand.takeUntil(outermost(trx).executionPromise ?? Promise.resolve(), entry)
      if (!destinations.has(store, destination)) await destinations.knowWithin(trx, store, destination)
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
    know: destinations.know,
    async release(store, key) {
      const count = await releaseWaiting(database, store, key, clock.now())
      if (count > 0) wake()
      return count
    },
    refuse: (store, key) => eraseWaiting(database, store, key),
    erase: (store, texts) => erasePerson({ database, inHand, intake }, store, texts),
    async retry(store, ids) {
      const count = await retryEntries(database, store, ids, clock.now())
      if (count > 0) wake()
      return count
    },
    drop: (store, ids) => dropEntries(database, store, ids),
    async forget(store, destination) {
      destinations.forget(store, destination)
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
      const ends = Promise.all([intake.close(drainLimitMs), sending.then(() => tally.stop())])
      if (!(await endsWithin(stopLimitMs, ends)))
        log.warn('the database is silent; what was being sent is taken up again when its lease ends')
    },
  }
}

/** A savepoint is over before anybody knows whether what it wrote is kept. */
function outermost(trx: Knex.Transaction): Knex.Transaction {
  let outer = trx
  while (outer.parentTransaction) outer = outer.parentTransaction
  return outer
}
