import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { Worker } from 'node:worker_threads'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createHttpClient, type HttpClient } from '../../../src/kernel/http/client.js'
import type { HttpRequest } from '../../../src/kernel/http/exchange.js'
import { hold } from '../../support/held.js'

interface Site {
  readonly url: string
  /** Connections that were ever accepted. */
  readonly accepted: number
  /** What arrived, as far as it did. */
  readonly requests: readonly IncomingMessage[]
}

/** Closed when the current test has finished. */
async function site(answer: RequestListener): Promise<Site> {
  let accepted = 0
  const requests: IncomingMessage[] = []
  const server = createServer((req, res) => {
    requests.push(req)
    answer(req, res)
  })
  server.on('connection', () => {
    accepted += 1
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const release = hold('a site', () => server.close())
  onTestFinished(async () => {
    const closed = once(server.close(), 'close')
    server.closeAllConnections()
    await closed
    release()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    get accepted() {
      return accepted
    },
  }
}

/** A server that speaks no HTTP of its own; `received` is what each connection said. */
async function rawSite(greet: (socket: Socket, nth: number) => void) {
  const sockets: Socket[] = []
  const received: string[] = []
  const server = createTcpServer((socket) => {
    const nth = sockets.push(socket) - 1
    received[nth] = ''
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      received[nth] += chunk.toString('latin1')
    })
    greet(socket, nth)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const release = hold('a raw site', () => server.close())
  onTestFinished(async () => {
    const closed = once(server.close(), 'close')
    for (const socket of sockets) socket.destroy()
    await closed
    release()
  })
  return { port: (server.address() as AddressInfo).port, sockets, received }
}

/** A port of loopback that takes no more connections: its queue is full, and what knocks is not answered. */
async function fullPort(): Promise<number> {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads')
     const server = require('node:net').createServer()
     server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port)
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
     })`,
    { eval: true },
  )
  const [port] = (await once(worker, 'message')) as [number]
  const waiting = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')]
  await Promise.all(waiting.map((socket) => once(socket, 'connect')))
  onTestFinished(async () => {
    for (const socket of waiting) socket.destroy()
    await worker.terminate()
  })
  return port
}

/** A port where nobody listens. */
async function deadPort(): Promise<number> {
  const server = createTcpServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  await once(server.close(), 'close')
  return port
}

function client(): HttpClient {
  const made = createHttpClient()
  onTestFinished(() => made.close())
  return made
}

const post = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/json' },
  body: '{"some":"body"}',
  connectTimeoutMs: 2_000,
  timeoutMs: 2_000,
  answerLimitBytes: 10_000,
  ...more,
})

const silent: RequestListener = () => {}

describe('an answer', () => {
  test('comes with its status, its headers and its text, and the request arrived as it was given', async () => {
    let arrived = ''
    const { url, requests } = await site(async (req, res) => {
      arrived = await text(req)
      res.writeHead(400, { 'X-App-Usage': '{"call_count":3}', 'Set-Cookie': ['a=1', 'b=2'] }).end('Größe ✓')
    })
    const result = await client().send(post(`${url}/v26.0/1/events?x=1`, { body: 'Käse' }))
    expect(result).toMatchObject({
      state: 'answered',
      status: 400,
      headers: { 'x-app-usage': '{"call_count":3}', 'set-cookie': 'a=1, b=2' },
      body: 'Größe ✓',
    })
    expect(arrived).toBe('Käse')
    expect(requests[0]).toMatchObject({ method: 'POST', url: '/v26.0/1/events?x=1' })
    expect(requests[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'content-length': '5',
      'accept-encoding': 'identity',
    })
  })

  test('may be asked for without a body, and with bytes', async () => {
    const { url } = await site(async (req, res) => void res.end(`${req.method} ${await text(req)}`))
    const http = client()
    const { headers, body, ...bare } = post(url)
    expect([headers, body]).not.toContain(undefined)
    expect(await http.send({ ...bare, method: 'GET' })).toMatchObject({ body: 'GET ' })
    expect(await http.send({ ...bare, body: new TextEncoder().encode('bytes') })).toMatchObject({
      body: 'POST bytes',
    })
  })

  test.each([200, 204, 301, 302, 307, 308, 500, 503])(
    'of status %i is the result, whatever it says',
    async (status) => {
      const { url, requests } = await site(
        (_, res) => void res.writeHead(status, { location: '/elsewhere' }).end(),
      )
      expect(await client().send(post(url))).toMatchObject({ state: 'answered', status, body: '' })
      expect(requests).toHaveLength(1)
    },
  )

  test('is the last one, where hints came before it', async () => {
    const { url } = await site((_, res) => {
      res.writeEarlyHints({ link: '</a.css>; rel=preload' })
      res.end('final')
    })
    expect(await client().send(post(url))).toMatchObject({ status: 200, body: 'final' })
  })

  test.each([
    ['gzip', gzipSync],
    ['GZIP', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['identity', (plain: string) => plain],
  ] as const)('that is packed all the same (%s) is unpacked', async (encoding, pack) => {
    const { url } = await site(
      (_, res) =>
        void res.writeHead(200, { 'content-encoding': encoding }).end(pack('{"events_received":1}')),
    )
    expect(await client().send(post(url))).toMatchObject({ state: 'answered', body: '{"events_received":1}' })
  })

  test.each([
    ['an encoding that nobody knows', 'zstd', 'text', 'unknown encoding'],
    ['a name that every object has', 'constructor', 'text', 'unknown encoding'],
    ['a broken packing', 'gzip', 'no gzip', 'Z_DATA_ERROR'],
    ['more inside than the limit', 'gzip', gzipSync('x'.repeat(10_001)), 'answer too large'],
  ])('with %s leaves the result unknown', async (_, encoding, body, reason) => {
    const { url } = await site(
      (_, res) => void res.writeHead(200, { 'content-encoding': encoding }).end(body),
    )
    expect(await client().send(post(url))).toEqual({ state: 'unknown', reason })
  })

  test('as long as the limit is read, and one byte more leaves the result unknown', async () => {
    const { url } = await site(async (req, res) => void res.end('x'.repeat(Number(await text(req)))))
    const http = client()
    expect(await http.send(post(url, { body: '10000' }))).toMatchObject({ state: 'answered' })
    expect(await http.send(post(url, { body: '10001' }))).toEqual({
      state: 'unknown',
      reason: 'answer too large',
    })
  })

  test('that never ends is left when it is over the limit', async () => {
    const { url, requests } = await site((_, res) => {
      const more = () => void (res.writable && res.write('x'.repeat(5_000), more))
      more()
    })
    expect(await client().send(post(url, { timeoutMs: 60_000 }))).toEqual({
      state: 'unknown',
      reason: 'answer too large',
    })
    const socket = requests[0]?.socket
    await new Promise<unknown>((closed) => (socket?.destroyed ? closed(true) : socket?.once('close', closed)))
  })
})

describe('nothing was sent where', () => {
  test('nobody listens', async () => {
    const url = `http://127.0.0.1:${await deadPort()}`
    expect(await client().send(post(url))).toEqual({ state: 'neverSent', reason: 'ECONNREFUSED' })
  })

  test('the name stands for no address', async () => {
    const result = await client().send(post('http://no-such-host.invalid/'))
    expect(result).toEqual({ state: 'neverSent', reason: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) })
  })

  test('the connection is not made in time, which each call sets for itself', async () => {
    const url = `http://127.0.0.1:${await fullPort()}`
    const http = client()
    const took = async (connectTimeoutMs: number) => {
      const since = performance.now()
      const result = await http.send(post(url, { connectTimeoutMs }))
      expect(result).toEqual({ state: 'neverSent', reason: 'connect timeout' })
      return performance.now() - since
    }
    const [short, long] = await Promise.all([took(150), took(900)])
    expect(short).toBeGreaterThanOrEqual(149)
    expect(short).toBeLessThan(700)
    expect(long).toBeGreaterThanOrEqual(899)
    expect(long).toBeLessThan(1_800)
  })

  test('the other side accepts and never answers the handshake of TLS', async () => {
    const { port, received } = await rawSite(() => {})
    const result = await client().send(post(`https://127.0.0.1:${port}/secret`, { connectTimeoutMs: 300 }))
    expect(result).toEqual({ state: 'neverSent', reason: 'connect timeout' })
    expect(received.join()).not.toContain('secret')
  })

  test('the other side speaks no TLS', async () => {
    const { port } = await rawSite(
      (socket) => void socket.once('data', () => socket.end('HTTP/1.1 400 \r\n\r\n')),
    )
    const result = await client().send(post(`https://127.0.0.1:${port}/`))
    expect(result).toEqual({ state: 'neverSent', reason: expect.stringMatching(/SSL|EPROTO/) })
  })

  test('the other side resets the handshake of TLS', async () => {
    const { port } = await rawSite((socket) => void socket.once('data', () => socket.resetAndDestroy()))
    expect(await client().send(post(`https://127.0.0.1:${port}/`))).toEqual({
      state: 'neverSent',
      reason: 'ECONNRESET',
    })
  })

  test('the caller gave up before, or while it was connecting', async () => {
    const http = client()
    const { url, accepted } = await site(silent)
    const aborted = { state: 'neverSent', reason: 'aborted' }
    expect(await http.send(post(url, { signal: AbortSignal.abort() }))).toEqual(aborted)
    expect(accepted).toBe(0)
    const { port, received } = await rawSite(() => {})
    const leaving = new AbortController()
    const sending = http.send(
      post(`https://127.0.0.1:${port}/`, { signal: leaving.signal, connectTimeoutMs: 500 }),
    )
    leaving.abort()
    expect(await sending).toEqual(aborted)
    expect(received.join()).not.toContain('POST')
  })

  test.each([
    ['is none', 'no address', 'malformed address'],
    ['is of another kind', 'ftp://127.0.0.1/', 'malformed request'],
  ])('the address %s', async (_, url, reason) => {
    expect(await client().send(post(url))).toEqual({ state: 'neverSent', reason })
  })

  test('a header cannot be sent, and the reason does not repeat it', async () => {
    const { url, requests } = await site(silent)
    const result = await client().send(post(url, { headers: { authorization: 'Bearer se\ncret' } }))
    expect(result).toEqual({ state: 'neverSent', reason: 'malformed request' })
    expect(requests).toHaveLength(0)
  })
})

