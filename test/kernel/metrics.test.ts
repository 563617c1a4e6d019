import { expect, test } from 'vitest'
import { createMetrics } from '../../src/kernel/metrics.js'

test('what is counted stands in the exposition, with our prefix and beside the process’s own', async () => {
  const metrics = createMetrics()
  metrics.counter('feeds_built_total', 'Feeds built.', ['channel']).inc({ channel: 'google' }, 2)
  metrics.gauge('builds_waiting', 'Builds that wait.').set(3)
  metrics.histogram('build_seconds', 'How long.', ['channel'], [1, 10]).observe({ channel: 'google' }, 4)
  const { text, contentType } = await metrics.expose()
  expect(contentType).toContain('text/plain')
  expect(text).toContain('storecast_feeds_built_total{channel="google"} 2')
  expect(text).toContain('storecast_builds_waiting 3')
  expect(text).toContain('storecast_build_seconds_bucket{le="10",channel="google"} 1')
  expect(text).toContain('storecast_process_cpu_seconds_total')
})

test('two in one process may use the same names and do not mix', async () => {
  const [one, two] = [createMetrics(), createMetrics()]
  one.counter('things_total', 'Things.').inc(5)
  two.counter('things_total', 'Things.').inc(7)
  expect((await one.expose()).text).toContain('storecast_things_total 5')
  expect((await two.expose()).text).toContain('storecast_things_total 7')
})

test('one name is given away once', () => {
  const metrics = createMetrics()
  metrics.counter('things_total', 'Things.')
  expect(() => metrics.counter('things_total', 'Other things.')).toThrow(/things_total/)
})
