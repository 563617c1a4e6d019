import { expect, test } from 'vitest'
import { createLog } from '../../src/kernel/log.js'
import { createProblems } from '../../src/kernel/problems.js'
import { testClock } from '../support/clock.js'
import { describeEachDatabase } from '../support/databases.js'
import { lines } from '../support/lines.js'
import { migrated, opened } from '../support/opened.js'

const problem = {
  store: 'default',
  code: 'FEED_TOKEN_MISSING',
  subject: 'google',
  message: 'It has no token.',
  advice: 'Set one.',
} as const

describeEachDatabase('a problem', (fresh) => {
  async function problems() {
    const clock = testClock()
    const written = lines()
    const database = await migrated((await fresh()).url)
    return {
      ...createProblems(database, clock, createLog({ level: 'info', destination: written })),
      clock,
      written,
    }
  }

  test('stands from its first time on, counts, and ends when it is settled', async () => {
    const { raise, standing, settle, clock } = await problems()
    const first = clock.now()
    await raise(problem)
    clock.move(60_000)
    await raise({ ...problem, message: 'It has none still.' })
    expect(await standing('default')).toEqual([
      { ...problem, message: 'It has none still.', firstSeenAt: first, lastSeenAt: first + 60_000, times: 2 },
    ])
    await settle('default', problem.code, 'google')
    expect(await standing('default')).toEqual([])
    await settle('default', problem.code, 'google')
    await raise(problem)
    expect(await standing('default')).toMatchObject([{ times: 1, firstSeenAt: first + 60_000 }])
  })

  test('is one per store, code and subject, told apart letter by letter', async () => {
    const { raise, standing, settle } = await problems()
    await raise(problem)
    await raise({ ...problem, subject: 'Google' })
    await raise({ ...problem, subject: '' })
    await raise({ ...problem, code: 'FEED_EMPTY' })
    await raise({ ...problem, store: 'other' })
    expect((await standing('default')).map(({ code, subject }) => `${code} ${subject}`)).toEqual([
      'FEED_EMPTY google',
      'FEED_TOKEN_MISSING ',
      'FEED_TOKEN_MISSING Google',
      'FEED_TOKEN_MISSING google',
    ])
    await settle('default', problem.code, 'google')
    expect(await standing('default')).toHaveLength(3)
    expect(await standing('other')).toHaveLength(1)
  })

  test('raised at the same moment by many is one that counts them all', async () => {
    const { raise, standing, written } = await problems()
    await Promise.all(Array.from({ length: 20 }, () => raise(problem)))
    expect(await standing('default')).toMatchObject([{ times: 20 }])
    expect(written.objects.filter(({ level }) => level === 50)).toEqual([])
  })

  test('keeps what merchants write in any script', async () => {
    const { raise, standing } = await problems()
    await raise({ ...problem, subject: 'Größe 靴', message: '👟 fehlt' })
    expect(await standing('default')).toMatchObject([{ subject: 'Größe 靴', message: '👟 fehlt' }])
  })

  test('that nobody waits for is stored when problems are idle', async () => {
    const { raise, idle, standing } = await problems()
    let stored = 0
    for (const subject of ['google', 'facebook']) void raise({ ...problem, subject }).then(() => stored++)
    await idle()
    expect(stored).toBe(2)
    expect((await standing('default')).map(({ subject }) => subject)).toEqual(['facebook', 'google'])
  })

  test('that cannot be stored is in the log, and nothing is thrown', async () => {
    const database = await opened((await fresh()).url)
    const written = lines()
    const problems = createProblems(database, testClock(), createLog({ level: 'info', destination: written }))
    await problems.raise(problem)
    await problems.settle('default', problem.code, 'google')
    expect(written.objects.map(({ level, msg, problem }) => ({ level, msg, problem }))).toEqual([
      { level: 40, msg: 'It has no token.', problem: 'FEED_TOKEN_MISSING' },
      { level: 50, msg: 'a problem could not be stored', problem: 'FEED_TOKEN_MISSING' },
      { level: 50, msg: 'a problem could not be settled', problem: 'FEED_TOKEN_MISSING' },
    ])
    await expect(problems.standing('default')).rejects.toThrow()
  })
})
