import { describe, expect, test } from 'vitest'
import { createAttempts } from '../../../src/admin/door/attempts.js'
import { createSignInLimits, type Pause } from '../../../src/admin/door/sign-in-limits.js'
import { createTurns } from '../../../src/admin/door/turns.js'
import { testClock } from '../../support/clock.js'

const { signal } = new AbortController()
const minuteMs = 60_000

function limits(pause: Pause = async () => {}) {
  const clock = testClock()
  const paused: number[] = []
  const { admit } = createSignInLimits(clock, (ms, given) => {
    paused.push(ms)
    return pause(ms, given)
  })
  const wrong = (address: string, name: string, browser?: string) => admit({ address, name, browser, signal })
  const code = (address: string, name: string, browser?: string) =>
    wrong(address, name, browser).then(
      (admitted) => {
        admitted.unjudged()
        return 'admitted'
      },
      (error) => error.code,
    )
  return { clock, paused, wrong, code, admit }
}

describe('wrong passwords', () => {
  test('are taken ten times from one network for one name, then not for a quarter of an hour', async () => {
    const { clock, wrong, code } = limits()
    for (let n = 0; n < 10; n++) await wrong(`2001:db8::${n}`, 'ada')
    expect(await code('2001:db8::ff', 'ada')).toBe('SIGN_IN_LIMITED')
    expect(await code('2001:db8::ff', 'bob')).toBe('admitted')
    expect(await code('2001:db8:1::1', 'ada')).toBe('admitted')
    clock.move(14 * minuteMs)
    await expect(wrong('2001:db8::1', 'ada')).rejects.toMatchObject({
      code: 'SIGN_IN_LIMITED',
      fault: 'tooMany',
      retryAfterSeconds: 60,
      message: expect.stringContaining('try again in a minute'),
    })
    clock.move(minuteMs)
    expect(await code('2001:db8::1', 'ada')).toBe('admitted')
  })

  test('that come all at once are not all taken for the first', async () => {
    const { wrong } = limits()
    const results = await Promise.allSettled(Array.from({ length: 500 }, () => wrong('192.0.2.1', 'ada')))
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBe(10)
  })

  test('from ever new addresses are slowed, more and more, up to eight seconds', async () => {
    const { paused, wrong } = limits()
    for (let n = 0; n < 40; n++) await wrong(`192.0.2.${n}`, 'ada')
    expect(paused.slice(0, 7)).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 8_000])
    expect(paused.length).toBe(35)
  })

  test('of others neither stop nor slow a browser that the owner signed in with before', async () => {
    const { paused, wrong, code } = limits()
    for (let n = 0; n < 200; n++) await wrong(`192.0.2.${n}`, 'ada')
    for (let n = 0; n < 10; n++) await wrong('192.0.2.201', 'ada').catch(() => {})
    paused.length = 0
    expect(await code('192.0.2.201', 'ada')).toBe('SIGN_IN_LIMITED')
    expect(await code('192.0.2.201', 'ada', 'a browser')).toBe('admitted')
    expect(paused).toEqual([])
  })

  test('in a known browser have their own count', async () => {
    const { wrong, code } = limits()
    for (let n = 0; n < 10; n++) await wrong('192.0.2.1', 'ada', 'a browser')
    expect(await code('192.0.2.1', 'ada', 'a browser')).toBe('SIGN_IN_LIMITED')
    expect(await code('192.0.2.1', 'ada', 'another browser')).toBe('admitted')
  })

  test('do not lock the owner out of a new browser: the right password gets in, only later', async () => {
    const { paused, wrong, admit } = limits()
    for (let n = 0; n < 200; n++) await wrong(`192.0.2.${n}`, 'ada')
    const owner = await admit({ address: '198.51.100.7', name: 'ada', browser: undefined, signal })
    owner.right()
    expect(paused.at(-1)).toBe(8_000)
  })

  test('are forgotten where the right one followed', async () => {
    const { wrong, admit, code } = limits()
    for (let n = 0; n < 9; n++) await wrong('192.0.2.1', 'ada')
    ;(await admit({ address: '192.0.2.1', name: 'ada', browser: undefined, signal })).right()
    for (let n = 0; n < 10; n++) await wrong('192.0.2.1', 'ada')
    expect(await code('192.0.2.1', 'ada')).toBe('SIGN_IN_LIMITED')
  })

  test('wait in a bounded room, and who leaves it makes room', async () => {
    const leaving = Array.from({ length: 100 }, () => new AbortController())
    const { wrong, code, admit } = limits(
      (_ms, given) => new Promise((_, reject) => given.addEventListener('abort', () => reject(given.reason))),
    )
    for (let n = 0; n < 5; n++) await wrong(`192.0.2.${n}`, 'ada')
    const waiting = leaving.map((left, n) =>
      admit({ address: `198.51.100.${n}`, name: 'ada', browser: undefined, signal: left.signal }),
    )
    expect(await code('203.0.113.1', 'ada')).toBe('SIGN_IN_BUSY')
    expect(await code('203.0.113.1', 'ada', 'a known browser')).toBe('admitted')
    for (const left of leaving) left.abort()
    const results = await Promise.allSettled(waiting)
    expect(results.every(({ status }) => status === 'rejected')).toBe(true)
    expect(await code('203.0.113.1', 'bob')).toBe('admitted')
  })

  test('are counted in bounded memory: a flood of names shares what is left', () => {
    const clock = testClock()
    const attempts = createAttempts(clock, minuteMs, 1_000)
    for (let n = 0; n < 1_000; n++) attempts.begin(`known ${n}`)
    const counts = Array.from({ length: 10_000 }, (_, n) => attempts.begin(`flood ${n}`).count)
    // Ten thousand over 256 shared counts.
    expect(Math.max(...counts)).toBeGreaterThan(20)
    expect(attempts.begin('known 7').count).toBe(2)
    clock.move(2 * minuteMs)
    expect(attempts.begin('flood 1').count).toBe(1)
  })

  test('count anew where the clock was set back', () => {
    const clock = testClock()
    const attempts = createAttempts(clock, minuteMs, 10)
    attempts.begin('ada')
    clock.move(-24 * 60 * minuteMs)
    expect(attempts.begin('ada')).toMatchObject({ count: 1, untilMs: minuteMs })
  })
})

describe('turns', () => {
  test('let two work at once, some wait, and send the rest away; who is known goes first', async () => {
    const turns = createTurns({ atOnce: 2, waiting: 3, full: () => new Error('full') })
    const gates: (() => void)[] = []
    const order: string[] = []
    const work = (name: string, first = false) =>
      turns.take(async () => {
        order.push(name)
        await new Promise<void>((done) => gates.push(done))
      }, first)
    const begun = ['a', 'b', 'c', 'd', 'e'].map((name) => work(name))
    await expect(work('f')).rejects.toThrow('full')
    const known = work('known', true)
    expect(order).toEqual(['a', 'b'])
    for (let n = 0; n < 6; n++) {
      gates.shift()?.()
      await new Promise(setImmediate)
    }
    await Promise.all([...begun, known])
    expect(order).toEqual(['a', 'b', 'known', 'c', 'd', 'e'])
  })

  test('go on after work that failed', async () => {
    const turns = createTurns({ atOnce: 1, waiting: 1, full: () => new Error('full') })
    await expect(turns.take(() => Promise.reject(new Error('no')), false)).rejects.toThrow('no')
    expect(await turns.take(async () => 'yes', false)).toBe('yes')
  })
})
