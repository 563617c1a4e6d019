/** The tally: what became of entries, as all processes together counted it. */
import { describe, expect, test, vi } from 'vitest'
import { createLog } from '../../../src/kernel/log.js'
import { createTally, type Happening, otherNames, type TallyParts } from '../../../src/kernel/outbox/tally.js'
import { forgetTally, readFigures } from '../../../src/kernel/outbox/tally-rows.js'
import { tallyTable } from '../../../src/kernel/outbox/tally-schema.js'
import { testClock } from '../../support/clock.js'
import { describeEachDatabase } from '../../support/databases.js'
import { openOutbox } from '../../support/outbox.js'
import { queryFaults } from '../../support/query-faults.js'

const log = createLog({ level: 'silent' })
const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const happening = (over: Partial<Happening> = {}): Happening => ({
  store: 'default',
  name: 'Purchase',
  outcome: 'done',
  count: 1,
  waitedMs: 100,
  longestMs: 100,
  ...over,
})

describeEachDatabase('the tally', (fresh) => {
  test('adds up what several workers settled, by minute and by hour', async () => {
    const { url } = await fresh()
    const [one, other] = [await openOutbox(url), await openOutbox(url)]
    const rigs = [one, other]
    for (const [at, rig] of rigs.entries()) {
      rig.mostPerBatch = 7
      rig.decide = (eventId) => {
        if (eventId.startsWith('dead')) return { kind: 'dead', reason: 'refused' }
        return eventId.startsWith('late') && rig.clock.now() < one.clock.now() + 1
          ? { kind: 'retry', reason: 'transient', isDoubtful: false, afterMs: minuteMs }
          : { kind: 'done' }
      }
      for (let n = 0; n < 40; n++) await rig.outbox.add(rig.entry(`done.${at}.${n}`))
      for (let n = 0; n < 3; n++) await rig.outbox.add(rig.entry(`dead.${at}.${n}`, { name: 'Lead' }))
    }
    for (const { clock } of rigs) clock.move(2_000)
    await Promise.all(rigs.map(({ outbox }) => outbox.deliver()))
    const since = one.clock.now() - hourMs
    for (const span of ['minute', 'hour'] as const) {
      const { byTime, byName } = await one.outbox.figures('default', span, since)
      const length = span === 'minute' ? minuteMs : hourMs
      const beginsAt = Math.floor(one.clock.now() / length) * length
      expect(byTime).toEqual([
        { beginsAt, outcome: 'dead', count: 6, waitedMs: 12_000, longestMs: 2_000 },
        { beginsAt, outcome: 'done', count: 80, waitedMs: 160_000, longestMs: 2_000 },
      ])
      expect(byName.map(({ name, outcome, count }) => [name, outcome, count])).toEqual([
        ['Lead', 'dead', 6],
        ['Purchase', 'done', 80],
      ])
    }
    expect(await one.outbox.figures('other', 'hour', 0)).toEqual({ byTime: [], byName: [] })
    expect((await one.outbox.figures('default', 'hour', one.clock.now() + hourMs)).byTime).toEqual([])
  })

  test('counts each try that has to be repeated, what time gave up, and nothing twice', async () => {
    const { outbox, entry, clock, ...rig } = await openOutbox((await fresh()).url)
    const all = { outbox, entry, clock, ...rig }
    all.decide = () => ({ kind: 'done' })
    await outbox.add(entry('a', { sendUntil: clock.now() + 1_000 }))
    await outbox.add(entry('b'))
    clock.move(1_500)
    await outbox.sweep()
    await outbox.sweep()
    await outbox.deliver()
    const { byTime } = await outbox.figures('default', 'hour', 0)
    expect(byTime.map(({ outcome, count }) => [outcome, count])).toEqual([
      ['dead', 1],
      ['done', 1],
    ])
  })

  test('writes what is left when the outbox stops', async () => {
    const { url } = await fresh()
    const { outbox, entry, database } = await openOutbox(url)
    const one = entry('a')
    await outbox.add(one)
    await outbox.deliverEntry(one)
    expect(await database.knex(tallyTable)).toEqual([])
    await outbox.stop()
    expect(await database.knex(tallyTable).where({ span: 'hour' })).toHaveLength(1)
  })

  test('loses nothing and adds nothing while the database is away', async () => {
    const { database } = await openOutbox((await fresh()).url)
    const tally = createTally({ database, clock: testClock(), log })
    const faults = queryFaults(database.knex)
    try {
      tally.note([happening({ count: 2, waitedMs: 300, longestMs: 200 })])
      faults.failAll()
      await tally.write()
      tally.note([happening()])
      await tally.write()
    } finally {
      faults.heal()
    }
    await tally.write()
    await tally.write()
    expect((await readFigures(database.knex, 'default', 'minute', 0)).byName).toEqual([
      { name: 'Purchase', outcome: 'done', count: 3, waitedMs: 400, longestMs: 200 },
    ])
    await tally.stop()
  })

  test('counts names beyond fifty an hour together, and tells names apart by their case', async () => {
    const { database } = await openOutbox((await fresh()).url)
    const clock = testClock()
    const tally = createTally({ database, clock, log })
    tally.note([happening({ name: 'lead' }), happening({ name: 'Lead' })])
    tally.note(Array.from({ length: 100 }, (_, at) => happening({ name: `Viewed ${at}` })))
    clock.move(hourMs)
    tally.note([happening({ name: 'Viewed 99' })])
    await tally.stop()
    const { byName } = await readFigures(database.knex, 'default', 'hour', 0)
    expect(byName).toHaveLength(52)
    expect(byName.find(({ name }) => name === otherNames)?.count).toBe(52)
    expect(byName.filter(({ name }) => /^lead$/i.test(name)).map(({ count }) => count)).toEqual([1, 1])
    expect(byName.find(({ name }) => name === 'Viewed 99')?.count).toBe(1)
  })

  test('is forgotten when no chart shows it any more', async () => {
    const { database } = await openOutbox((await fresh()).url)
    const clock = testClock()
    const tally = createTally({ database, clock, log })
    for (const ms of [0, 31 * dayMs, 5 * dayMs - 2 * hourMs, hourMs, hourMs]) {
      clock.move(ms)
      tally.note([happening()])
    }
    await tally.stop()
    const rows = async () =>
      (await database.knex(tallyTable).orderBy(['span', 'begins_at'])).map(({ span }) => span)
    expect(await rows()).toEqual([...Array(5).fill('hour'), ...Array(5).fill('minute')])
    await forgetTally(database, clock.now())
    expect(await rows()).toEqual([...Array(4).fill('hour'), ...Array(3).fill('minute')])
  })
})

