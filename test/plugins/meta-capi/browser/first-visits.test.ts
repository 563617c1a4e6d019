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

test('what was made last is kept, whatever number comes before it, and the oldest gives way', () => {
  const { remember } = memory(4)
  for (const hash of ['a', 'b', 'c', 'd']) remember(hash)
  expect([remember('d'), remember('c')]).toEqual(['d4', 'c3'])
  for (const hash of ['e', 'f', 'g', 'h']) remember(hash)
  expect([remember('h'), remember('g'), remember('a')]).toEqual(['h8', 'g7', 'a9'])
})

test('made anew is a new one, which has its whole time', () => {
  const { clock, remember } = memory()
  remember('a')
  clock.move(1_200)
  expect(remember('a')).toBe('a2')
  clock.move(999)
  expect(remember('a')).toBe('a2')
})

test('a clock that was set back makes nothing last for ever', () => {
  const { clock, remember } = memory()
  remember('a')
  clock.move(-5_000)
  expect(remember('a')).toBe('a2')
})
