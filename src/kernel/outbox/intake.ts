/** The intake: entries of many requests in few statements, kept in memory only until the database has them. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../clock.js'
import type { Database } from '../database/database.js'
import type { Log } from '../log.js'
import { addDestination, addEntries } from './add.js'
import type { NewEntry } from './entry.js'
import { inTransaction } from './transaction.js'

export interface IntakeOptions {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  /** Called when new entries can be claimed. */
  readonly onAdded: () => void
  /** Called when entries were given up, with why. */
  readonly onLost: (entries: readonly NewEntry[], why: 'full' | 'refused' | 'closed') => void
}

/** `now`: somebody waits for it. `soon`: it may be written with others that come a moment later. */
export type Pace = 'now' | 'soon'

export interface Intake {
  /** Never rejects. */
  add(entry: NewEntry, pace?: Pace): Promise<'stored' | 'known' | 'lost'>
  /** Entries that only this process has. */
  held(): number
  /** Resolves when nothing is held any more. */
  idle(): Promise<void>
  /** No more comes in; what is held is written, or given up after the limit. */
  close(limitMs: number): Promise<void>
}

const mostHeld = 20_000
const mostPerBatch = 200
// While the database works on one batch the next one is put together.
const mostWriters = 2
// What nobody waits for is written so often at most: a statement costs about as much as its row, on both sides.
const writeEveryMs = 25
const retryLeastMs = 50
const retryMostMs = 5_000
// The database answers, but not to this batch: after so many times its rows are tried one by one.
const triesTogether = 3

interface Held {
  readonly entry: NewEntry
  readonly tell: (kept: 'stored' | 'known' | 'lost') => void
}

export function createIntake(options: IntakeOptions): Intake {
  const { database, clock, log, onAdded, onLost } = options
  const known = new Set<string>()
  let queue: Held[] = []
  let underWay = 0
  const writers = new Set<Promise<void>>()
  const giveUp = new AbortController()
  let lastWriteMs = Number.NEGATIVE_INFINITY
  let isHurried = false
  let hurry: (() => void) | undefined

  function startWriter(): void {
    const writer = flush(() => writers.delete(writer))
    writers.add(writer)
  }

  async function flush(onEnd: () => void): Promise<void> {
    // What other requests of this turn hand in goes along.
    await undefined
    try {
      while (queue.length > 0) {
        await gather()
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

  async function gather(): Promise<void> {
    const waitMs = lastWriteMs + writeEveryMs - performance.now()
    if (waitMs > 0 && !isHurried && queue.length < mostPerBatch) {
      await new Promise<void>((done) => {
        const timer = setTimeout(done, waitMs)
        const before = hurry
        hurry = () => {
          clearTimeout(timer)
          before?.()
          done()
        }
      })
    }
    isHurried = false
    hurry = undefined
    lastWriteMs = performance.now()
  }

  function writeNow(): void {
    isHurried = true
    hurry?.()
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
        if (!isAway && attempt >= triesTogether) {
          if (batch.length === 1) return lose(batch, 'refused')
          for (const one of batch) await keep([one])
          return
        }
        const backoffMs = Math.min(retryMostMs, retryLeastMs * 2 ** attempt)
        await pause(backoffMs * (0.5 + Math.random() / 2), undefined, { signal: giveUp.signal }).catch(
          () => {},
        )
      }
    }
  }

  async function write(batch: readonly Held[]): Promise<void> {
    const entries = batch.map(({ entry }) => entry)
    for (const { store, destination } of entries) {
      const key = `${store} ${destination}`
      if (known.has(key)) continue
      await inTransaction(database, (trx) => addDestination(trx, database.kind, store, destination))
      known.add(key)
    }
    const kept = await inTransaction(database, (trx) => addEntries(trx, database.kind, entries, clock.now()))
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
        if (queue.length >= mostHeld) return lose([held], 'full')
        queue.push(held)
        if (pace === 'now' || queue.length >= mostPerBatch) writeNow()
        // A second one only for more than a batch: what few requests hand in goes together.
        const isBusy = writers.size > 0 && queue.length < mostPerBatch
        if (!isBusy && writers.size < mostWriters) startWriter()
      }),
    held: () => queue.length + underWay,
    idle,
    async close(limitMs) {
      const timer = setTimeout(() => giveUp.abort(), limitMs)
      writeNow()
      await idle()
      clearTimeout(timer)
      giveUp.abort()
      if (queue.length > 0) lose(queue, 'closed')
      queue = []
    },
  }
}
