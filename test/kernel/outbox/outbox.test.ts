/** What the outbox promises whoever hands entries in, and in which order it delivers them. */
import { describe, expect, test } from 'vitest'
import { databases, describeEachDatabase } from '../../support/databases.js'
import { opened } from '../../support/opened.js'
import { openOutbox } from '../../support/outbox.js'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

describeEachDatabase('the outbox', (fresh) => {
  const open = async () => openOutbox((await fresh()).url)

  test('keeps an event once, for ever, and says that it knows it', async () => {
    const { outbox, entry, states, clock } = await open()
    expect(await outbox.add(entry('a'))).toBe('stored')
    expect(await outbox.add(entry('a'))).toBe('known')
    await outbox.deliver()
    clock.move(30 * dayMs)
    await outbox.sweep()
    expect(await outbox.add(entry('a'))).toBe('known')
    expect(await outbox.add(entry('a', { name: 'Lead' }))).toBe('stored')
    expect(await outbox.add(entry('a', { destination: 'test:2' }))).toBe('stored')
    expect(Object.keys(await states())).toEqual(['a'])
  })

  test('keeps one of 20 that are handed in at the same time', async () => {
    const { outbox, entry } = await open()
    const kept = await Promise.all(Array.from({ length: 20 }, () => outbox.add(entry('a'))))
    expect(kept.filter((each) => each === 'stored')).toHaveLength(1)
    expect(kept.filter((each) => each === 'known')).toHaveLength(19)
  })

  test('tells apart what differs in capitals alone', async () => {
    const { outbox, entry, states } = await open()
    expect(await outbox.add(entry('purchase.A1b'))).toBe('stored')
    expect(await outbox.add(entry('purchase.a1B'))).toBe('stored')
    expect(Object.keys(await states()).sort()).toEqual(['purchase.A1b', 'purchase.a1B'])
  })

  test('delivers urgent entries first, and older ones before younger', async () => {
    const { outbox, entry, batches, clock } = await open()
    for (const [id, priority] of [
      ['low', 10],
      ['normal-1', 50],
      ['critical-1', 100],
      ['normal-2', 50],
      ['critical-2', 100],
    ] as const) {
      await outbox.add(entry(id, { priority }))
      clock.move(1)
    }
    await outbox.deliver()
    expect(batches).toEqual([['critical-1', 'critical-2', 'normal-1', 'normal-2', 'low']])
  })

  test('serves stores in turn: a flood of one does not delay another’s purchase', async () => {
    const rig = await open()
    rig.mostPerBatch = 10
    const flood = Array.from({ length: 200 }, (_, at) =>
      rig.entry(`view-${at}`, { store: 'flooded', priority: 50 }),
    )
    await Promise.all(flood.map((each) => rig.outbox.add(each)))
    await rig.outbox.add(rig.entry('purchase', { store: 'quiet', priority: 100 }))
    await rig.outbox.deliver()
    expect(rig.batches.findIndex((batch) => batch.includes('purchase'))).toBeLessThanOrEqual(1)
    expect(rig.batches.flat()).toHaveLength(201)
  })

  test('tries again after a while, and again after a longer one', async () => {
    const rig = await open()
    rig.decide = () => ({ kind: 'retry', reason: 'later', isDoubtful: false })
    await rig.outbox.add(rig.entry('a'))
    const waits: number[] = []
    for (let attempt = 0; attempt < 4; attempt++) {
      await rig.outbox.deliver()
      expect(rig.batches).toHaveLength(attempt + 1)
      const [entry] = await rig.outbox.list('default', { limit: 1 })
      waits.push((entry?.dueAt ?? 0) - rig.clock.now())
      await rig.outbox.deliver()
      expect(rig.batches).toHaveLength(attempt + 1)
      rig.clock.move((entry?.dueAt ?? 0) - rig.clock.now())
    }
    for (const [at, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(5_000 * 2 ** at * 0.75)
      expect(wait).toBeLessThanOrEqual(5_000 * 2 ** at)
    }
  })

  test('sends what may have arrived again within two days, and no longer', async () => {
    const rig = await open()
    rig.decide = () => ({ kind: 'retry', reason: 'timeout', isDoubtful: true, afterMs: 20 * hourMs })
    await rig.outbox.add(rig.entry('a'))
    for (let day = 0; day < 4; day++) {
      await rig.outbox.deliver()
      rig.clock.move(20 * hourMs)
      await rig.outbox.sweep()
    }
    expect(rig.batches).toHaveLength(3)
    expect(await rig.states()).toEqual({ a: 'dead' })
    expect((await rig.outbox.list('default', { limit: 1 }))[0]?.reason).toBe('doubtful')
  })

  test('sends what never arrived for seven days, and no longer', async () => {
    const rig = await open()
    rig.decide = () => ({ kind: 'retry', reason: 'refused', isDoubtful: false, afterMs: 20 * hourMs })
    await rig.outbox.add(rig.entry('a'))
    for (let at = 0; at < 12; at++) {
      await rig.outbox.deliver()
      rig.clock.move(20 * hourMs)
      await rig.outbox.sweep()
    }
    expect(rig.batches).toHaveLength(9)
    expect((await rig.outbox.list('default', { limit: 1 }))[0]).toMatchObject({
      state: 'dead',
      reason: 'tooLate',
    })
  })

  test('keeps a tested event from going again by itself, and sends it when told to', async () => {
    const rig = await open()
    rig.decide = () => ({ kind: 'tested' })
    await rig.outbox.add(rig.entry('a'))
    await rig.outbox.deliver()
    await rig.outbox.deliver()
    expect(rig.batches).toHaveLength(1)
    const log = () => rig.database.knex('storecast_send_log').first('attempted_at', 'reported_at')
    expect(await log()).toMatchObject({ attempted_at: expect.anything(), reported_at: null })
    const [entry] = await rig.outbox.list('default', { limit: 1 })
    rig.decide = () => ({ kind: 'done' })
    expect(await rig.outbox.retry('default', [entry?.id ?? ''])).toBe(1)
    await rig.outbox.deliver()
    expect(await log()).toMatchObject({ reported_at: expect.anything() })
  })

  test('lets an operator retry or drop what is dead, in its own store only', async () => {
    const rig = await open()
    rig.decide = () => ({ kind: 'dead', reason: 'refused 100/2804009' })
    await rig.outbox.add(rig.entry('a'))
    await rig.outbox.add(rig.entry('b'))
    await rig.outbox.deliver()
    const ids = (await rig.outbox.list('default', { state: 'dead', limit: 10 })).map(({ id }) => id)
    expect(await rig.outbox.retry('other', ids)).toBe(0)
    expect(await rig.outbox.drop('other', ids)).toBe(0)
    expect(await rig.outbox.find('other', ids[0] ?? '')).toBeUndefined()
    expect(await rig.outbox.drop('default', ids.slice(0, 1))).toBe(1)
    rig.decide = () => ({ kind: 'done' })
    expect(await rig.outbox.retry('default', ids)).toBe(1)
    await rig.outbox.deliver()
    expect(Object.values(await rig.states())).toEqual(['done'])
    expect(await rig.outbox.add(rig.entry('b'))).toBe('known')
  })

  test('a delivery that breaks counts as one whose answer was lost', async () => {
    const rig = await open()
    rig.deliver = () => Promise.reject(new Error('a fault of the courier'))
    await rig.outbox.add(rig.entry('a'))
    await rig.outbox.deliver()
    const [entry] = await rig.outbox.list('default', { limit: 1 })
    const detail = await rig.outbox.find('default', entry?.id ?? '')
    expect(detail).toMatchObject({ state: 'waiting', reason: 'broken', doubtSince: rig.clock.now() })
  })

  test('nothing starts while less of the lease is left than an exchange takes', async () => {
    const rig = await open()
    let mayStart: boolean | undefined
    rig.deliver = async (errand) => {
      mayStart = errand.mayStart()
      return { verdicts: new Map(), sends: [], health: 'unasked' }
    }
    await rig.outbox.add(rig.entry('a'))
    await rig.outbox.deliverEntry(rig.entry('a'))
    await rig.outbox.deliver()
    expect(mayStart).toBe(true)
    expect(await rig.states()).toEqual({ a: 'waiting' })
  })

  test('a mended body is what goes the next time', async () => {
    const rig = await open()
    rig.decide = () => ({
      kind: 'retry',
      reason: 'repaired',
      isDoubtful: false,
      afterMs: 0,
      body: '{"mended":true}',
    })
    await rig.outbox.add(rig.entry('a'))
    rig.deliver = async ({ entries }) => {
      const { body = '', id = '' } = entries[0] ?? {}
      const outcome = body.includes('mended') ? ({ kind: 'done' } as const) : rig.decide('a')
      return { verdicts: new Map([[id, { outcome }]]), sends: [], health: 'well' }
    }
    await rig.outbox.deliver()
    expect(await rig.states()).toEqual({ a: 'done' })
  })

  test('forgets sent events after their time, those of an order never in the log', async () => {
    const rig = await open()
    await rig.outbox.add(rig.entry('purchase.1', { orderId: '1' }))
    await rig.outbox.add(rig.entry('random', { isLasting: false }))
    await rig.outbox.deliver()
    rig.clock.move(120 * dayMs)
    await rig.outbox.sweep()
    expect(await rig.states()).toEqual({})
    expect(await rig.database.knex('storecast_send_log').pluck('event_id')).toEqual(['purchase.1'])
  })

  test('what is handed in while it closes is written, and what comes later is lost and told', async () => {
    const rig = await open()
    const kept = Array.from({ length: 300 }, (_, at) => rig.outbox.add(rig.entry(`e-${at}`)))
    await rig.outbox.stop()
    expect(new Set(await Promise.all(kept))).toEqual(new Set(['stored']))
    expect(await rig.outbox.add(rig.entry('late'))).toBe('lost')
    await expect
      .poll(async () => (await rig.database.knex('storecast_problems').pluck('code')) as string[])
      .toEqual(['EVENTS_LOST'])
  })
})

describe.skipIf(!databases[1]?.available)('claims on MariaDB', () => {
  test('three claimers at the same time share what is due, none of it twice', async () => {
    const database = databases[1] ?? databases[0]
    const one = await database?.fresh()
    if (!one) throw new Error('no database')
    const rig = await openOutbox(one.url)
    const other = await opened(one.url)
    const { claim } = await import('../../../src/kernel/outbox/claim.js')
    await Promise.all(Array.from({ length: 500 }, (_, at) => rig.outbox.add(rig.entry(`e-${at}`))))
    const options = { most: 50, leaseMs: 60_000, now: rig.clock.now() }
    const claims = await Promise.all(
      [rig.database, other, rig.database].map((each) => claim(each, 'default', 'test:1', options)),
    )
    const ids = claims.flatMap((each) => each?.entries.map(({ id }) => id) ?? [])
    expect(claims.map((each) => each?.entries.length)).toEqual([50, 50, 50])
    expect(new Set(ids).size).toBe(150)
    await one.drop().catch(() => {})
  })
})
