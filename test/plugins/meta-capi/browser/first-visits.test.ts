import { expect, test } from 'vitest'
import { createFirstVisits } from '../../../../plugins/meta-capi/browser/first-visits.js'
import { testClock } from '../../../support/clock.js'

function memory(mostSessions = 3) {
  const clock = testClock()
  let made = 0
  const visits = createFirstVisits({ now: clock.now, mostSessions, keepMs: 1_000 })
  return { clock, remember: (hash: string) => visits.remember(hash, () => `${hash}${++made}`) }
}

test('what was made is given again until its time is over', () => {
  const { clock, remember } = memory()
  expect([remember('a'), remember('a'), remember('b')]).toEqual(['a1', 'a1', 'b2'])
  clock.move(999)
  expect(remember('a')).toBe('a1')
  clock.move(1)
  expect(remember('a')).toBe('a3')
})

test('the oldest gives way when there is no room', () => {
  const { clock, remember } = memory(3)
  for (const hash of ['a', 'b', 'c']) {
    remember(hash)
    clock.move(1)
  }
  expect([remember('a'), remember('d'), remember('b'), remember('c')]).toEqual(['a1', 'd4', 'b2', 'c3'])
  expect(remember('a')).toBe('a5')
})

test('one made anew is as young as the youngest', () => {
  const { clock, remember } = memory(3)
  remember('a')
  clock.move(600)
  remember('b')
  clock.move(600)
  expect([remember('a'), remember('c'), remember('d')]).toEqual(['a3', 'c4', 'd5'])
  expect([remember('a'), remember('b')]).toEqual(['a3', 'b6'])
})

test('a clock that was set back makes nothing last for ever', () => {
  const { clock, remember } = memory()
  remember('a')
  clock.move(-5_000)
  expect(remember('a')).toBe('a2')
})
