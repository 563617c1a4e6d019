import { EventEmitter } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { deferred as gate } from '../../support/deferred.js'
import { deferring, usual } from './deferring.js'

/** A request whose response ends when the test says so. */
function request() {
  const res = Object.assign(new EventEmitter(), { writableFinished: false, destroyed: false, socket: {} })
  return {
    req: { res },
    end: () => {
      res.writableFinished = true
      res.emit('finish')
    },
  }
}

describe('the tasks of a request', () => {
  test('run by priority once the response is over, equals in the order they came', async () => {
    const { deferred, record, task } = deferring()
    const { req, end } = request()
    for (const [name, priority] of [
      ['low 1', 10],
      ['normal 1', 50],
      ['critical', 100],
      ['normal 2', 50],
      ['low 2', 10],
      ['odd', 75],
      ['normal 3', 50],
    ] as const)
      deferred.defer(req, task(name, priority))
    for (let n = 0; n < 5; n++) await turn()
    expect(record).toEqual([])
    end()
    expect(record).toEqual([])
    await deferred.idle()
    expect(record).toEqual(['critical', 'odd', 'normal 1', 'normal 2', 'normal 3', 'low 1', 'low 2'])
  })

  test('run one after the other', async () => {
    const { deferred, record, task } = deferring()
    const { req, end } = request()
    const held = gate()
    const slow = task('slow', 50, {
      run: async () => {
        record.push('slow begins')
        await held.promise
        record.push('slow ends')
      },
    })
    deferred.defer(req, slow)
    deferred.defer(req, task('next', 50))
    end()
    for (let n = 0; n < 10; n++) await turn()
    expect(record).toEqual(['slow begins'])
    held.resolve()
    await deferred.idle()
    expect(record).toEqual(['slow begins', 'slow ends', 'next'])
  })

  test.each([true, false])(
    'that come while the last one ends are run, in order or not: %s',
    async (isEnabled) => {
      const { deferred, record, task } = deferring({ rules: () => ({ ...usual, isEnabled }) })
      const after = Array.from({ length: 40 }, (_, microtasks) => microtasks)
      for (const microtasks of after) {
        const { req, end } = request()
        const join = async () => {
          for (let n = 0; n < microtasks; n++) await undefined
          deferred.defer(req, task(`after ${microtasks}`, 50))
        }
        deferred.defer(req, task('first', 50, { run: () => void join() }))
        end()
        await deferred.idle()
        await turn()
        await deferred.idle()
      }
      expect(record).toEqual(after.map((microtasks) => `after ${microtasks}`))
    },
  )

  test('of another request do not wait for them', async () => {
    const { deferred, record, task } = deferring()
    const [one, other] = [request(), request()]
    const held = gate()
    deferred.defer(one.req, task('held', 50, { run: () => held.promise }))
    deferred.defer(other.req, task('free', 50))
    one.end()
    other.end()
    for (let n = 0; n < 10; n++) await turn()
    expect(record).toEqual(['free'])
    held.resolve()
    await deferred.idle()
  })

  test('that are handed in while others run join them by their priority', async () => {
    const { deferred, record, task, lent } = deferring()
    const { req, end } = request()
    const first = task('first', 50, {
      run: () => {
        record.push('first')
        for (const [name, priority] of [
          ['late low', 10],
          ['late normal', 50],
          ['late critical', 100],
        ] as const)
          deferred.defer(req, task(name, priority))
      },
    })
    deferred.defer(req, first)
    deferred.defer(req, task('second', 50))
    end()
    await deferred.idle()
    expect(record).toEqual(['first', 'late critical', 'second', 'late normal', 'late low'])
    expect(lent).toHaveLength(1)
  })

  test('that come after all others ended run too, with a budget of their own', async () => {
    const { deferred, record, task, spend } = deferring()
    const { req, end } = request()
    deferred.defer(req, task('early', 50))
    end()
    await deferred.idle()
    spend(60_000)
    deferred.defer(req, task('late', 50))
    await deferred.idle()
    expect(record).toEqual(['early', 'late'])
  })

  test('do not hinder each other when one fails, whatever it throws', async () => {
    const { deferred, record, task, logged, sample } = deferring()
    const { req, end } = request()
    const failing = [
      () => {
        throw new Error('at once')
      },
      async () => {
        await turn()
        throw new Error('later')
      },
      () => Promise.reject(undefined),
      'no function' as never,
    ]
    for (const run of failing) deferred.defer(req, task('meta.search', 50, { run }))
    deferred.defer(req, task('last', 10))
    end()
    await deferred.idle()
    expect(record).toEqual(['last'])
    expect(logged.objects.filter(({ task: name }) => name === 'meta.search')).toHaveLength(4)
    expect(await sample('deferred_tasks_total{task="meta.search",outcome="failed"}')).toBe(4)
    expect(await sample('deferred_tasks_total{task="last",outcome="done"}')).toBe(1)
    expect(await sample('deferred_task_seconds_count{task="last"}')).toBe(1)
  })
})

