/** The sweeper: looks, from time to time, for what has been left lying in the outbox. */
import type { Clock } from '../clock.js'
import type { Database } from '../database/database.js'
import type { Log } from '../log.js'
import type { Registry } from '../registry/registry.js'
import { countStates } from './browse.js'
import type { Courier } from './courier.js'
import type { Keeping } from './fates.js'
import { givenUp } from './happenings.js'
import type { OutboxMetrics } from './outbox-metrics.js'
import { OUTBOX } from './settings.js'
import { eraseUndecided, forgetOld, forgetOver, freeAbandoned, giveUpLate, type Memory } from './sweep.js'
import type { Tally } from './tally.js'
import { forgetTally } from './tally-rows.js'

export interface SweeperOptions {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly registry: Registry
  readonly metrics: OutboxMetrics
  readonly tally: Tally
  readonly stores: readonly string[]
  readonly couriers: readonly Courier[]
  readonly keeping: (store: string) => Promise<Keeping>
  readonly wake: () => void
}

export interface Sweeper {
  start(): void
  /** One sweep now; rejects where the database is away. */
  sweep(): Promise<void>
  stop(): Promise<void>
}

const freeEveryMs = 5_000
// Every so many looks: what is old is in no hurry.
const looksPerTidying = 60
const dayMs = 86_400_000

export function createSweeper(options: SweeperOptions): Sweeper {
  const { database, clock, log, registry, metrics, tally, stores, couriers, keeping, wake } = options
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let looks = 0

  async function free(): Promise<void> {
    let freed = 0
    for (const courier of couriers) freed += await freeAbandoned(database, courier, clock.now())
    const deadMs = new Map<string, number>()
    for (const store of stores) deadMs.set(store, (await keeping(store)).deadMs)
    const now = clock.now()
    await giveUpLate(database, now, deadMs, (await keeping('default')).deadMs, (late) =>
      tally.note(givenUp(late, now)),
    )
    if (freed === 0) return
    metrics.abandoned(freed)
    log.warn({ entries: freed }, 'entries whose holder fell silent are tried again')
    wake()
  }

  async function tidy(): Promise<void> {
    await eraseUndecided(database, clock.now())
    await forgetOver(database, clock.now())
    await forgetTally(database, clock.now())
    for (const store of stores) await forget(store, store)
    // Those that are no longer there.
    await forget('default', { allBut: stores })
    for (const store of stores) await tell(store)
  }

  async function forget(settingsOf: string, of: Memory['stores']): Promise<void> {
    const { sentMs } = await keeping(settingsOf)
    const { KEEP_LOG_DAYS } = await registry.read(OUTBOX, settingsOf)
    await forgetOld(database, clock.now(), { stores: of, logMs: KEEP_LOG_DAYS * dayMs, sendsMs: sentMs })
  }

  async function tell(store: string): Promise<void> {
    const counts = await countStates(database.knex, store)
    for (const state of ['waiting', 'pending', 'sending', 'dead'] as const)
      metrics.entries(store, state, counts.get(state) ?? 0)
  }

  async function sweep(): Promise<void> {
    await free()
    if (looks++ % looksPerTidying === 0) await tidy()
  }

  return {
    sweep,
    start() {
      timer = setInterval(() => {
        running ??= sweep()
          .catch((err) => log.warn({ err }, 'the outbox could not be swept; tried again'))
          .finally(() => {
            running = undefined
          })
      }, freeEveryMs)
      timer.unref()
    },
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