describe('nobody knows whether it was taken where', () => {
  test('no answer comes in time', async () => {
    const { url, requests } = await site(silent)
    const since = performance.now()
    expect(await client().send(post(url, { timeoutMs: 200 }))).toEqual({
      state: 'unknown',
      reason: 'timeout',
    })
    expect(performance.now() - since).toBeLessThan(1_000)
    expect(requests).toHaveLength(1)
  })

  test('the answer trickles on past the time for all of it', async () => {
    const { url } = await site((_, res) => {
      const timer = setInterval(() => res.write('x'), 20)
      res.on('close', () => clearInterval(timer))
    })
    const since = performance.now()
    expect(await client().send(post(url, { timeoutMs: 300 }))).toEqual({
      state: 'unknown',
      reason: 'timeout',
    })
    expect(performance.now() - since).toBeGreaterThanOrEqual(299)
    expect(performance.now() - since).toBeLessThan(1_200)
  })

  test('the connection is reset as soon as it stands, unless nothing had left by then', async () => {
    const { port, received } = await rawSite((socket) => void socket.pause().resetAndDestroy())
    const http = client()
    for (let n = 0; n < 20; n++) {
      const { state } = await http.send(post(`http://127.0.0.1:${port}/`))
      expect(state).toMatch(/unknown|neverSent/)
    }
    expect(received).toHaveLength(20)
  })

  test('the server does not read what is sent', async () => {
    const { port } = await rawSite((socket) => socket.pause())
    const result = await client().send(
      post(`http://127.0.0.1:${port}/`, { body: new Uint8Array(16_000_000), timeoutMs: 300 }),
    )
    expect(result).toEqual({ state: 'unknown', reason: 'timeout' })
  })

  test.each<[string, (socket: Socket) => void]>([
    ['resets after the first bytes', (socket) => void socket.once('data', () => socket.resetAndDestroy())],
    ['closes without an answer', (socket) => void socket.once('data', () => socket.end())],
    [
      'resets in the middle of its answer',
      (socket) =>
        void socket.once('data', () =>
          socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"events', () =>
            socket.resetAndDestroy(),
          ),
        ),
    ],
    [
      'closes in the middle of its answer',
      (socket) =>
        void socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"ev')),
    ],
    [
      'closes in the middle of a chunked answer',
      (socket) =>
        void socket.once('data', () =>
          socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhell'),
        ),
    ],
    ['answers no HTTP', (socket) => void socket.once('data', () => socket.end('SSH-2.0-OpenSSH\r\n'))],
  ])('the server %s', async (_, greet) => {
    const { port, sockets } = await rawSite(greet)
    for (const body of ['short', 'x'.repeat(4_000_000)]) {
      const result = await client().send(post(`http://127.0.0.1:${port}/`, { body }))
      expect(result).toEqual({ state: 'unknown', reason: expect.stringMatching(/^[\w ]+$/) })
    }
    expect(sockets).toHaveLength(2)
  })

  test('the caller gave up while it waited', async () => {
    const leaving = new AbortController()
    const { url, requests } = await site(() => leaving.abort())
    expect(await client().send(post(url, { signal: leaving.signal }))).toEqual({
      state: 'unknown',
      reason: 'aborted',
    })
    expect(requests).toHaveLength(1)
  })

  test('a connection that was used before is reset by the second request, which is not sent again', async () => {
    let asked = 0
    const { url, accepted, requests } = await site((req, res) => {
      asked += 1
      if (asked === 1) res.end('first')
      else req.socket.resetAndDestroy()
    })
    expect(accepted).toBe(0)
    const http = client()
    expect(await http.send(post(url))).toMatchObject({ body: 'first' })
    expect(await http.send(post(url))).toEqual({
      state: 'unknown',
      reason: expect.stringMatching(/^(ECONNRESET|connection closed)$/),
    })
    expect(requests).toHaveLength(2)
    expect(requests[0]?.socket).toBe(requests[1]?.socket)
  })
})

