/** What the local Graph API remembers, and which of the events count. */
import { expect, test } from 'vitest'
import { testClock } from '../../support/clock.js'
import { bring, graphFor, pixel, purchase, token } from './graph.js'

const hourMs = 3_600_000

test('every accepted event is kept in order, as it was sent', async () => {
  const graph = await graphFor()
  await bring(graph.url, [purchase('1'), purchase('2')], { body: { test_event_code: 'TEST7' } })
  await bring(graph.url, [purchase('3')])
  expect(
    graph.received().map(({ event, requestId, testCode }) => [event.event_id, requestId, testCode]),
  ).toEqual([
    ['1', 1, 'TEST7'],
    ['2', 1, 'TEST7'],
    ['3', 2, undefined],
  ])
  expect(graph.received()[0]).toMatchObject({ pixel, isCounted: true, event: purchase('1') })
})

test('every call is kept with what became of it', async () => {
  const graph = await graphFor()
  await bring(graph.url, [purchase('1')], { body: { test_event_code: 'TEST7' } })
  await bring(graph.url, [purchase('2')], { token: 'no' })
  expect(graph.requests()).toMatchObject([
    {
      id: 1,
      method: 'POST',
      path: `/v26.0/${pixel}/events`,
      version: 26,
      pixel,
      tokenIn: 'header',
      hasRightToken: true,
      testCode: 'TEST7',
      events: 1,
      outcome: 'accepted',
      status: 200,
    },
    { id: 2, hasRightToken: false, events: 1, outcome: 'refused', status: 400, code: 190 },
  ])
  expect(graph.requests()[0]?.bytes).toBeGreaterThan(100)
})

test('of the same name and id on a pixel the first counts for 48 hours, and a later copy counts again', async () => {
  const clock = testClock()
  const graph = await graphFor({ clock })
  const again = () => bring(graph.url, [purchase('a')])
  await again()
  clock.move(48 * hourMs)
  await again()
  clock.move(1)
  await again()
  expect(graph.received().map(({ isCounted }) => isCounted)).toEqual([true, false, true])
  expect(graph.counted()).toHaveLength(2)
  expect(graph.counts()).toEqual(new Map([[`${pixel}/Purchase/a`, { times: 3, counted: 2 }]]))
  expect(graph.totals()).toEqual({ requests: 3, events: 3, counted: 2 })
})

test('another name, another id, another case, another pixel or no id is another event', async () => {
  const graph = await graphFor({ pixels: { [pixel]: token, '222': token } })
  const none = purchase('', { event_id: undefined })
  await bring(graph.url, [purchase('a'), purchase('a', { event_name: 'Lead' }), purchase('A'), none, none])
  await bring(graph.url, [purchase('a')], { pixel: '222' })
  expect(graph.counted()).toHaveLength(6)
})

test('copies inside one batch count once', async () => {
  const graph = await graphFor()
  await bring(graph.url, [purchase('a'), purchase('a')])
  expect(graph.totals()).toEqual({ requests: 1, events: 2, counted: 1 })
})

test('with counts alone no event is kept, and only the latest calls', async () => {
  const graph = await graphFor({ remember: 'counts' })
  for (let call = 0; call < 1_003; call++) await bring(graph.url, [purchase(String(call % 10))])
  expect(graph.received()).toEqual([])
  expect(graph.requests().map(({ id }) => id)).toEqual(Array.from({ length: 1_000 }, (_, at) => at + 4))
  expect(graph.counts().size).toBe(10)
  expect(graph.totals()).toEqual({ requests: 1_003, events: 1_003, counted: 10 })
})

test('with a bound the oldest is forgotten', async () => {
  const clock = testClock()
  const graph = await graphFor({ clock, mostEvents: 3 })
  for (let call = 0; call < 9; call++) {
    for (const id of [`${call}`, `${call}b`]) {
      clock.move(49 * hourMs)
      await bring(graph.url, [purchase(id, { event_time: clock.now() / 1000 })])
    }
  }
  expect(graph.received().map(({ event }) => event.event_id)).toEqual(['7b', '8', '8b'])
  expect(graph.requests()).toHaveLength(3)
  expect(graph.counts().size).toBeLessThanOrEqual(3)
})

test('whoever waits is told of the next call and of a number of events', async () => {
  const graph = await graphFor()
  const [next, three] = [graph.nextRequest(), graph.whenReceived(3)]
  await bring(graph.url, [purchase('1')])
  expect(await next).toMatchObject({ id: 1, events: 1 })
  await bring(graph.url, [purchase('2'), purchase('3')])
  await three
  await graph.whenReceived(2)
})

test('whoever waits when it closes is told that nothing comes', async () => {
  const graph = await graphFor()
  const waits = [graph.nextRequest(), graph.whenReceived(1)]
  await graph.close()
  for (const wait of waits) await expect(wait).rejects.toThrow('closed')
})

test('clear forgets all but the tokens', async () => {
  const graph = await graphFor()
  graph.setToken(pixel, 'new')
  await bring(graph.url, [purchase('a')], { token: 'new' })
  graph.misbehave({ name: 'html503' })
  graph.clear()
  expect([graph.received(), graph.requests(), graph.counts().size]).toEqual([[], [], 0])
  expect(graph.totals()).toEqual({ requests: 0, events: 0, counted: 0 })
  expect((await bring(graph.url, [purchase('a')], { token: 'new' })).status).toBe(200)
  expect(graph.counted()).toHaveLength(1)
})
