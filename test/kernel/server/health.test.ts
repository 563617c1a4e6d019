/** What the server says about itself. */
import { afterEach, expect, test } from 'vitest'
import { expectError } from '../../support/every-route.js'
import { type Listening, listen, send } from '../../support/http.js'
import { page, routed } from '../../support/routed.js'

let listening: Listening | undefined
afterEach(() => listening?.close())

async function start(options: Parameters<typeof routed>[0]) {
  listening = await listen(routed(options).app)
  const { url } = listening
  return (path: string, headers: Record<string, string> = {}) => send(`${url}${path}`, { headers })
}

test('a process that runs says so', async () => {
  const ask = await start({})
  const answer = await ask('/livez')
  expect([answer.status, answer.json()]).toEqual([200, { status: 'ok' }])
  expect(answer.headers['cache-control']).toBe('no-store')
})

test('readiness names every check, and is 503 as soon as one fails', async () => {
  const checks = [
    { name: 'database', ok: true },
    { name: 'running', ok: true },
  ]
  const ask = await start({ ready: async () => checks })
  const ready = await ask('/readyz')
  expect([ready.status, ready.json()]).toEqual([200, { status: 'ok', checks }])
  checks[0] = { name: 'database', ok: false }
  const unready = await ask('/readyz')
  expect([unready.status, unready.json()]).toEqual([503, { status: 'unavailable', checks }])
})

test('readiness that cannot be found out is not readiness', async () => {
  const ask = await start({ ready: () => Promise.reject(new Error('no answer')) })
  expectError(await ask('/readyz'), 500, 'INTERNAL')
})

test('probes are never limited, and need no settings', async () => {
  const ask = await start({ settings: { rateLimitPerMinute: 1 }, routes: [page('/page')] })
  expect((await ask('/page')).status).toBe(200)
  expect((await ask('/page')).status).toBe(429)
  for (const path of ['/livez', '/livez', '/readyz', '/readyz']) expect((await ask(path)).status).toBe(200)
})

test('metrics stay closed until a token is set, and the answer says where', async () => {
  const ask = await start({ settings: { metricsTokens: [] } })
  const answer = await ask('/metrics?token=')
  expectError(answer, 403, 'METRICS_CLOSED')
  expect(answer.json().detail).toContain('SERVER.METRICS_TOKEN')
})

test('metrics count requests by route pattern, method and status', async () => {
  const ask = await start({ routes: [page('/page/:name')], settings: { metricsTokens: ['of-metrics'] } })
  await ask('/page/apple?secret=1')
  await ask('/s/default/page/pear')
  await ask('/nowhere/at/all')
  const { headers, text } = await ask('/metrics', { authorization: 'Bearer of-metrics' })
  expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4; charset=utf-8/)
  expect(text).toContain('storecast_http_requests_total{route="/page/:name",method="GET",status="200"} 2')
  expect(text).toContain('storecast_http_requests_total{route="none",method="other",status="404"} 1')
  expect(text).toContain('storecast_http_request_duration_seconds_count{route="/page/:name",method="GET"} 2')
  expect(text).toContain('storecast_http_requests_in_flight 1')
  expect(text).not.toMatch(/apple|pear|secret|nowhere/)
})
