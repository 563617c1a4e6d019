/** The router: where it stands, what it leaves alone, and what it tells of each request. */
import { once } from 'node:events'
import { connect } from 'node:net'
import express from 'express'
import { afterEach, describe, expect, test } from 'vitest'
import { AppError } from '../../../src/kernel/errors.js'
import { createMetrics } from '../../../src/kernel/metrics.js'
import { token } from '../../../src/kernel/server/route.js'
import { expectError, expectOurs } from '../../support/every-route.js'
import { type Asking, type Listening, listen, send } from '../../support/http.js'
import { guardedBy, page, type Routed, routed, signedBy } from '../../support/routed.js'

let listening: Listening | undefined
afterEach(() => listening?.close())

async function serve(app: express.Express) {
  listening = await listen(app)
  const { url, port } = listening
  return { port, ask: (path: string, asking?: Asking) => send(`${url}${path}`, asking) }
}

async function start(options: Parameters<typeof routed>[0]) {
  const server = routed(options)
  return { ...server, ...(await serve(server.app)) }
}

/** The access lines, without what differs from run to run. */
const requestsIn = ({ lines }: Routed) =>
  lines.objects
    .filter(({ msg }) => msg === 'request')
    .map(({ time: _time, requestId: _id, durationMs: _ms, msg: _msg, ...rest }) => rest)

describe('in a host app', () => {
  const routes = [page('/feed'), page('/fails', { handle: () => Promise.reject(new Error('inside')) })]

  test('stands wherever it is mounted, and the rest stays the host’s', async () => {
    const host = express()
    host.use('/shop/feeds', routed({ stores: ['default', 'acme'], routes }).router)
    host.get('/shop/feeds/mine', (_req, res) => void res.send('of the host'))
    host.use((_req, res) => void res.status(404).type('text').send('not found, says the host'))
    const { ask } = await serve(host)

    expect((await ask('/shop/feeds/feed')).text).toBe('default /feed')
    expect((await ask('/shop/feeds/s/acme/feed')).text).toBe('acme /feed')
    expect((await ask('/shop/feeds/livez')).status).toBe(200)
    expect((await ask('/shop/feeds/mine')).text).toBe('of the host')
    for (const path of [
      '/feed',
      '/shop/feeds',
      '/shop/feeds/FEED',
      '/shop/feeds/s/acme',
      '/shop/feeds/s/acme/livez',
    ]) {
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        const answer = await ask(path, { method })
        expect([answer.status, answer.text]).toEqual([404, 'not found, says the host'])
        for (const ours of ['x-request-id', 'content-security-policy', 'referrer-policy', 'allow']) {
          expect(answer.headers[ours]).toBeUndefined()
        }
      }
    }
  })

  test('keeps its errors and its headers to itself, whatever the host has set', async () => {
    const host = express()
    host.set('trust proxy', true).set('query parser', 'extended')
    host.use((_req, res, next) => {
      res.setHeader('content-security-policy', "default-src 'self'")
      res.setHeader('x-of-the-host', 'kept')
      next()
    })
    const seen: unknown[] = []
    const server = routed({ routes: [...routes, page('/guarded', { access: guardedBy('right') })] })
    host.use('/shop', server.router)
    host.use(((error, _req, _res, next) => {
      seen.push(error)
      next(error)
    }) satisfies express.ErrorRequestHandler)
    const { ask } = await serve(host)

    const failed = await ask('/shop/fails')
    expectError(failed, 500, 'INTERNAL')
    expect(failed.headers['x-of-the-host']).toBe('kept')
    expectError(await ask('/shop/s/%ff/feed'), 400, 'ADDRESS_MALFORMED')
    expectError(await ask('/shop/guarded?token[]=right'), 401, 'CREDENTIALS_MISSING')
    expect((await ask('/shop/guarded?token=right', { headers: { 'x-forwarded-for': 'junk' } })).status).toBe(
      200,
    )
    expect(seen).toEqual([])
  })

  test('leaves the errors of the host to the host', async () => {
    const host = express()
    host.use((_req, _res, next) => next(new Error('of the host')))
    host.use(routed({ routes }).router)
    host.use(
      ((_error, _req, res, _next) => void res.status(500).send('mine')) satisfies express.ErrorRequestHandler,
    )
    const { ask } = await serve(host)
    const answer = await ask('/feed')
    expect([answer.text, answer.headers['x-request-id']]).toEqual(['mine', undefined])
  })

  test('shares nothing with a second router in the same process', async () => {
    const one = routed({ routes: [page('/feed')], settings: { rateLimitPerMinute: 1 } })
    const two = routed({ routes: [page('/feed')], settings: { rateLimitPerMinute: 2 } })
    const host = express().use('/one', one.router).use('/two', two.router)
    const { ask } = await serve(host)
    const statuses: number[] = []
    for (const path of ['/one/feed', '/one/feed', '/two/feed', '/two/feed', '/two/feed']) {
      statuses.push((await ask(path)).status)
    }
    expect(statuses).toEqual([200, 429, 200, 200, 429])
    expect([requestsIn(one).length, requestsIn(two).length]).toEqual([2, 3])
    one.close()
    expect((await ask('/one/feed')).status).toBe(503)
    expect((await ask('/two/feed')).status).toBe(429)
  })
})

