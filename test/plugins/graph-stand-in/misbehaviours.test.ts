/** Each way in which the local Graph API misbehaves, seen from the other end of a socket. */
import { Agent, request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Behaviour, GraphStandIn } from '../../../plugins/graph-stand-in/contract.js'
import { ways } from '../../../plugins/graph-stand-in/misbehaviours.js'
import { classifyGraphAnswer } from '../../../plugins/meta-capi/graph/classify.js'
import { usageWaitMs } from '../../../plugins/meta-capi/graph/usage.js'
import { bring, errorIn, graphFor, pixel, purchase, token } from './graph.js'

const events = [purchase('1'), purchase('2')]

interface Answering {
  readonly behaviour: Behaviour
  readonly status: number
  /** What our own reader makes of it. */
  readonly class: string
  readonly isDoubtful?: true
  /** Whether the events were taken all the same. */
  readonly takes?: true
  readonly has?: RegExp
}

const answering: readonly Answering[] = [
  { behaviour: { name: 'throttled' }, status: 400, class: 'throttled' },
  { behaviour: { name: 'throttled', code: 613 }, status: 400, class: 'throttled', has: /"code":613/ },
  { behaviour: { name: 'throttled', code: 80014 }, status: 400, class: 'throttled', has: /"code":80014/ },
  {
    behaviour: { name: 'temporary' },
    status: 500,
    class: 'transient',
    isDoubtful: true,
    has: /"is_transient":true/,
  },
  {
    behaviour: { name: 'unknownError' },
    status: 500,
    class: 'transient',
    isDoubtful: true,
    has: /"code":1,/,
  },
  { behaviour: { name: 'notReady' }, status: 400, class: 'transient', has: /"code":21009/ },
  { behaviour: { name: 'error', code: 368 }, status: 400, class: 'transient', has: /"code":368/ },
  { behaviour: { name: 'error', code: 190, subcode: 460, status: 401 }, status: 401, class: 'credentials' },
  {
    behaviour: { name: 'html503' },
    status: 503,
    class: 'transient',
    isDoubtful: true,
    has: /^<!DOCTYPE html>/,
  },
  { behaviour: { name: 'error200' }, status: 200, class: 'transient', has: /"error":/ },
  {
    behaviour: { name: 'html200' },
    status: 200,
    class: 'transient',
    isDoubtful: true,
    has: /^<!DOCTYPE html>/,
  },
  { behaviour: { name: 'halfJson200' }, status: 200, class: 'transient', isDoubtful: true, takes: true },
  { behaviour: { name: 'redirect' }, status: 302, class: 'transient', has: /^$/ },
  { behaviour: { name: 'trickle', everyMs: 1 }, status: 200, class: 'accepted', takes: true },
  { behaviour: { name: 'slow', latencyMs: 30 }, status: 200, class: 'accepted', takes: true },
  { behaviour: { name: 'highUsage' }, status: 200, class: 'accepted', takes: true },
  { behaviour: { name: 'retryAfter', value: 30 }, status: 200, class: 'accepted', takes: true },
  {
    behaviour: { name: 'oversize', bytes: 50_000 },
    status: 200,
    class: 'accepted',
    takes: true,
    has: /^.{50000}$/,
  },
  {
    behaviour: { name: 'undercount' },
    status: 200,
    class: 'accepted',
    takes: true,
    has: /"events_received":1,/,
  },
  {
    behaviour: { name: 'undercount', by: 9 },
    status: 200,
    class: 'accepted',
    takes: true,
    has: /received":0,/,
  },
  { behaviour: { name: 'hangUp' }, status: 200, class: 'accepted', takes: true },
  { behaviour: { name: 'poison', eventIds: ['2'] }, status: 400, class: 'event', has: /2804008/ },
  { behaviour: { name: 'poison', eventIds: ['2'], subcode: 2804001 }, status: 400, class: 'repair' },
  { behaviour: { name: 'poison', eventIds: ['9'] }, status: 200, class: 'accepted', takes: true },
]

