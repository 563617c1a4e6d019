import { expect, test, vi } from 'vitest'
import type { Database } from '../../src/kernel/database/database.js'
import { createLog } from '../../src/kernel/log.js'
import { createScheduler, type Schedule } from '../../src/kernel/scheduler.js'
import { testClock } from '../support/clock.js'
import { describeEachDatabase } from '../support/databases.js'
import { deferred } from '../support/deferred.js'
import { lines } from '../support/lines.js'
import { migrated, opened } from '../support/opened.js'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

describeEachDatabase('a scheduler', (fresh) => {
  const at = async (url?: string) => migrated(url ?? (await fresh()).url)

  /** A scheduler on `database` with one schedule that notes the stores it ran for. */
  function noting(
    database: Database,
    over: Partial<Schedule> = {},
    startsAt = Date.UTC(2026, 10, 21, 9, 30),
  ) {
    const clock = testClock(startsAt)
    const ran: string[] = []
    const written = lines()
    const schedule: Schedule = {
      name: 'feeds.refresh',
      when: async () => ({ cron: '0 * * * *', timeZone: 'UTC' }),
      run: async (store) => void ran.push(store),
      ...over,
    }
    const make = (schedules: readonly Schedule[] = [schedule], stores: readonly string[] = ['default']) =>
      createScheduler({
        schedules,
        stores,
        database,
        clock,
        log: createLog({ level: 'info', destination: written }),
      })
    return { clock, ran, written, schedule, make }
  }

  test('runs each schedule at its ticks, for every store, and not between them', async () => {
    const { clock, ran, schedule, make } = noting(await at())
    const { look } = make([schedule], ['default', 'acme'])
    await look()
    clock.move(29 * minute + 59_999)
    await look()
    expect(ran).toEqual([])
    clock.move(1)
    await look()
    await look()
    expect(ran.sort()).toEqual(['acme', 'default'])
    clock.move(hour)
    await look()
    expect(ran).toHaveLength(4)
  })

  test('runs once per store and tick however many processes look', async () => {
    const { url } = await fresh()
    const database = await at(url)
    const one = noting(database)
    const other = noting(await opened(url))
    const schedulers = [one.make(), other.make(), other.make()]
    for (let tick = 1; tick <= 5; tick++) {
      for (const { clock } of [one, other]) clock.move(hour)
      await Promise.all(schedulers.flatMap(({ look }) => [look(), look()]))
      expect(one.ran.length + other.ran.length).toBe(tick)
    }
  })

  test('counts ticks that were slept through once', async () => {
    const { clock, ran, make } = noting(await at())
    const { look } = make()
    clock.move(10 * hour)
    await look()
    await look()
    expect(ran).toHaveLength(1)
  })

  test('does not make up for ticks from before it started', async () => {
    const { clock, ran, make } = noting(await at())
    clock.move(5 * hour)
    const { look } = make()
    await look()
    expect(ran).toEqual([])
  })

  test('does not run a tick again when the clock is set back a little', async () => {
    const { clock, ran, make } = noting(await at())
    const { look } = make()
    clock.move(31 * minute)
    await look()
    clock.move(-4 * minute)
    await look()
    clock.move(5 * minute)
    await look()
    expect(ran).toHaveLength(1)
    clock.move(hour)
    await look()
    expect(ran).toHaveLength(2)
  })

  test('goes on when a clock that ran far ahead is set right', async () => {
    const { clock, ran, make } = noting(await at())
    const { look } = make()
    clock.move(400 * day)
    await look()
    expect(ran).toHaveLength(1)
    clock.move(-400 * day)
    await look()
    expect(ran).toHaveLength(1)
    clock.move(hour)
    await look()
    expect(ran).toHaveLength(2)
  })

  test('sees a changed expression and a changed time zone at the next look', async () => {
    let setting = { cron: '0 0 1 1 *', timeZone: 'UTC' }
    const { clock, ran, make } = noting(await at(), { when: async () => setting })
    const { look } = make()
    clock.move(hour)
    await look()
    expect(ran).toEqual([])
    setting = { cron: '35 10 * * *', timeZone: 'UTC' }
    clock.move(5 * minute)
    await look()
    expect(ran).toHaveLength(1)
    // 12:35 in UTC+2 is 10:35 UTC, which has just been; 12:40 is to come.
    setting = { cron: '40 12 * * *', timeZone: 'Etc/GMT-2' }
    clock.move(5 * minute)
    await look()
    expect(ran).toHaveLength(2)
  })

  test('a schedule that fails is told and hurts neither the others nor its own next tick', async () => {
    const { clock, ran, written, schedule, make } = noting(await at())
    const failing: Schedule = {
      ...schedule,
      name: 'feeds.failing',
      run: async () => {
        throw new Error('the build broke')
      },
    }
    const unreadable: Schedule = {
      ...schedule,
      name: 'feeds.unreadable',
      when: async () => {
        throw new Error('no settings')
      },
    }
    const { look } = make([failing, unreadable, schedule])
    for (let tick = 1; tick <= 2; tick++) {
      clock.move(hour)
      await look()
      expect(ran).toHaveLength(tick)
    }
    const failed = written.objects.map(
      (line) => `${line.schedule}: ${Reflect.get(Object(line.err), 'message')}`,
    )
    expect(failed.sort()).toEqual([
      'feeds.failing: the build broke',
      'feeds.failing: the build broke',
      'feeds.unreadable: no settings',
      'feeds.unreadable: no settings',
    ])
  })

  test('a tick that could not be decided, because the database was away, is not lost', async () => {
    let away = true
    const { clock, ran, make } = noting(await at(), {
      when: async () => {
        if (away) throw new Error('away')
        return { cron: '0 10 * * *', timeZone: 'UTC' }
      },
    })
    const { look } = make()
    clock.move(hour)
    await look()
    away = false
    clock.move(15_000)
    await look()
    clock.move(15_000)
    await look()
    expect(ran).toHaveLength(1)
  })

  test.each([
    ['skips 02:30', Date.UTC(2026, 2, 28, 12), '30 2 * * *', 2],
    ['has 02:30 twice', Date.UTC(2026, 9, 24, 12), '30 2 * * *', 2],
    ['is an hour longer', Date.UTC(2026, 9, 24, 12), '0 * * * *', 48],
    ['is an hour shorter', Date.UTC(2026, 2, 28, 12), '0 * * * *', 48],
  ])('a day that %s has its ticks once each', async (_name, startsAt, cron, ticks) => {
    const when = async () => ({ cron, timeZone: 'Europe/Berlin' })
    const { clock, ran, make } = noting(await at(), { when }, startsAt)
    const { look } = make()
    for (let step = 0; step < 2 * 24 * 4; step++) {
      clock.move(15 * minute)
      await look()
    }
    expect(ran).toHaveLength(ticks)
  })

  test('looks again and again by itself until it is stopped', async () => {
    const { clock, ran, make } = noting(await at())
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    try {
      const { start, stop } = make()
      start()
      clock.move(hour)
      vi.advanceTimersByTime(15_000)
      await vi.waitFor(() => expect(ran).toHaveLength(1))
      await stop()
      clock.move(hour)
      vi.advanceTimersByTime(60_000)
      expect(vi.getTimerCount()).toBe(0)
      expect(ran).toHaveLength(1)
    } finally {
      vi.useRealTimers()
    }
  })

  test('stopping tells what runs, and waits for it', async () => {
    const begun = deferred()
    const end = deferred()
    let signal: AbortSignal | undefined
    const { clock, make } = noting(await at(), {
      run(_store, given) {
        signal = given
        begun.resolve()
        return end.promise
      },
    })
    const { look, stop } = make()
    clock.move(hour)
    const looking = look()
    await begun.promise
    expect(signal?.aborted).toBe(false)
    let stopped = false
    const stopping = stop().then(() => {
      stopped = true
    })
    expect(signal?.aborted).toBe(true)
    await new Promise(setImmediate)
    expect(stopped).toBe(false)
    end.resolve()
    await stopping
    await looking
  })

  test('a tick that comes up while stopping is left to another process', async () => {
    const { url } = await fresh()
    const database = await at(url)
    const asked = deferred()
    const answer = deferred<{ cron: string; timeZone: string }>()
    const going = noting(database, {
      when() {
        asked.resolve()
        return answer.promise
      },
    })
    const staying = noting(database)
    const other = staying.make()
    const { look, stop } = going.make()
    for (const { clock } of [going, staying]) clock.move(hour)
    const looking = look()
    await asked.promise
    const stopping = stop()
    answer.resolve({ cron: '0 * * * *', timeZone: 'UTC' })
    await Promise.all([looking, stopping])
    await other.look()
    expect(going.ran).toEqual([])
    expect(staying.ran).toEqual(['default'])
  })
})