describe('an answer', () => {
  test('promises HTTPS for a year, but only over HTTPS', async () => {
    const { ask } = await start({ routes: [page('/feed')], trustedProxies: ['127.0.0.1/32'] })
    const secure = await ask('/feed', { headers: { 'x-forwarded-proto': 'https' } })
    const age = /^max-age=(\d+)$/.exec(secure.headers['strict-transport-security'] ?? '')?.[1]
    expect(Number(age)).toBeGreaterThanOrEqual(31_536_000)
    expectOurs(await ask('/feed'))
  })

  test('of 304 has no body, even if a handler writes one', async () => {
    const handle = page('/feed', {
      handle({ res }) {
        res.statusCode = 304
        res.setHeader('etag', '"a"')
        res.end('never seen')
      },
    })
    const { ask } = await start({ routes: [handle] })
    const answer = await ask('/feed')
    expect([answer.status, answer.text]).toEqual([304, ''])
    expectOurs(answer)
  })

  test('for an address that is nowhere is a 404 like every other, on a server of our own', async () => {
    const { ask } = await start({})
    expectError(await ask('/nowhere'), 404, 'ADDRESS_UNKNOWN')
    expectError(await ask('/nowhere', { method: 'DELETE' }), 404, 'ADDRESS_UNKNOWN')
  })

  test('tells when to try again', async () => {
    const why = new AppError('FEED_BUILDING', 'unavailable', 'It is being built.', {
      retryAfterSeconds: 29.2,
    })
    const { ask } = await start({ routes: [page('/feed', { handle: () => Promise.reject(why) })] })
    const answer = await ask('/feed')
    expectError(answer, 503, 'FEED_BUILDING')
    expect(answer.headers['retry-after']).toBe('30')
  })

  test('that fails says nothing of the answer that was meant', async () => {
    const fails = page('/feed', {
      handle({ res }) {
        res.setHeader('content-encoding', 'gzip')
        res.setHeader('content-length', 5_000)
        res.setHeader('etag', '"a"')
        res.setHeader('cache-control', 'max-age=3600')
        throw new AppError('FEED_UNREADABLE', 'broken', 'The feed cannot be read.')
      },
    })
    const { ask } = await start({ routes: [fails] })
    const answer = await ask('/feed')
    expectError(answer, 500, 'FEED_UNREADABLE')
    expect(answer.headers['content-encoding']).toBeUndefined()
    expect(answer.headers.etag).toBeUndefined()
  })

  test('that fails half-way is cut off, so that nobody takes it for whole', async () => {
    const fails = page('/feed', {
      async handle({ res }) {
        res.write('<rss>')
        throw new Error('the disk is gone')
      },
    })
    const server = await start({ routes: [fails] })
    await expect(server.ask('/feed')).rejects.toThrow()
    expect(server.lines.text).toContain('the disk is gone')
  })

  test('to too many requests is 429, and a store cannot multiply the limit', async () => {
    const { ask } = await start({
      stores: ['default', 'acme'],
      routes: [page('/feed')],
      settings: { rateLimitPerMinute: 2 },
    })
    expect((await ask('/feed')).status).toBe(200)
    expect((await ask('/nowhere')).status).toBe(404)
    const limited = await ask('/s/acme/feed', { headers: { 'x-forwarded-for': '192.0.2.9' } })
    expectError(limited, 429, 'RATE_LIMITED')
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0)
  })
})