describe('connections', () => {
  test('are used again: twenty calls in a row take one', async () => {
    const target = await site((req, res) => void req.resume().on('end', () => res.end('ok')))
    const http = client()
    for (let n = 0; n < 20; n++)
      expect(await http.send(post(target.url, { timeoutMs: 2_000 + n }))).toMatchObject({ body: 'ok' })
    expect(target.accepted).toBe(1)
  })

  test('are made anew where the server closed an idle one, without a call lost', async () => {
    const target = await site((_, res) => void res.end('ok'))
    const http = client()
    for (let n = 1; n <= 5; n++) {
      expect(await http.send(post(target.url))).toMatchObject({ body: 'ok' })
      const socket = target.requests.at(-1)?.socket
      socket?.end()
      if (socket && !socket.destroyed) await once(socket, 'close')
    }
    expect(target.accepted).toBe(5)
  })

  test('are as many as there are calls at the same time', async () => {
    const waiting: ServerResponse[] = []
    const target = await site((_, res) => {
      waiting.push(res)
      if (waiting.length === 10) for (const each of waiting) each.end('together')
    })
    const http = client()
    const results = await Promise.all(Array.from({ length: 10 }, () => http.send(post(target.url))))
    expect(results.map((result) => result.state === 'answered' && result.body)).toEqual(
      Array(10).fill('together'),
    )
    expect(target.accepted).toBe(10)
  })

  test('with more connect timeouts than are kept apart serve all the same, and no call is cut by another', async () => {
    const held: ServerResponse[] = []
    const target = await site((req, res) => void (req.url === '/held' ? held.push(res) : res.end('ok')))
    const http = client()
    const first = http.send(post(`${target.url}/held`, { connectTimeoutMs: 1_000, timeoutMs: 10_000 }))
    for (let n = 1; n <= 30; n++)
      expect(await http.send(post(target.url, { connectTimeoutMs: 1_000 + n }))).toMatchObject({ body: 'ok' })
    held[0]?.end('still')
    expect(await first).toMatchObject({ body: 'still' })
  })
})

