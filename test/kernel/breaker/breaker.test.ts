import { expect, test } from 'vitest'
import { breakerMigrations } from '../../../src/kernel/breaker/schema.js'
import { describeEachDatabase } from '../../support/databases.js'
import { queryFaults } from '../../support/query-faults.js'
import { admitted, failTimes, pass, rules, watched } from './breakers.js'

const name = 'meta default meta:123'

describeEachDatabase('a breaker', (fresh) => {
  async function one() {
    return watched((await fresh()).url)
  }
  async function two() {
    const { url } = await fresh()
    return { mine: await watched(url), theirs: await watched(url) }
  }
  /** Opened by three failures, and its cooldown over. */
  async function halfOpen() {
    const both = await two()
    await failTimes(both.mine.breakers, name, 3)
    await pass(both.mine.database, rules.cooldownMs + 1)
    return both
  }

  test('makes its table twice without harm', async () => {
    const { database } = await one()
    for (const step of breakerMigrations) await step.up(database)
    expect(await database.knex('storecast_breakers')).toEqual([])
  })

  test('that never failed costs one read a call and leaves no row', async () => {
    const { breakers, database } = await one()
    const faults = queryFaults(database.knex)
    try {
      faults.failNth(0, 'before')
      for (let n = 1; n <= 5; n++) {
        const admission = admitted(await breakers.admit(name, rules))
        expect(admission.isProbe).toBe(false)
        await admission.succeeded()
        expect(faults.count).toBe(n)
      }
    } finally {
      faults.heal()
    }
    expect(await database.knex('storecast_breakers')).toEqual([])
    expect(await breakers.stateOf(name)).toEqual({ name, state: 'closed', failures: 0, retryAfterMs: 0 })
  })

  test('opens when failures in a row, whoever had them, reach the threshold', async () => {
    const { mine, theirs } = await two()
    await failTimes(mine.breakers, name, 1)
    await failTimes(theirs.breakers, name, 1)
    expect(await mine.breakers.stateOf(name)).toMatchObject({ state: 'closed', failures: 2 })
    await failTimes(mine.breakers, name, 1)
    for (const { breakers } of [mine, theirs]) {
      expect(await breakers.stateOf(name)).toMatchObject({ state: 'open', failures: 3 })
      const refusal = await breakers.admit(name, rules)
      if (refusal.state !== 'refused') throw new Error('admitted')
      expect(refusal.retryAfterMs).toBeGreaterThan(rules.cooldownMs - 5_000)
      expect(refusal.retryAfterMs).toBeLessThanOrEqual(rules.cooldownMs)
    }
    expect((await theirs.breakers.admit('meta default meta:124', rules)).state).toBe('admitted')
  })

  test('forgets failures that a success came after, and what was abandoned counts for nothing', async () => {
    const { mine, theirs } = await two()
    await failTimes(mine.breakers, name, 2)
    await admitted(await mine.breakers.admit(name, rules)).abandoned()
    expect(await mine.breakers.stateOf(name)).toMatchObject({ failures: 2 })
    await admitted(await theirs.breakers.admit(name, rules)).succeeded()
    expect(await mine.breakers.stateOf(name)).toMatchObject({ state: 'closed', failures: 0 })
    await failTimes(mine.breakers, name, 2)
    expect(await mine.breakers.stateOf(name)).toMatchObject({ state: 'closed', failures: 2 })
  })

  test('counts every one of many failures at the same moment, and opens once', async () => {
    const { mine, theirs } = await two()
    const high = { ...rules, threshold: 20 }
    const calls = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? mine : theirs).breakers.admit(name, high)),
    )
    await Promise.all(calls.map((call) => admitted(call).failed()))
    expect(await mine.breakers.stateOf(name)).toMatchObject({ state: 'open', failures: 20 })
    const told = [...mine.logged.objects, ...theirs.logged.objects].filter(({ to }) => to === 'open')
    expect(told).toHaveLength(1)
  })

  test('lets one of twenty that ask at the same moment try again', async () => {
    const { mine, theirs } = await halfOpen()
    expect(await mine.breakers.stateOf(name)).toMatchObject({ state: 'halfOpen', retryAfterMs: 0 })
    const asked = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? mine : theirs).breakers.admit(name, rules)),
    )
    const let1 = asked.filter((each) => each.state === 'admitted')
    expect(let1).toHaveLength(1)
    expect(let1[0]).toMatchObject({ isProbe: true })
    for (const each of asked)
      if (each.state === 'refused') expect(each.retryAfterMs).toBeLessThanOrEqual(1_000)
    const meanwhile = await theirs.breakers.admit(name, rules)
    expect(meanwhile).toEqual({ state: 'refused', retryAfterMs: 1_000 })
    expect(await theirs.breakers.stateOf(name)).toMatchObject({ state: 'halfOpen', retryAfterMs: 1_000 })
  })

  test('closes when the probe succeeds, with its first cooldown again', async () => {
    const { mine, theirs } = await halfOpen()
    await admitted(await mine.breakers.admit(name, rules)).failed()
    await pass(mine.database, 2 * rules.cooldownMs + 1)
    await admitted(await theirs.breakers.admit(name, rules)).succeeded()
    expect(await mine.breakers.stateOf(name)).toEqual({ name, state: 'closed', failures: 0, retryAfterMs: 0 })
    expect(admitted(await mine.breakers.admit(name, rules)).isProbe).toBe(false)
    await failTimes(mine.breakers, name, 3)
    const { retryAfterMs } = await theirs.breakers.stateOf(name)
    expect(retryAfterMs).toBeLessThanOrEqual(rules.cooldownMs)
  })

  test('stays open longer with every probe that fails, up to the cap', async () => {
    const { mine, theirs } = await halfOpen()
    for (const cooldownMs of [200_000, 400_000, 500_000, 500_000]) {
      await admitted(await theirs.breakers.admit(name, rules)).failed()
      const { state, retryAfterMs } = await mine.breakers.stateOf(name)
      expect(state).toBe('open')
      expect(retryAfterMs).toBeGreaterThan(cooldownMs - 5_000)
      expect(retryAfterMs).toBeLessThanOrEqual(cooldownMs)
      await pass(mine.database, cooldownMs + 1)
    }
  })

  test('gives a probe that was abandoned to the next who asks', async () => {
    const { mine, theirs } = await halfOpen()
    await admitted(await mine.breakers.admit(name, rules)).abandoned()
    expect(admitted(await theirs.breakers.admit(name, rules)).isProbe).toBe(true)
  })

  test('waits for a probe that crashed no longer than its time', async () => {
    const { mine, theirs } = await halfOpen()
    const crashed = admitted(await mine.breakers.admit(name, rules))
    await pass(mine.database, rules.probeForMs - 10_000)
    expect((await theirs.breakers.admit(name, rules)).state).toBe('refused')
    await pass(mine.database, 10_001)
    const next = admitted(await theirs.breakers.admit(name, rules))
    expect(next.isProbe).toBe(true)
    await crashed.failed()
    await crashed.succeeded()
    expect(await mine.breakers.stateOf(name)).toMatchObject({ state: 'halfOpen', failures: 3 })
    await next.succeeded()
    expect(await mine.breakers.stateOf(name)).toMatchObject({ state: 'closed' })
  })

  test('believes a late probe whose place nobody took', async () => {
    const { mine, theirs } = await halfOpen()
    const late = admitted(await mine.breakers.admit(name, rules))
    await pass(mine.database, rules.probeForMs + 1)
    await late.succeeded()
    expect(await theirs.breakers.stateOf(name)).toMatchObject({ state: 'closed' })
  })

  test.each(['succeeded', 'failed', 'abandoned'] as const)(
    'is not changed by a call that %s after its round was over',
    async (verdict) => {
      const { mine, theirs } = await two()
      await failTimes(theirs.breakers, name, 1)
      const slow = await Promise.all(Array.from({ length: 4 }, () => mine.breakers.admit(name, rules)))
      const [beforeOpen, beforeProbe, duringProbe, afterClose] = slow.map(admitted)
      const row = () => mine.database.knex('storecast_breakers').where({ name }).first()
      const unchanged = async (late: typeof beforeOpen) => {
        const before = await row()
        await late?.[verdict]()
        expect(await row()).toEqual(before)
      }
      await failTimes(theirs.breakers, name, 2)
      await unchanged(beforeOpen)
      await pass(mine.database, rules.cooldownMs + 1)
      await unchanged(beforeProbe)
      const probe = admitted(await theirs.breakers.admit(name, rules))
      await unchanged(duringProbe)
      await probe.succeeded()
      await failTimes(theirs.breakers, name, 1)
      await unchanged(afterClose)
      expect(await theirs.breakers.stateOf(name)).toMatchObject({ state: 'closed', failures: 1 })
    },
  )

  test('hears only the first word of each call', async () => {
    const { breakers } = await one()
    const call = admitted(await breakers.admit(name, rules))
    await Promise.all([call.failed(), call.failed(), call.succeeded()])
    await call.failed()
    expect(await breakers.stateOf(name)).toMatchObject({ failures: 1 })
  })

  test('obeys rules that were changed while it was open or closed', async () => {
    const { mine } = await halfOpen()
    const tighter = { ...rules, maxCooldownMs: 50_000 }
    await admitted(await mine.breakers.admit(name, tighter)).failed()
    expect((await mine.breakers.stateOf(name)).retryAfterMs).toBeLessThanOrEqual(50_000)
    await failTimes(mine.breakers, 'other', 2)
    await admitted(await mine.breakers.admit('other', { ...tighter, threshold: 1 })).failed()
    expect(await mine.breakers.stateOf('other')).toMatchObject({ state: 'open', failures: 3 })
    expect((await mine.breakers.stateOf('other')).retryAfterMs).toBeLessThanOrEqual(50_000)
  })

  test('is not kept open by a clock that is set back by a day', async () => {
    const { mine, theirs } = await two()
    await failTimes(mine.breakers, name, 3)
    await pass(mine.database, -30_000)
    expect((await mine.breakers.admit(name, rules)).state).toBe('refused')
    await pass(mine.database, -86_400_000)
    expect(await mine.breakers.stateOf(name)).toMatchObject({ state: 'halfOpen', retryAfterMs: 0 })
    const probe = admitted(await mine.breakers.admit(name, rules))
    expect(probe.isProbe).toBe(true)
    expect((await theirs.breakers.admit(name, rules)).state).toBe('refused')
    await pass(mine.database, -86_400_000)
    const second = admitted(await theirs.breakers.admit(name, rules))
    await second.succeeded()
    expect(await mine.breakers.stateOf(name)).toMatchObject({ state: 'closed' })
  })

  test('is listed by the beginning of its name, letter by letter', async () => {
    const { breakers } = await one()
    for (const each of ['meta b', 'meta a', 'Meta a', 'google a', 'meta_a', 'meta%'])
      await failTimes(breakers, each, 1)
    const names = async (prefix?: string) => (await breakers.list(prefix)).map((each) => each.name)
    expect(await names('meta ')).toEqual(['meta a', 'meta b'])
    expect(await names('meta%')).toEqual(['meta%'])
    expect(await names()).toEqual(['Meta a', 'google a', 'meta a', 'meta b', 'meta%', 'meta_a'])
    expect(await breakers.list('google')).toEqual([
      { name: 'google a', state: 'closed', failures: 1, retryAfterMs: 0 },
    ])
  })

  test('is told in the log and counted', async () => {
    const { mine } = await halfOpen()
    await mine.breakers.admit(name, rules)
    expect((await mine.breakers.admit(name, rules)).state).toBe('refused')
    await pass(mine.database, rules.probeForMs + 1)
    await admitted(await mine.breakers.admit(name, rules)).succeeded()
    expect(mine.logged.objects.flatMap(({ breaker, to }) => (to ? [[breaker, to]] : []))).toEqual([
      [name, 'open'],
      [name, 'closed'],
    ])
    const text = await mine.exposed()
    expect(text).toContain('storecast_breaker_changes_total{to="open"} 1')
    expect(text).toContain('storecast_breaker_changes_total{to="closed"} 1')
    expect(text).toContain('storecast_breaker_refusals_total 1')
  })
})