describe('a parameter of an address', () => {
  const routes = [
    page('/with/:name/of/:other', { handle: ({ params, res }) => void res.end(JSON.stringify(params)) }),
  ]

  test('reaches the handler decoded, and without the store', async () => {
    const { ask } = await start({ stores: ['default', 'acme'], routes })
    const expected = { name: 'ä/b', other: '__proto__' }
    expect((await ask('/with/%C3%A4%2Fb/of/__proto__')).json()).toEqual(expected)
    expect((await ask('/s/acme/with/%C3%A4%2Fb/of/__proto__')).json()).toEqual(expected)
    expectError(await ask('/with/%ff/of/x'), 400, 'ADDRESS_MALFORMED')
    expectError(await ask('/with/x/of'), 404, 'ADDRESS_UNKNOWN')
  })

  test('is no label of a metric: that is the pattern', async () => {
    const metrics = createMetrics()
    const { ask } = await start({ routes, metrics })
    for (let name = 0; name < 20; name++) await ask(`/with/canary-${name}/of/x`)
    await expect
      .poll(async () => (await metrics.expose()).text)
      .toMatch(/http_requests_total\{[^}]*route="\/with\/:name\/of\/:other"[^}]*\} 20/)
    expect((await metrics.expose()).text).not.toContain('canary')
  })
})

describe('the log', () => {
  test('has one line per request: its pattern and store, never its address', async () => {
    const server = await start({
      stores: ['default', 'acme'],
      routes: [page('/page/:name', { access: guardedBy('canary-token') })],
    })
    await server.ask('/page/canary-name?token=canary-token&brand=canary-brand')
    await server.ask('/s/acme/page/canary-name?token=canary-wrong')
    await server.ask('/s/canary-store/page/x')
    await server.ask('/canary-path?token=canary-token')
    await server.ask('/livez?token=canary-token')
    const route = '/page/:name'
    expect(requestsIn(server)).toEqual([
      { level: 30, method: 'GET', route, store: 'default', status: 200 },
      { level: 30, method: 'GET', route, store: 'acme', status: 403, code: 'CREDENTIALS_WRONG' },
      { level: 30, method: 'GET', route: 'none', status: 404, code: 'STORE_UNKNOWN' },
      { level: 30, method: 'GET', route: 'none', status: 404, code: 'ADDRESS_UNKNOWN' },
      { level: 20, method: 'GET', route: '/livez', status: 200 },
    ])
    expect(server.lines.text).not.toContain('canary')
  })

  test('and the answer name the same request id, which a handler logs under as well', async () => {
    const server = await start({
      routes: [
        page('/feed', {
          handle({ log, res, requestId }) {
            log.info('from the handler')
            res.end(requestId)
          },
        }),
      ],
    })
    const { text, headers } = await server.ask('/feed')
    expect(headers['x-request-id']).toBe(text)
    expect(server.lines.objects.map(({ requestId }) => requestId)).toEqual([text, text])
  })

  test('tells once of an error that nobody expected, with what the caller is not told', async () => {
    const fails = page('/feed', { handle: () => Promise.reject(new Error('secret of the inside')) })
    const server = await start({ routes: [fails] })
    const answer = await server.ask('/feed')
    expectError(answer, 500, 'INTERNAL')
    expect(answer.text).not.toContain('inside')
    const errors = server.lines.objects.filter(({ level }) => level === 50)
    expect(errors).toMatchObject([
      {
        route: '/feed',
        code: 'INTERNAL',
        requestId: answer.json().requestId,
        err: { message: 'secret of the inside' },
      },
    ])
  })

  test.each([
    ['broken', 50],
    ['unavailable', 40],
  ] as const)('tells of a fault that is %s at level %i', async (fault, level) => {
    const fails = page('/feed', { handle: () => Promise.reject(new AppError('FEED_GONE', fault, 'Gone.')) })
    const server = await start({ routes: [fails] })
    await server.ask('/feed')
    expect(server.lines.objects.map((line) => line.level)).toEqual([level, 30])
  })
})

