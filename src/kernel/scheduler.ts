/** Schedules: work at the times a cron expression tells, once per store and tick, however many processes run. */
import { Cron } from 'croner'
import type { Clock } from './clock.js'
import { createTable, keyColumn } from './database/columns.js'
import type { Database } from './database/database.js'
import type { Log } from './log.js'
import type { Migration } from './migration.js'

export interface Schedule {
  /** As `feeds.refresh`. */
  readonly name: string
  /** When, for this store; read again before every tick, so that a changed setting needs no restart. */
  when(store: string): Promise<{ readonly cron: string; readonly timeZone: string }>
  run(store: string, signal: AbortSignal): Promise<void>
}

export interface SchedulerOptions {
  readonly schedules: readonly Schedule[]
  readonly stores: readonly string[]
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
}

const table = 'storecast_schedule_ticks'
// Looking often, instead of sleeping until the next tick, is what makes clock jumps and changed settings harmless.
const lookEveryMs = 15_000
const skewMs = 5 * 60_000

export const scheduleMigrations: readonly Migration[] = [
  {
    name: 'schedules-001-ticks',
    up: (database) =>
      createTable(database, table, (columns) => {
        keyColumn(database, columns, 'store', 64).notNullable()
        keyColumn(database, columns, 'name', 100).notNullable()
        columns.bigInteger('last_tick_at').notNullable()
        columns.primary(['store', 'name'])
      }),
  },
]

/** `look` runs what has become due since the last look; `start` looks again and again until `stop`. */
export function createScheduler({ schedules, stores, database, clock, log }: SchedulerOptions) {
  const stopping = new AbortController()
  const running = new Set<Promise<void>>()
  const startedAt = clock.now()
  /** Up to when each schedule of each store has been decided. */
  const decidedAt = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined

  function look(): Promise<void> {
    const work = lookAt(clock.now()).finally(() => running.delete(work))
    running.add(work)
    return work
  }

  async function lookAt(now: number): Promise<void> {
    await Promise.all(
      schedules.flatMap((schedule) =>
        stores.map(async (store) => {
          try {
            await runIfDue(schedule, store, now)
          } catch (err) {
            log.error(
              { err, store, schedule: schedule.name },
              'a schedule failed; it runs again at its next tick',
            )
          }
        }),
      ),
    )
  }

  async function runIfDue(schedule: Schedule, store: string, now: number): Promise<void> {
    const key = `${schedule.name} ${store}`
    const { cron, timeZone } = await schedule.when(store)
    // A tick that is claimed now would be aborted at once, and no other process would run it.
    if (stopping.signal.aborted) return
    const tickAt = lastTickBetween(cron, timeZone, decidedAt.get(key) ?? startedAt, now)
    const claimed = tickAt !== undefined && (await claim(store, schedule.name, tickAt))
    // Not earlier: a tick that could not be decided, because the database was away, is looked at again.
    decidedAt.set(key, now)
    if (!claimed) return
    log.debug({ store, schedule: schedule.name }, 'schedule runs')
    await schedule.run(store, stopping.signal)
  }

  async function claim(store: string, name: string, tickAt: number): Promise<boolean> {
    const { knex } = database
    await knex(table).insert({ store, name, last_tick_at: 0 }).onConflict(['store', 'name']).ignore()
    const claimed = await knex(table)
      .where({ store, name })
      .andWhere((due) =>
        // A tick far in the future was written by a clock that ran ahead; it must not silence the schedule until then.
        due.where('last_tick_at', '<', tickAt).orWhere('last_tick_at', '>', tickAt + skewMs),
      )
      .update({ last_tick_at: tickAt })
    return claimed > 0
  }

  return {
    look,
    start() {
      timer = setInterval(look, lookEveryMs)
      timer.unref()
    },
    /** Resolves when what runs has ended; it is told by its signal. */
    async stop(): Promise<void> {
      clearInterval(timer)
      stopping.abort()
      await Promise.allSettled(running)
    },
  }
}

/** The latest tick after `from` up to `to`; ticks that were slept through count once. */
function lastTickBetween(cron: string, timeZone: string, from: number, to: number): number | undefined {
  const ticks = new Cron(cron, { timezone: timeZone, paused: true, mode: '5-part' })
  // croner looks in whole seconds and leaves the given one out.
  const tickAt = ticks.previousRuns(1, new Date(to + 1_000))[0]?.getTime()
  return tickAt !== undefined && tickAt > from && tickAt <= to ? tickAt : undefined
}
