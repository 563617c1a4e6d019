/** Bodies: what is taken, and what is refused without losing the answer. */
import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { PassThrough } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { limitBody } from '../../../src/kernel/server/body-limit.js'
import { expectError } from '../../support/every-route.js'
import { type Listening, listen, send } from '../../support/http.js'
import { page, routed } from '../../support/routed.js'

let listening: Listening | undefined
afterEach(() => listening?.close())

async function start(): Promise<Listening> {
  const receives = page('/receives', {
    method: 'POST',
    bodyLimitBytes: 10,
    async handle({ req, res }) {
      let text = ''
      for await (const chunk of req) text += String(chunk)
      res.end(`got ${text}`)
    },
  })
  listening = await listen(routed({ routes: [receives, page('/none')] }).app)
  return listening
}

const of = (length: number) => ({
  method: 'POST',
  headers: { 'content-length': String(length) },
  body: 'x'.repeat(length),
})

describe('a body', () => {
  test('that fits reaches its handler whole', async () => {
    const { url } = await start()
    const answer = await send(`${url}/receives`, of(10))
    expect([answer.status, answer.text]).toEqual([200, `got ${'x'.repeat(10)}`])
  })

  test('that is declared as empty is no body', async () => {
    const { url } = await start()
    expect((await send(`${url}/none`, { headers: { 'content-length': '0' } })).status).toBe(200)
  })

  test('of some hundred kilobytes is read away, so that its sender gets the answer', async () => {
    const { url } = await start()
    expectError(await send(`${url}/receives`, of(200_000)), 413, 'BODY_TOO_LARGE')
    expectError(await send(`${url}/none`, { ...of(200_000), method: 'GET' }), 413, 'BODY_TOO_LARGE')
  })

  test('that is announced and never comes is answered and cut off', async () => {
    const { port } = await start()
    const text = await talk(
      port,
      'POST /receives HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\nxxx',
    )
    expect(text).toMatch(/^HTTP\/1\.1 413 /)
    expect(text.toLowerCase()).toContain('connection: close')
  })

  test('behind a wrong method closes the connection, so that it is never taken for a request', async () => {
    const { port } = await start()
    const smuggled = 'GET /none HTTP/1.1\r\nHost: x\r\n\r\n'
    const text = await talk(
      port,
      `PUT /none HTTP/1.1\r\nHost: x\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}`,
    )
    expect(text).toMatch(/^HTTP\/1\.1 405 /)
    expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1)
  })
})

describe('a body that is refused', () => {
  const incoming = (length: number) => {
    const stream = new PassThrough()
    const req = Object.assign(stream, { headers: { 'content-length': String(length) } })
    let isRefused = false
    const refusal = limitBody(req as unknown as IncomingMessage, 10).catch((error: unknown) => {
      isRefused = true
      return error
    })
    return { stream, refusal, isRefused: () => isRefused }
  }

  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  test('is read to its end first: closing on unread bytes would take the answer from the client', async () => {
    const { stream, refusal, isRefused } = incoming(100)
    stream.write('x'.repeat(50))
    await turn()
    expect([stream.readableLength, isRefused()]).toEqual([0, false])
    stream.end('x'.repeat(50))
    expect(await refusal).toMatchObject({ code: 'BODY_TOO_LARGE' })
  })

  test('is read only so far', async () => {
    const { stream, refusal } = incoming(1e9)
    for (let i = 0; i < 4; i++) stream.write('x'.repeat(64 * 1024))
    expect(await refusal).toMatchObject({ code: 'BODY_TOO_LARGE' })
    expect(stream.isPaused()).toBe(true)
  })

  test('is waited for only so long', async () => {
    const { refusal, isRefused } = incoming(1e9)
    await turn()
    expect(isRefused()).toBe(false)
    vi.advanceTimersByTime(1000)
    expect(await refusal).toMatchObject({ code: 'BODY_TOO_LARGE' })
    expect(vi.getTimerCount()).toBe(0)
  })

  test('is not waited for where a body parser of the host has read it', async () => {
    const { stream, refusal } = incoming(100)
    stream.resume().end()
    expect(await refusal).toMatchObject({ code: 'BODY_TOO_LARGE' })
    const again = limitBody(stream as unknown as IncomingMessage, 10)
    await expect(again).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
  })
})

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