describe('the tally in memory', () => {
  /** A database of which only the statements are known. */
  function written() {
    const bindings: unknown[][] = []
    let isAway = false
    const knex = {
      raw: (_sql: string, values: unknown[]) => ({
        timeout: async () => {
          if (isAway) throw new Error('away')
          bindings.push(values)
        },
      }),
    }
    const database = { kind: 'mysql', knex, retry: (work: () => Promise<unknown>) => work() } as unknown
    return {
      database: database as TallyParts['database'],
      rows: () => bindings.reduce((sum, values) => sum + values.length / 8, 0),
      leave: (away: boolean) => {
        isAway = away
      },
    }
  }

  test('is written five seconds later, by itself, and again where that failed', async () => {
    vi.useFakeTimers()
    try {
      const { database, rows, leave } = written()
      const tally = createTally({ database, clock: testClock(), log })
      leave(true)
      tally.note([happening()])
      await vi.advanceTimersByTimeAsync(5_000)
      leave(false)
      await vi.advanceTimersByTimeAsync(4_999)
      expect(rows()).toBe(0)
      await vi.advanceTimersByTimeAsync(1)
      expect(rows()).toBe(2)
      await vi.advanceTimersByTimeAsync(60_000)
      expect([rows(), vi.getTimerCount()]).toEqual([2, 0])
      await tally.stop()
    } finally {
      vi.useRealTimers()
    }
  })

  test('holds no more than ten thousand sums, however long the database is away', async () => {
    const { database, rows, leave } = written()
    const clock = testClock()
    const tally = createTally({ database, clock, log })
    leave(true)
    for (let minute = 0; minute < 12_000; minute++) {
      clock.move(minuteMs)
      tally.note([happening()])
    }
    await tally.write()
    leave(false)
    await tally.stop()
    expect(rows()).toBe(10_000)
  })
})