describe('the budget', () => {
  test('skips what no longer fits with a notice, runs what still does, and never skips what is critical', async () => {
    const { deferred, record, task, logged, sample } = deferring()
    const { req, end } = request()
    const skipped: string[] = []
    const onSkip = (name: string) => ({ onSkip: () => void skipped.push(name) })
    deferred.defer(req, task('a', 50, { spends: 4_000, maxCostSeconds: 5 }))
    deferred.defer(req, task('b', 50, { maxCostSeconds: 6.001, ...onSkip('b') }))
    deferred.defer(req, task('c', 50, { spends: 6_000, maxCostSeconds: 6 }))
    deferred.defer(req, task('d', 50, { maxCostSeconds: 0.001, ...onSkip('d') }))
    deferred.defer(req, task('e', 99, { maxCostSeconds: 10.001, ...onSkip('e') }))
    deferred.defer(req, task('f', 10, { maxCostSeconds: 0 }))
    const critical = task('critical', 50, {
      run: () => {
        record.push('critical comes late')
        deferred.defer(req, task('critical', 100, { maxCostSeconds: 8 }))
      },
      maxCostSeconds: 0,
    })
    deferred.defer(req, critical)
    end()
    await deferred.idle()
    expect(record).toEqual(['a', 'c', 'critical comes late', 'critical', 'f'])
    expect(skipped).toEqual(['e', 'b', 'd'])
    const notices = logged.objects.filter(({ leftSeconds }) => leftSeconds !== undefined)
    expect(notices).toMatchObject([
      { level: 40, task: 'e', maxCostSeconds: 10.001, leftSeconds: 10 },
      { level: 40, task: 'b', maxCostSeconds: 6.001, leftSeconds: 6 },
      { level: 40, task: 'd', maxCostSeconds: 0.001, leftSeconds: 0 },
    ])
    expect(await sample('deferred_tasks_total{task="b",outcome="skipped"}')).toBe(1)
  })

  test('counts from the end of the response, not from the request', async () => {
    const { deferred, record, task, spend } = deferring()
    const { req, end } = request()
    deferred.defer(req, task('patient', 50, { maxCostSeconds: 9 }))
    spend(600_000)
    end()
    spend(500)
    await deferred.idle()
    expect(record).toEqual(['patient'])
    const other = request()
    deferred.defer(other.req, task('late', 50, { maxCostSeconds: 9.9 }))
    other.end()
    spend(500)
    await deferred.idle()
    expect(record).toEqual(['patient'])
  })

  test('goes on after a task whose skipping failed', async () => {
    const { deferred, record, task, logged } = deferring({ rules: () => ({ ...usual, budgetMs: 0 }) })
    const { req, end } = request()
    const failing = [
      () => {
        throw new Error('at once')
      },
      () => Promise.reject(new Error('later')),
    ]
    for (const onSkip of failing) deferred.defer(req, task('skipped', 50, { onSkip }))
    deferred.defer(req, task('silently skipped', 50))
    deferred.defer(req, task('critical', 100, { spends: 1 }))
    end()
    await deferred.idle()
    expect(record).toEqual(['critical'])
    expect(logged.objects.filter(({ err }) => err !== undefined)).toHaveLength(2)
  })

  test('is the one of the first task’s store, and read once a request', async () => {
    const asked: (string | undefined)[] = []
    const { deferred, record, task } = deferring({
      rules: async (store) => {
        asked.push(store)
        return { isEnabled: true, budgetMs: store === 'hurried' ? 1_000 : 10_000 }
      },
    })
    const [one, other] = [request(), request()]
    deferred.defer(one.req, task('one', 50, { store: 'hurried', maxCostSeconds: 1 }))
    deferred.defer(one.req, task('too long', 50, { maxCostSeconds: 5 }))
    deferred.defer(other.req, task('other', 50, { maxCostSeconds: 5 }))
    one.end()
    other.end()
    await deferred.idle()
    expect(record.sort()).toEqual(['one', 'other'])
    expect(asked).toEqual(['hurried', undefined])
  })

  test('is the usual one where the settings cannot be read', async () => {
    for (const rules of [
      () => Promise.reject(new Error('the database is away')),
      () => {
        throw new Error('at once')
      },
    ]) {
      const { deferred, record, task, logged } = deferring({ rules })
      const { req, end } = request()
      deferred.defer(req, task('fits', 50, { maxCostSeconds: 10 }))
      deferred.defer(req, task('does not', 50, { maxCostSeconds: 11 }))
      end()
      await deferred.idle()
      expect(record).toEqual(['fits'])
      expect(logged.text).toContain('cannot be read')
    }
  })
})

