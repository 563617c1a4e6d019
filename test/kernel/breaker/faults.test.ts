import { expect, test } from 'vitest'
import type { Breakers } from '../../../src/kernel/breaker/breaker.js'
import { describeEachDatabase } from '../../support/databases.js'
import { queryFaults, type When } from '../../support/query-faults.js'
import { admitted, rules, watched } from './breakers.js'

/** Without waits, so that the faults hit nothing but the breaker's own queries. */
const prompt = { ...rules, cooldownMs: 0, probeForMs: 0 }

type Verdict = 'succeeded' | 'failed' | 'abandoned'

/** Answers how many admissions were rejected; what is said of a call never is. */
async function callEach(breakers: Breakers, name: string, verdicts: readonly Verdict[]): Promise<number> {
  let rejected = 0
  for (const verdict of verdicts) {
    const admission = await breakers.admit(name, prompt).catch(() => undefined)
    if (!admission) rejected += 1
    else if (admission.state === 'admitted') await admission[verdict]()
  }
  return rejected
}

describeEachDatabase('a breaker', (fresh) => {
  test.each<When>(['before', 'after'])(
    'whose n-th query fails %s it took effect loses one call at most and goes on, for every n',
    async (when) => {
      const { breakers, database, logged } = await watched((await fresh()).url)
      const faults = queryFaults(database.knex)
      try {
        for (let n = 1, isDone = false; !isDone; n++) {
          const name = `${when} ${n}`
          faults.failNth(n, when)
          const failed = await callEach(breakers, name, ['failed', 'failed', 'failed', 'failed'])
          const opening = faults.count
          faults.heal()
          const { failures, state } = await breakers.stateOf(name)
          expect(failures).toBeGreaterThanOrEqual(3)
          expect(failures).toBeLessThanOrEqual(4)
          expect(state).not.toBe('closed')

          if (n > opening) faults.failNth(n - opening, when)
          const probed = await callEach(breakers, name, ['failed', 'abandoned', 'succeeded', 'succeeded'])
          isDone = n > opening && faults.count < n - opening
          faults.heal()
          expect(failed + probed).toBeLessThanOrEqual(1)
          await callEach(breakers, name, ['succeeded'])
          expect(await breakers.stateOf(name)).toMatchObject({ state: 'closed', failures: 0 })
          await callEach(breakers, name, ['failed', 'failed', 'failed'])
          expect(await breakers.stateOf(name)).toMatchObject({ state: 'halfOpen', failures: 3 })
          if (isDone) expect(n).toBeGreaterThan(15)
        }
      } finally {
        faults.heal()
      }
      const told = logged.objects.filter(({ verdict }) => verdict !== undefined)
      expect(told.length).toBeGreaterThan(5)
    },
  )

  test('whose database is away says so when it is asked, and is silent when it is told', async () => {
    const { breakers, database, logged } = await watched((await fresh()).url)
    const calls = await Promise.all(Array.from({ length: 3 }, () => breakers.admit('one', rules)))
    const faults = queryFaults(database.knex)
    try {
      faults.failAll()
      for (const call of calls) await admitted(call).failed()
      await expect(breakers.admit('one', rules)).rejects.toThrow()
      await expect(breakers.stateOf('one')).rejects.toThrow()
    } finally {
      faults.heal()
    }
    expect(logged.objects.filter(({ breaker }) => breaker === 'one')).toHaveLength(3)
    expect((await breakers.admit('one', rules)).state).toBe('admitted')
  })
})