describe('a client that leaves', () => {
  test('aborts the signal of its call, and is told of as 499', async () => {
    const arrived = gate()
    const left = gate()
    const waits = page('/feed', {
      handle({ signal }) {
        arrived.open()
        return new Promise<void>((_, reject) =>
          signal.addEventListener('abort', () => {
            left.open()
            reject(signal.reason)
          }),
        )
      },
    })
    const server = await start({ routes: [waits] })
    const socket = connect(server.port, '127.0.0.1')
    socket.write('GET /feed HTTP/1.1\r\nHost: x\r\n\r\n')
    await arrived.opened
    expect(server.inFlight()).toBe(1)
    socket.destroy()
    await left.opened
    await expect.poll(() => requestsIn(server)).toMatchObject([{ status: 499 }])
    expect(server.inFlight()).toBe(0)
    expect(server.lines.objects.filter(({ level }) => Number(level) > 30)).toEqual([])
  })

  test('takes the requests that it had pipelined along', async () => {
    const arrived: string[] = []
    const waits = page('/feed', {
      handle({ requestId }) {
        arrived.push(requestId)
        return new Promise<void>(() => undefined)
      },
    })
    const server = await start({ routes: [waits] })
    const socket = connect(server.port, '127.0.0.1')
    socket.write('GET /feed HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(3))
    await expect.poll(() => arrived.length).toBe(3)
    expect(server.inFlight()).toBe(3)
    socket.destroy()
    await once(socket, 'close')
    await expect.poll(() => server.inFlight()).toBe(0)
    expect(requestsIn(server).map(({ status }) => status)).toEqual([499, 499, 499])
  })

  test('is not mistaken for one that has its whole answer', async () => {
    let signal: AbortSignal | undefined
    const plain = page('/feed', {
      handle(call) {
        signal = call.signal
        call.res.end('whole')
      },
    })
    const server = await start({ routes: [plain] })
    await server.ask('/feed')
    await expect.poll(() => server.inFlight()).toBe(0)
    expect(signal?.aborted).toBe(false)
  })
})

describe('a table of routes', () => {
  test.each([
    ['two routes of one method and path', [page('/a'), page('/a')], /Two routes answer GET \/a/],
    [
      'one path in two scopes',
      [page('/a'), page('/a', { method: 'POST', scope: 'process' })],
      /differ in scope/,
    ],
    ['an address of the server’s own', [page('/livez')], /Two routes|differ in scope/],
    ['a path that begins nowhere', [page('a')], /slash/],
    ['a path of the stores', [page('/s/:shop/a')], /stores/],
    ['a parameter of the stores', [page('/a/:store')], /stores/],
    [
      'one address in two spellings',
      [page('/a/:b/c'), page('/a/:d/c')],
      /\/a\/:d\/c and \/a\/:b\/c are the same/,
    ],
    ['a realm that would need escaping', [page('/a', { access: token('a"b', never) })], /realm/],
    [
      'a signed route that is read',
      [page('/a', { access: signedBy('k'), bodyLimitBytes: 9 })],
      /takes no body/,
    ],
    ['a signed route without body', [page('/a', { method: 'POST', access: signedBy('k') })], /takes no body/],
  ])('with %s is refused at once', (_, routes, message) => {
    expect(() => routed({ routes })).toThrow(message)
  })

  test('answers a path that is said in full before one with a parameter, in whatever order they come', async () => {
    const { ask } = await start({ stores: ['default', 'acme'], routes: [page('/a/:b'), page('/a/b')] })
    expect((await ask('/a/b')).text).toBe('default /a/b')
    expect((await ask('/s/acme/a/b')).text).toBe('acme /a/b')
    expect((await ask('/a/c')).text).toBe('default /a/:b')
  })

  test('may answer two methods at one path', async () => {
    const { ask } = await start({ routes: [page('/a'), page('/a', { method: 'POST' })] })
    expect((await ask('/a', { method: 'POST' })).status).toBe(200)
    expect((await ask('/a', { method: 'PUT' })).headers.allow).toBe('GET, HEAD, POST')
  })
})

test('a closed router answers probes and nothing else', async () => {
  const { ask, close } = await start({ routes: [page('/feed')] })
  close()
  const answer = await ask('/feed')
  expectError(answer, 503, 'SERVER_CLOSING')
  expect(answer.headers['retry-after']).toBe('5')
  expect((await ask('/livez')).status).toBe(200)
})

const never = () => Promise.reject(new Error('nobody asks'))

function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}