describe('a task that takes longer than it said', () => {
  test('is told, and those behind it wait no more', async () => {
    const { deferred, record, task, logged, sample } = deferring()
    const { req, end } = request()
    const held = gate()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const endless = task('endless', 100, {
        maxCostSeconds: 3,
        run: async (signal) => {
          signal.addEventListener('abort', () => record.push('told'))
          await held.promise
          record.push('ended')
        },
      })
      deferred.defer(req, endless)
      deferred.defer(req, task('next', 50))
      end()
      for (let n = 0; n < 10; n++) await turn()
      vi.advanceTimersByTime(2_999)
      for (let n = 0; n < 10; n++) await turn()
      expect(record).toEqual([])
      vi.advanceTimersByTime(1)
      for (let n = 0; n < 10; n++) await turn()
      expect(record).toEqual(['told', 'next'])
      let isIdle = false
      const idle = deferred.idle().then(() => {
        isIdle = true
      })
      for (let n = 0; n < 10; n++) await turn()
      expect(isIdle).toBe(false)
      held.resolve()
      await idle
      expect(record).toEqual(['told', 'next', 'ended'])
      expect(await sample('deferred_tasks_total{task="endless",outcome="done"}')).toBe(1)
      expect(await sample('deferred_overruns_total{task="endless"}')).toBe(1)
      expect(logged.objects).toMatchObject([{ level: 40, task: 'endless', maxCostSeconds: 3 }])
    } finally {
      vi.useRealTimers()
    }
  })

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])(
    'is not one that said %d and is quick',
    async (maxCostSeconds) => {
      const { deferred, record, task, sample } = deferring({ rules: () => ({ ...usual, isEnabled: false }) })
      const run = async () => {
        await turn()
        record.push('quick')
      }
      deferred.defer(undefined, task('quick', 50, { maxCostSeconds, run }))
      await deferred.idle()
      expect(record).toEqual(['quick'])
      expect(await sample('deferred_overruns_total{task="quick"}')).toBeNaN()
    },
  )
})

describe('without DEFERRED_TASK.ENABLED', () => {
  const off = () => ({ isEnabled: false, budgetMs: 0 })

  test('each task runs in the next turns, whatever its priority, its cost and the response', async () => {
    const { deferred, record, task, lent } = deferring({ rules: off })
    const { req } = request()
    const held = gate()
    deferred.defer(req, task('held', 10, { run: () => held.promise, maxCostSeconds: 60 }))
    deferred.defer(req, task('low', 10, { maxCostSeconds: 60 }))
    deferred.defer(req, task('critical', 100))
    expect(record).toEqual([])
    for (let n = 0; n < 5; n++) await turn()
    expect([...record].sort()).toEqual(['critical', 'low'])
    deferred.defer(req, task('joins', 50))
    expect([...record].sort()).toEqual(['critical', 'low'])
    for (let n = 0; n < 5; n++) await turn()
    expect([...record].sort()).toEqual(['critical', 'joins', 'low'])
    held.resolve()
    await Promise.all(lent)
    expect(lent).toHaveLength(1)
    deferred.defer(req, task('again', 50))
    await deferred.idle()
    expect(record.at(-1)).toBe('again')
  })
})

