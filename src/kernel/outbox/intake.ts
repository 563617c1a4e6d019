/** The intake: entries of many requests in few statements, kept in memory only until the database has them. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../clock.js'
import type { Database } from '../database/database.js'
import type { Log } from '../log.js'
import { addEntries } from './add.js'
import type { NewEntry } from './entry.js'
import type { KnownDestinations } from './known-destinations.js'
import { createPacing } from './pacing.js'
import { isRowFault } from './row-faults.js'
import { inShortTransaction, LockWait } from './transaction.js'

export interface IntakeOptions {
  readonly database: Database
  readonly destinations: Pick<KnownDestinations, 'has' | 'know'>
  readonly clock: Clock
  readonly log: Log
  /** Asked before each attempt at writing: a person may have been erased since. */
  readonly isErased: (entry: NewEntry) => boolean
  /** Called when new entries can be claimed. */
  readonly onAdded: () => void
  /** Called when entries were given up, with why. */
  readonly onLost: (entries: readonly NewEntry[], why: 'full' | 'refused' | 'closed') => void
}

/** `now`: somebody waits for it. `soon`: it may be written with others that come a moment later. */
export type Pace = 'now' | 'soon'

/** What became of an entry that was added. */
export type Taken = 'stored' | 'known' | 'lost' | 'erased'

export interface Intake {
  /** Never rejects. */
  add(entry: NewEntry, pace?: Pace): Promise<Taken>
  /** Entries that only this process has. */
  held(): number
  /** Resolves when nothing is held any more. */
  idle(): Promise<void>
  /** Resolves when the writes that are under way have ended, well or not. */
  attempted(): Promise<void>
  /** No more comes in; what is held is written, or given up after the limit. */
  close(limitMs: number): Promise<void>
}

const mostHeld = 20_000
const mostPerBatch = 200
// While the database works on one batch the next one is put together.
const mostWriters = 2
// What nobody waits for is written so often at most: a statement costs about as much as its row, on both sides.
const writeEveryMs = 100
const retryLeastMs = 50
const retryMostMs = 5_000
// The database answers, but not to this batch: after so many times its rows are tried one by one; and where so many
// of them fail one after the other, it is not the rows.
const triesTogether = 3

interface Held {
  readonly entry: NewEntry
  readonly tell: (kept: Taken) => void
}

