import { expect, test } from 'vitest'
import { createLog } from '../../src/kernel/log.js'
import { testClock } from './clock.js'
import { lines } from './lines.js'

test('a test clock stands until it is moved, also backwards', () => {
  const clock = testClock(1_000)
  expect(clock.now()).toBe(1_000)
  clock.move(500)
  clock.move(-700)
  expect(clock.now()).toBe(800)
  clock.set(5)
  expect(clock.now()).toBe(5)
})

test('log lines are kept as text and as objects', () => {
  const log = lines()
  createLog({ level: 'info', destination: log }).info({ route: '/livez' }, 'answered')
  expect(log.objects).toMatchObject([{ route: '/livez', msg: 'answered' }])
  expect(log.texts).toHaveLength(1)
  expect(log.text).toContain('"route":"/livez"')
  log.clear()
  expect(log.texts).toEqual([])
})