describe('an answer', () => {
  test.each(answering.map((one) => [JSON.stringify(one.behaviour), one] as const))(
    'of %s',
    async (_name, expected) => {
      const graph = await graphFor()
      graph.misbehave(expected.behaviour)
      const answer = await bring(graph.url, events)
      expect(answer.status).toBe(expected.status)
      if (expected.has) expect(answer.text).toMatch(expected.has)
      const verdict = classifyGraphAnswer({ status: answer.status, body: answer.text })
      expect(verdict).toMatchObject({ class: expected.class, isDoubtful: expected.isDoubtful ?? false })
      expect(graph.totals().events).toBe(expected.takes ? 2 : 0)
      expect(graph.requests()).toMatchObject([
        { behaviour: expected.behaviour.name, events: 2, status: expected.status },
      ])
    },
  )

  test('says who is poison, or not', async () => {
    const graph = await graphFor()
    graph.misbehave({ name: 'poison', eventIds: ['2'] })
    const named = classifyGraphAnswer({ status: 400, body: (await bring(graph.url, events)).text })
    expect(named.index).toBe(1)
    graph.misbehave({ name: 'poison', eventIds: ['2'], namesIndex: false })
    for (let turn = 0; turn < 4; turn++) {
      const unnamed = classifyGraphAnswer({ status: 400, body: (await bring(graph.url, events)).text })
      expect(unnamed).not.toHaveProperty('index')
    }
  })

  test('throttles under every code in turn', async () => {
    const graph = await graphFor()
    graph.misbehave({ name: 'throttled' })
    const codes = new Set<unknown>()
    for (let call = 0; call < 5; call++) codes.add(errorIn(await bring(graph.url, events)).code)
    expect(codes).toEqual(new Set([4, 17, 32, 613, 80004]))
  })

  test('asks for a wait in its headers', async () => {
    const graph = await graphFor()
    const waitOf = async (behaviour: Behaviour) => {
      graph.misbehave(behaviour)
      return usageWaitMs((await bring(graph.url, events)).headers)
    }
    expect(await waitOf({ name: 'highUsage' })).toBe(30_000)
    expect(await waitOf({ name: 'highUsage', percent: 100 })).toBe(60_000)
    expect(await waitOf({ name: 'highUsage', percent: 20 })).toBe(0)
    expect(await waitOf({ name: 'highUsage', regainMinutes: 5 })).toBe(300_000)
    expect(await waitOf({ name: 'retryAfter', value: 30 })).toBe(30_000)
    expect(await waitOf({ name: 'throttled', retryAfter: 45 })).toBe(45_000)
  })

  test('sends elsewhere', async () => {
    const graph = await graphFor()
    graph.misbehave({ name: 'redirect', to: 'http://127.0.0.1:2/elsewhere' })
    expect((await bring(graph.url, events)).headers.location).toBe('http://127.0.0.1:2/elsewhere')
  })

  test('is compressed', async () => {
    const graph = await graphFor()
    graph.misbehave({ name: 'gzip' })
    const { bytes, headers } = await raw(graph)
    expect(headers['content-encoding']).toBe('gzip')
    expect(JSON.parse(gunzipSync(bytes).toString())).toMatchObject({ events_received: 2 })
    expect(graph.requests()).toMatchObject([{ status: 200, outcome: 'accepted' }])
  })

  test('comes byte by byte', async () => {
    const graph = await graphFor()
    graph.misbehave({ name: 'trickle', everyMs: 2 })
    const { bytes, pieces } = await raw(graph)
    expect(JSON.parse(bytes.toString())).toMatchObject({ events_received: 2 })
    expect(pieces).toBeGreaterThan(10)
  })

  test('is slow', async () => {
    const graph = await graphFor()
    graph.misbehave({ name: 'slow', latencyMs: 80 })
    const startedMs = performance.now()
    await bring(graph.url, events)
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(79)
  })

  test('breaks off in the middle', async () => {
    const graph = await graphFor()
    graph.misbehave({ name: 'cutAnswer' })
    await expect(bring(graph.url, events)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(graph.totals().events).toBe(2)
    expect(graph.requests()).toMatchObject([{ status: 200, outcome: 'accepted' }])
  })

  test('is the last of its connection, which it did not announce', async () => {
    const graph = await graphFor()
    graph.misbehave({ name: 'hangUp' }, { times: 1 })
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    onTestFinished(() => agent.destroy())
    const first = await raw(graph, agent)
    expect(first.headers.connection).toBe('keep-alive')
    await first.closed
    expect((await raw(graph, agent)).localPort).not.toBe(first.localPort)
  })
})

describe('a call that gets no answer', () => {
  test('is reset before it is read', async () => {
    const graph = await graphFor()
    graph.misbehave({ name: 'resetBeforeReading' })
    await expect(bring(graph.url, events)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(graph.totals().events).toBe(0)
    expect(graph.requests()).toMatchObject([{ outcome: 'ignored', events: 0, bytes: 0 }])
  })

  test('is reset after its events were taken', async () => {
    const graph = await graphFor()
    graph.misbehave({ name: 'resetAfterAccepting' })
    await expect(bring(graph.url, events)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(graph.totals().events).toBe(2)
    expect(graph.requests()).toMatchObject([{ outcome: 'accepted' }])
    expect(graph.requests()[0]).not.toHaveProperty('status')
  })

  test.each([
    ['hang', 0, 'ignored'],
    ['hangAfterAccepting', 2, 'accepted'],
  ] as const)('hangs (%s) until it is closed', async (name, taken, outcome) => {
    const graph = await graphFor()
    graph.misbehave({ name })
    const seen = graph.nextRequest()
    const hanging = bring(graph.url, events)
    const gone = expect(hanging).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(await seen).toMatchObject({ behaviour: name, events: 2, outcome })
    expect(graph.totals().events).toBe(taken)
    // Meanwhile others are treated as they are to be.
    graph.misbehave(null)
    expect((await bring(graph.url, events)).status).toBe(200)
    await graph.close()
    await gone
  })

  test('is one whose caller left, and its timer ends with it', async () => {
    const graph = await graphFor()
    graph.misbehave({ name: 'slow', latencyMs: 60_000 })
    const seen = graph.nextRequest()
    const call = open(graph)
    await seen
    call.destroy()
    graph.misbehave(null)
    expect((await bring(graph.url, events)).status).toBe(200)
  })
})

describe('a behaviour', () => {
  const statuses = async (graph: GraphStandIn, calls: number, of = pixel) => {
    const found: number[] = []
    for (let call = 0; call < calls; call++)
      found.push((await bring(graph.url, events, { pixel: of, token })).status)
    return found
  }

  test('lasts for so many calls', async () => {
    const graph = await graphFor()
    graph.misbehave({ name: 'html503' }, { times: 2 })
    expect(await statuses(graph, 4)).toEqual([503, 503, 200, 200])
    graph.misbehave({ name: 'html503' }, { times: 0 })
    expect(await statuses(graph, 1)).toEqual([200])
  })

  test('lasts until it is changed or ended', async () => {
    const graph = await graphFor()
    graph.misbehave({ name: 'html503' })
    expect(await statuses(graph, 3)).toEqual([503, 503, 503])
    graph.misbehave({ name: 'temporary' })
    expect(await statuses(graph, 1)).toEqual([500])
    graph.misbehave(null)
    expect(await statuses(graph, 1)).toEqual([200])
  })

  test('of one pixel goes before that of all, and leaves others alone', async () => {
    const graph = await graphFor({ pixels: { [pixel]: token, '222': token } })
    graph.misbehave({ name: 'html503' }, { pixel: '222' })
    expect([await statuses(graph, 1), await statuses(graph, 1, '222')]).toEqual([[200], [503]])
    graph.misbehave({ name: 'temporary' })
    expect([await statuses(graph, 1), await statuses(graph, 1, '222')]).toEqual([[500], [503]])
    graph.misbehave(null, { pixel: '222' })
    expect(await statuses(graph, 1, '222')).toEqual([500])
  })

  test('that does not exist is refused by name', async () => {
    const graph = await graphFor()
    expect(() => graph.misbehave({ name: 'toString' } as never)).toThrow(/toString; there are throttled/)
  })

  test('that exists is tested here', () => {
    const untested = [
      'gzip',
      'hang',
      'resetBeforeReading',
      'resetAfterAccepting',
      'hangAfterAccepting',
      'cutAnswer',
    ]
    const tested = new Set([...answering.map(({ behaviour }) => behaviour.name), ...untested])
    expect([...tested].sort()).toEqual(Object.keys(ways).sort())
  })
})

function open(graph: GraphStandIn, agent?: Agent) {
  const call = request(`${graph.url}/v26.0/${pixel}/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    ...(agent && { agent }),
  })
  call.on('error', () => {})
  call.end(JSON.stringify({ data: events }))
  return call
}

/** What a call brings back before anything is decoded or joined. */
function raw(graph: GraphStandIn, agent?: Agent) {
  return new Promise<{
    bytes: Buffer
    pieces: number
    headers: NodeJS.Dict<string | string[]>
    localPort: number | undefined
    closed: Promise<void>
  }>((resolve, reject) => {
    const call = open(graph, agent)
    call.on('error', reject).on('response', (res) => {
      const chunks: Buffer[] = []
      const { localPort } = res.socket
      const closed = new Promise<void>((done) => res.socket.once('close', () => done()))
      res.on('data', (chunk: Buffer) => chunks.push(chunk))
      res.on('error', reject)
      res.on('end', () =>
        resolve({
          bytes: Buffer.concat(chunks),
          pieces: chunks.length,
          headers: res.headers,
          localPort,
          closed,
        }),
      )
    })
  })
}