describe('a client that closes', () => {
  test('lets the call under way end and takes no other', async () => {
    const held: ServerResponse[] = []
    let arrive = () => {}
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const { url, requests } = await site((_, res) => {
      held.push(res)
      arrive()
    })
    const http = createHttpClient()
    const underWay = http.send(post(url))
    await arrived
    let isClosed = false
    const closing = http.close().then(() => {
      isClosed = true
    })
    expect(await http.send(post(url))).toEqual({ state: 'neverSent', reason: 'closed' })
    expect(isClosed).toBe(false)
    held[0]?.end('drained')
    expect(await underWay).toMatchObject({ state: 'answered', body: 'drained' })
    await closing
    await http.close()
    expect(requests).toHaveLength(1)
  })

  test('leaves no connection behind', async () => {
    const { url, requests } = await site((_, res) => void res.end('ok'))
    const http = createHttpClient()
    await http.send(post(url))
    const socket = requests[0]?.socket
    const gone = socket && once(socket, 'close')
    await http.close()
    await gone
    expect(socket?.destroyed).toBe(true)
  })

  test('shares nothing with another', async () => {
    const { url } = await site((_, res) => void res.end('ok'))
    const [one, other] = [createHttpClient(), client()]
    await one.send(post(url))
    await one.close()
    expect(await other.send(post(url))).toMatchObject({ body: 'ok' })
  })
})