export function createIntake(options: IntakeOptions): Intake {
  const { database, destinations, clock, log, isErased, onAdded, onLost } = options
  let queue: Held[] = []
  /** What could not be written though others could, or a row that somebody holds: tried alone, beside the others. */
  let apart: Held[] = []
  let isServingApart = false
  let underWay = 0
  let failures = 0
  const writers = new Set<Promise<void>>()
  const attempts = new Set<Promise<void>>()
  const giveUp = new AbortController()
  const pacing = createPacing(writeEveryMs)

  function startWriter(): void {
    const writer = flush(() => writers.delete(writer))
    writers.add(writer)
  }

  async function flush(onEnd: () => void): Promise<void> {
    // What other requests of this turn hand in goes along.
    await undefined
    try {
      while (queue.length > 0) {
        await pacing.turn(queue.length >= mostPerBatch)
        const batch = queue.splice(0, mostPerBatch)
        if (batch.length === 0) break
        underWay += batch.length
        await keep(batch)
        underWay -= batch.length
      }
    } finally {
      // Here and not behind its promise: what is handed in a tick later would wait for nobody.
      onEnd()
    }
  }

  async function keep(batch: readonly Held[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await write(batch)
      } catch (err) {
        if (giveUp.signal.aborted) return lose(batch, 'closed')
        const isAway = await database.ping().then(
          () => false,
          () => true,
        )
        log.warn({ err, entries: batch.length, attempt, isAway }, 'entries could not be written; tried again')
        const isOfRows = err instanceof LockWait || isRowFault(err)
        if (!isAway && (isOfRows || attempt >= triesTogether)) {
          if (batch.length > 1) return keepOneByOne(batch)
          return setApart(batch[0] as Held, err)
        }
        await backOff(++failures)
      }
    }
  }

  async function keepOneByOne(batch: readonly Held[]): Promise<void> {
    let failedInARow = 0
    for (const [at, one] of batch.entries()) {
      try {
        await write([one])
        failedInARow = 0
      } catch (err) {
        setApart(one, err)
        if (isRowFault(err)) continue
        failedInARow++
        if (failedInARow < triesTogether) continue
        // In front of what came later; the next round begins with others of them.
        queue = [...batch.slice(at + 1), ...queue]
        return backOff(++failures)
      }
    }
  }

  function setApart(one: Held, err: unknown): void {
    const isRefused = isRowFault(err)
    if (isRefused || giveUp.signal.aborted) {
      if (isRefused) log.warn({ err, entry: one.entry.id }, 'the database takes an entry in no case')
      lose([one], isRefused ? 'refused' : 'closed')
      return
    }
    apart.push(one)
    if (isServingApart) return
    isServingApart = true
    const serving = serveApart(() => {
      isServingApart = false
      writers.delete(serving)
    })
    writers.add(serving)
  }

  async function serveApart(onEnd: () => void): Promise<void> {
    for (let round = 1; apart.length > 0; round++) {
      await backOff(round)
      const those = apart
      apart = []
      underWay += those.length
      for (const one of those) {
        if (giveUp.signal.aborted) lose([one], 'closed')
        else await write([one]).catch((err) => setApart(one, err))
        underWay--
      }
    }
    onEnd()
  }

  async function backOff(times: number): Promise<void> {
    const backoffMs = Math.min(retryMostMs, retryLeastMs * 2 ** times)
    const spreadMs = backoffMs * (0.5 + Math.random() / 2)
    await pause(spreadMs, undefined, { signal: giveUp.signal }).catch(() => {})
  }

  function write(batch: readonly Held[]): Promise<void> {
    const left = batch.filter(({ entry }) => !isErased(entry))
    if (left.length < batch.length) for (const { entry, tell } of batch) if (isErased(entry)) tell('erased')
    if (left.length === 0) return Promise.resolve()
    const attempt = insert(left).finally(() => attempts.delete(attempt))
    attempts.add(attempt)
    return attempt
  }

  async function insert(batch: readonly Held[]): Promise<void> {
    const entries = batch.map(({ entry }) => entry)
    for (const { store, destination } of entries)
      if (!destinations.has(store, destination)) await destinations.know(store, destination)
    const kept = await inShortTransaction(database, (trx) =>
      addEntries(trx, database.kind, entries, clock.now()),
    )
    failures = 0
    for (const { entry, tell } of batch) tell(kept.has(entry.id) ? 'stored' : 'known')
    if (kept.size > 0) onAdded()
  }

  function lose(batch: readonly Held[], why: 'full' | 'refused' | 'closed'): void {
    for (const { tell } of batch) tell('lost')
    onLost(
      batch.map(({ entry }) => entry),
      why,
    )
  }

  async function idle(): Promise<void> {
    while (writers.size > 0) await Promise.all(writers)
  }

  return {
    add: (entry, pace = 'now') =>
      new Promise((tell) => {
        const held = { entry, tell }
        if (giveUp.signal.aborted) return lose([held], 'closed')
        if (queue.length + apart.length >= mostHeld) return lose([held], 'full')
        queue.push(held)
        if (pace === 'now' || queue.length >= mostPerBatch) pacing.hurry()
        // A second one only for more than a batch: what few requests hand in goes together.
        const active = writers.size - (isServingApart ? 1 : 0)
        const isBusy = active > 0 && queue.length < mostPerBatch
        if (!isBusy && active < mostWriters) startWriter()
      }),
    held: () => queue.length + apart.length + underWay,
    idle,
    async attempted() {
      await Promise.allSettled(attempts)
    },
    async close(limitMs) {
      const timer = setTimeout(() => giveUp.abort(), limitMs)
      pacing.hurry()
      await idle()
      clearTimeout(timer)
      giveUp.abort()
      if (queue.length > 0) lose(queue, 'closed')
      queue = []
    },
  }
}
