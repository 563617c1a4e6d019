/** Who is let in by a signature, what is refused before its body is read, and what becomes of the bytes. */
import { connect } from 'node:net'
import { PassThrough } from 'node:stream'
import express from 'express'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AppError } from '../../../src/kernel/errors.js'
import { sign } from '../../../src/kernel/security/signature.js'
import { readBody } from '../../../src/kernel/server/raw-body.js'
import { type Call, type SignedGate, signed } from '../../../src/kernel/server/route.js'
import { testClock } from '../../support/clock.js'
import { expectError } from '../../support/every-route.js'
import { type Listening, listen, send } from '../../support/http.js'
import { page, routed, signedBy } from '../../support/routed.js'

const key = 'a-key-of-the-shop-that-is-long-enough'
const old = 'the-key-before-it-that-is-long-enough'

let listening: Listening | undefined
afterEach(() => listening?.close())

async function serve(app: express.Express) {
  listening = await listen(app)
  const { url, port } = listening
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    send(`${url}${path}`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        ...headers,
      },
    })
  return { port, post }
}

/** A hook that tells what reached it, guarded by the key and the one before. */
function hook(over: Parameters<typeof page>[1] = {}) {
  const bodies: string[] = []
  const route = page('/hooks/:event', {
    method: 'POST',
    bodyLimitBytes: 1_000,
    access: signedBy(key, old),
    handle({ body, params, store, res }: Call) {
      bodies.push(body().toString('latin1'))
      res.end(JSON.stringify({ store, params, bytes: body().length }))
    },
    ...over,
  })
  return { route, bodies }
}

async function start(over: Parameters<typeof page>[1] = {}, options: Parameters<typeof routed>[0] = {}) {
  const clock = testClock()
  const { route, bodies } = hook(over)
  const server = routed({ stores: ['default', 'acme'], routes: [route], clock, ...options })
  const seconds = () => Math.floor(clock.now() / 1_000)
  const signedWith = (body: string | Buffer, by = key, at = seconds()) => ({
    'storecast-signature': sign(body, by, at),
  })
  return { ...server, ...(await serve(server.app)), clock, seconds, signedWith, bodies }
}