describe('outside a request', () => {
  test.each([undefined, null, 'text', 7, {}, { res: null }, { res: {} }])(
    'a task for %j runs in a turn of its own, however long it may take',
    async (req) => {
      const { deferred, record, task } = deferring()
      deferred.defer(req, task('long', 10, { maxCostSeconds: 3_600 }))
      deferred.defer(req, task('other', 10, { run: () => Promise.reject(new Error('fails')) }))
      expect(record).toEqual([])
      await deferred.idle()
      expect(record).toEqual(['long'])
    },
  )
})

test('handing in never throws, and says what could not be done', async () => {
  const { deferred, record, task, logged } = deferring()
  const hostile = {
    get res() {
      throw new Error('no')
    },
  }
  deferred.defer(hostile, task('never', 50))
  deferred.defer(undefined, undefined as never)
  deferred.defer(request().req, null as never)
  await deferred.idle()
  expect(record).toEqual([])
  expect(logged.objects).toHaveLength(3)
})

describe('the platform', () => {
  test('gets one promise a request, which resolves when its tasks have ended', async () => {
    const { deferred, record, task, lent } = deferring()
    const [one, other] = [request(), request()]
    for (const { req } of [one, other, one]) deferred.defer(req, task('task', 50))
    expect(lent).toHaveLength(2)
    one.end()
    await lent[0]
    expect(record).toHaveLength(2)
    other.end()
    await lent[1]
    expect(record).toHaveLength(3)
  })

  test('does no harm when it refuses it', async () => {
    const { deferred, record, task, logged } = deferring({
      waitUntil: () => {
        throw new Error('outside of a request')
      },
    })
    const { req, end } = request()
    deferred.defer(req, task('runs', 50))
    end()
    await deferred.idle()
    expect(record).toEqual(['runs'])
    expect(logged.text).toContain('did not take the promise')
  })
})

describe('when it closes', () => {
  test('it waits for no response any more, and runs what comes later at once', async () => {
    const { deferred, record, task } = deferring()
    const [open, later] = [request(), request()]
    deferred.defer(open.req, task('normal', 50))
    deferred.defer(open.req, task('critical', 100))
    await deferred.close()
    expect(record).toEqual(['critical', 'normal'])
    deferred.defer(later.req, task('later', 50))
    await deferred.idle()
    expect(record).toEqual(['critical', 'normal', 'later'])
    await deferred.close()
  })

  test('nothing of it has held the process open', async () => {
    const { deferred, task } = deferring()
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
    const before = timers()
    const held = gate()
    deferred.defer(request().req, task('waits', 50))
    deferred.defer(undefined, task('runs', 50, { run: () => held.promise }))
    for (let n = 0; n < 5; n++) await turn()
    expect(timers()).toBeLessThanOrEqual(before)
    held.resolve()
    await deferred.close()
  })

  test('it leaves no listener behind', async () => {
    const { deferred, task } = deferring()
    const [open, over] = [request(), request()]
    for (const { req } of [open, over]) deferred.defer(req, task('task', 50))
    over.end()
    await deferred.close()
    for (const { req } of [open, over]) expect(req.res.eventNames()).toEqual([])
  })

  test('it tells what still runs after its time to give up, and ends', async () => {
    const { deferred, task, record, logged } = deferring()
    const held = gate()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const endless = task('endless', 50, {
        maxCostSeconds: 60,
        run: async (signal) => {
          record.push('begins')
          signal.addEventListener('abort', () => record.push('told'))
          await held.promise
        },
      })
      deferred.defer(undefined, endless)
      let isClosed = false
      const closing = deferred.close().then(() => {
        isClosed = true
      })
      for (let n = 0; n < 10; n++) await turn()
      vi.advanceTimersByTime(9_999)
      for (let n = 0; n < 10; n++) await turn()
      expect([record, isClosed]).toEqual([['begins'], false])
      vi.advanceTimersByTime(1)
      await closing
      expect(record).toEqual(['begins', 'told'])
      expect(logged.objects.at(-1)).toMatchObject({ level: 40, running: 1 })
      held.resolve()
      await deferred.idle()
    } finally {
      vi.useRealTimers()
    }
  })
})
