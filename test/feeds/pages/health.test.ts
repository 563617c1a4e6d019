import { expect, test } from 'vitest'
import { type HealthFacts, healthOf, tellings } from '../../../feeds/pages/health.js'

const well: HealthFacts = {
  isEnabled: true,
  lacksToken: false,
  isBuilding: false,
  hasFailed: false,
  isRefused: false,
  checkedAt: 1_000_000,
  staleAfterMs: 60_000,
  now: 1_030_000,
}

test.each<[string, Partial<HealthFacts>, string]>([
  ['is up to date', {}, 'fresh'],
  ['was not looked at for a while', { now: 1_060_001 }, 'stale'],
  ['was looked at by a clock that has been set back since', { now: 900_000 }, 'stale'],
  ['was never built', { checkedAt: undefined }, 'unbuilt'],
  ['was never built because it would be empty', { checkedAt: undefined, isRefused: true }, 'refused'],
  ['was held back', { isRefused: true }, 'refused'],
  ['failed, and was held back before', { isRefused: true, hasFailed: true }, 'failed'],
  ['is built anew after a failure', { hasFailed: true, isBuilding: true }, 'building'],
  ['has no token', { lacksToken: true, isBuilding: true }, 'locked'],
  ['is off, whatever else', { isEnabled: false, lacksToken: true, hasFailed: true }, 'off'],
])('a feed that %s', (_, facts, health) => {
  expect(healthOf({ ...well, ...facts })).toBe(health)
})

test('every state has a word of its own, and a sentence', () => {
  const told = Object.values(tellings)
  expect(new Set(told.map(({ label }) => label)).size).toBe(told.length)
  for (const { says } of told) expect(says).toMatch(/^[A-Z].+[.?]$/)
})