describe('a signed route', () => {
  test('hands its handler the bytes that were signed, and what stood in its address', async () => {
    const { post, signedWith, bodies } = await start()
    const body = '{"name": "Größe",\r\n "n": 1.0 }'
    const answer = await post('/hooks/Add%20To?token=x', body, signedWith(body))
    expect([answer.status, answer.text]).toEqual([
      200,
      JSON.stringify({ store: 'default', params: { event: 'Add To' }, bytes: Buffer.byteLength(body) }),
    ])
    expect(Buffer.from(bodies[0] ?? '', 'latin1').toString()).toBe(body)
    const there = await post('/s/acme/hooks/Lead', body, signedWith(body))
    expect(JSON.parse(there.text)).toMatchObject({ store: 'acme', params: { event: 'Lead' } })
  })

  test('takes an empty body, which has a signature as well', async () => {
    const { post, signedWith } = await start()
    expect((await post('/hooks/a', '', signedWith(''))).status).toBe(200)
    expect((await post('/hooks/a', '', signedWith('x'))).status).toBe(403)
  })

  test('takes either of two keys, and a sender may sign with both of its own', async () => {
    const { post, signedWith } = await start()
    expect((await post('/hooks/a', '{}', signedWith('{}', old))).status).toBe(200)
    const both = `${signedWith('{}', 'unknown here')['storecast-signature']},${
      signedWith('{}')['storecast-signature'].split(',')[1]
    }`
    expect((await post('/hooks/a', '{}', { 'storecast-signature': both })).status).toBe(200)
  })

  test('asks its gate for the store that is meant, and keeps the stores apart', async () => {
    const gate = async (store: string): Promise<SignedGate> => ({
      state: 'guarded',
      keys: [`${key}-${store}`],
    })
    const { post, signedWith, bodies } = await start({ access: signed('hooks', gate) })
    expectError(
      await post('/s/acme/hooks/a', '{}', signedWith('{}', `${key}-default`)),
      403,
      'SIGNATURE_WRONG',
    )
    expect(bodies).toEqual([])
    expect((await post('/s/acme/hooks/a', '{}', signedWith('{}', `${key}-acme`))).status).toBe(200)
  })

  test('challenges whoever comes without a signature', async () => {
    const { post } = await start()
    const answer = await post('/hooks/a', '{}', { authorization: `Bearer ${key}` })
    expectError(answer, 401, 'SIGNATURE_MISSING')
    expect(answer.headers['www-authenticate']).toBe('Storecast-Signature realm="hooks"')
  })

  test('answers a closed gate with its reason, and lets nobody in where there is no key', async () => {
    const why = new AppError('HOOKS_CLOSED', 'forbidden', 'No key is set.')
    const closed = await start({ access: signed('hooks', async () => ({ state: 'closed', why })) })
    expectError(await closed.post('/hooks/a', '{}', closed.signedWith('{}')), 403, 'HOOKS_CLOSED')
    await listening?.close()
    const empty = await start({ access: signedBy() })
    expectError(await empty.post('/hooks/a', '{}', empty.signedWith('{}', '')), 403, 'SIGNATURE_WRONG')
  })

  test('stays shut when its gate fails', async () => {
    const access = signed('hooks', async () => Promise.reject(new Error('the registry is gone')))
    const { post, signedWith } = await start({ access })
    expectError(await post('/hooks/a', '{}', signedWith('{}')), 500, 'INTERNAL')
  })

  test('refuses bytes that are not those which were signed', async () => {
    const { post, signedWith, bodies } = await start()
    for (const sent of ['{"a":2}', '{"a":1} ', '{"a": 1}', '']) {
      expectError(await post('/hooks/a', sent, signedWith('{"a":1}')), 403, 'SIGNATURE_WRONG')
    }
    expect(bodies).toEqual([])
  })

  test('refuses a signature more than five minutes old or ahead of its clock, which the answer shows', async () => {
    const { post, signedWith, clock, seconds } = await start()
    const overheard = signedWith('{}')
    clock.move(300_000)
    expect((await post('/hooks/a', '{}', overheard)).status).toBe(200)
    clock.move(1_000)
    const answer = await post('/hooks/a', '{}', overheard)
    expectError(answer, 403, 'SIGNATURE_STALE')
    expect(answer.headers.date).toMatch(/GMT$/)
    expect((await post('/hooks/a', '{}', signedWith('{}', key, seconds() + 300))).status).toBe(200)
    expectError(await post('/hooks/a', '{}', signedWith('{}', key, seconds() + 301)), 403, 'SIGNATURE_STALE')
  })

  test.each([
    ['another type', { 'content-type': 'text/plain' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['no type', { 'content-type': '' }],
    ['a type that only begins like it', { 'content-type': 'application/jsonp' }],
    ['another charset', { 'content-type': 'application/json; charset=latin1' }],
    ['a coding', { 'content-encoding': 'gzip' }],
  ])('refuses %s', async (_, headers) => {
    const { post, signedWith } = await start()
    expectError(await post('/hooks/a', '{}', { ...signedWith('{}'), ...headers }), 415, 'BODY_NOT_JSON')
  })

  test.each(['application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])(
    'takes %s',
    async (type) => {
      const { post, signedWith } = await start()
      expect((await post('/hooks/a', '{}', { ...signedWith('{}'), 'content-type': type })).status).toBe(200)
    },
  )

  test('tells neither keys nor signatures nor bodies to the log', async () => {
    const { post, signedWith, lines } = await start()
    await post('/hooks/canary', '{"a":"canary"}', signedWith('{"a":"canary"}'))
    await post('/hooks/canary', '{"a":"canary"}', signedWith('{}', 'canary'))
    const requests = lines.objects.filter(({ msg }) => msg === 'request')
    expect(requests).toMatchObject([
      { route: '/hooks/:event', status: 200 },
      { route: '/hooks/:event', status: 403, code: 'SIGNATURE_WRONG' },
    ])
    expect(lines.text).not.toMatch(/canary|v1=|a-key-of/)
  })
})

describe('wrong signatures', () => {
  test('are limited like wrong tokens, malformed ones too, while right ones always pass', async () => {
    const { post, signedWith } = await start({}, { settings: { failedCredentialsPerMinute: 3 } })
    const statuses: number[] = []
    for (let guess = 0; guess < 3; guess++)
      statuses.push((await post('/hooks/a', '{}', signedWith('{}', `guess-${guess}`))).status)
    statuses.push((await post('/hooks/a', '{}', { 'storecast-signature': 'junk' })).status)
    expect(statuses).toEqual([403, 403, 403, 429])
    const limited = await post('/hooks/a', '{}', signedWith('{}', 'guess'))
    expectError(limited, 429, 'CREDENTIALS_LIMITED')
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0)
    expect((await post('/hooks/a', '{}', signedWith('{}'))).status).toBe(200)
  })

  test('of old are not counted: a shop whose clock is off is told so for as long as it is', async () => {
    const { post, signedWith, seconds } = await start({}, { settings: { failedCredentialsPerMinute: 1 } })
    for (let time = 0; time < 3; time++) {
      const answer = await post('/hooks/a', '{}', signedWith('{}', key, seconds() - 3_600))
      expectError(answer, 403, 'SIGNATURE_STALE')
    }
  })
})

describe('before the body is here', () => {
  const head = (headers: string) =>
    `POST /hooks/a HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n${headers}\r\n{"never": "whole`

  test.each([
    ['a missing signature', '', '401', 'SIGNATURE_MISSING'],
    ['a malformed one', 'Storecast-Signature: t=1\r\n', '403', 'SIGNATURE_MALFORMED'],
    [
      'two of them',
      'Storecast-Signature: FRESH\r\nStorecast-Signature: FRESH\r\n',
      '403',
      'SIGNATURE_MALFORMED',
    ],
    ['a stale one', `Storecast-Signature: ${sign('', key, 1)}\r\n`, '403', 'SIGNATURE_STALE'],
    [
      'a type that is not taken',
      'Storecast-Signature: FRESH\r\nContent-Type: text/xml\r\n',
      '415',
      'BODY_NOT_JSON',
    ],
  ])('%s is refused', async (_, headers, status, code) => {
    const { port, signedWith } = await start()
    const fresh = signedWith('')['storecast-signature']
    const text = await talk(port, head(headers.replaceAll('FRESH', fresh)))
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(text).toContain(`"code":"${code}"`)
    expect(text.toLowerCase()).toContain('connection: close')
  })

  test('what is refused is read away first: closing on unread bytes would take the answer from its sender', async () => {
    const { route } = hook({ bodyLimitBytes: 200_000 })
    const readToItsEnd: boolean[] = []
    const host = express()
    host.use((req, res, next) => {
      res.once('finish', () => readToItsEnd.push(req.readableEnded))
      next()
    })
    const { post } = await serve(host.use(routed({ routes: [route] }).router))
    expectError(await post('/hooks/a', 'x'.repeat(200_000)), 401, 'SIGNATURE_MISSING')
    expect(readToItsEnd).toEqual([true])
  })

  test('an undeclared length is refused, signed or not', async () => {
    const { port, signedWith } = await start()
    const text = await talk(
      port,
      `POST /hooks/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\nStorecast-Signature: ${
        signedWith('{}')['storecast-signature']
      }\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
    )
    expect(text).toMatch(/^HTTP\/1\.1 413 /)
  })
})

describe('a client that leaves in the middle of its body', () => {
  test('is told of as 499 and as nothing else', async () => {
    const server = await start()
    const socket = connect(server.port, '127.0.0.1')
    const { 'storecast-signature': signature } = server.signedWith('{}')
    socket.write(
      `POST /hooks/a HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\nContent-Type: application/json\r\nStorecast-Signature: ${signature}\r\n\r\n{`,
    )
    await expect.poll(() => server.inFlight()).toBe(1)
    socket.destroy()
    await expect.poll(() => server.lines.objects).toMatchObject([{ msg: 'request', status: 499, level: 30 }])
    expect(server.bodies).toEqual([])
  })
})

describe('in a host app', () => {
  const parsers = {
    json: express.json(),
    raw: express.raw({ type: '*/*' }),
    text: express.text({ type: '*/*' }),
  }

  test.each(Object.keys(parsers))('behind its parser %s, says so and how to mend it', async (name) => {
    const { route, bodies } = hook()
    const server = routed({ routes: [route] })
    const { post } = await serve(express().use(parsers[name as keyof typeof parsers], server.router))
    const answer = await post('/hooks/a', '{}', { 'storecast-signature': sign('{}', key, nowSeconds()) })
    expectError(answer, 500, 'BODY_ALREADY_READ')
    expect(answer.json().detail).toContain('mount the router of Storecast before the parser')
    expect(bodies).toEqual([])
    expect(server.lines.objects[0]).toMatchObject({ level: 50, code: 'BODY_ALREADY_READ' })
  })

  test('in front of its parsers, behind one of other types, or behind what waits, reads the body', async () => {
    const { route } = hook()
    const host = express()
    host.use(express.urlencoded())
    host.use((_req, _res, next) => void setImmediate(next))
    host.use('/shop', routed({ routes: [route] }).router)
    host.use(express.json())
    host.post('/own', (req, res) => void res.json(req.body))
    const { post } = await serve(host)
    const signature = { 'storecast-signature': sign('{"a":1}', key, nowSeconds()) }
    expect((await post('/shop/hooks/a', '{"a":1}', signature)).status).toBe(200)
    expect((await post('/own', '{"a":1}')).json()).toEqual({ a: 1 })
  })
})

describe('reading a body', () => {
  const incoming = () => {
    const stream = new PassThrough()
    const leaving = new AbortController()
    const req = Object.assign(stream, { headers: { 'content-length': '4' } })
    return { stream, leaving, read: () => readBody(req as never, leaving.signal) }
  }

  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  test('puts its pieces together', async () => {
    const { stream, read } = incoming()
    const body = read()
    for (const piece of ['ab', 'c', 'd']) stream.write(piece)
    stream.end()
    expect((await body).toString()).toBe('abcd')
    expect(vi.getTimerCount()).toBe(0)
  })

  test('that trickles ends with its deadline, and is listened to no more', async () => {
    const { stream, read } = incoming()
    const body = expect(read()).rejects.toMatchObject({ code: 'BODY_TOO_SLOW', fault: 'tooSlow' })
    stream.write('a')
    vi.advanceTimersByTime(9_999)
    stream.write('b')
    vi.advanceTimersByTime(1)
    await body
    expect(stream.isPaused()).toBe(true)
    expect(stream.listenerCount('data')).toBe(0)
  })

  test('ends with its client', async () => {
    const { leaving, read } = incoming()
    const body = expect(read()).rejects.toMatchObject({ name: 'AbortError' })
    leaving.abort()
    await body
    expect(vi.getTimerCount()).toBe(0)
    await expect(read()).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('ends with its stream', async () => {
    const { stream, read } = incoming()
    const body = expect(read()).rejects.toMatchObject({ name: 'AbortError' })
    stream.destroy(new Error('aborted'))
    await body
  })

  test('that somebody decodes on the way is refused', async () => {
    const { stream, read } = incoming()
    stream.setEncoding('utf8')
    await expect(read()).rejects.toMatchObject({ code: 'BODY_ALREADY_READ' })
  })
})

test('the body of a call that is not signed stays with its handler', async () => {
  let thrown: unknown
  const route = page('/plain', {
    method: 'POST',
    bodyLimitBytes: 10,
    handle({ body, req, res }) {
      try {
        body()
      } catch (error) {
        thrown = error
      }
      req.pipe(res)
    },
  })
  const { post } = await serve(routed({ routes: [route] }).app)
  expect((await post('/plain', 'as it is')).text).toBe('as it is')
  expect(thrown).toBeInstanceOf(TypeError)
})

const nowSeconds = () => Math.floor(Date.now() / 1_000)

/** Writes raw bytes, then reads until the server hangs up. */
function talk(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      text += String(chunk)
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(text))
  })
}
