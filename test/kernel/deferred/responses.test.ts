import { once } from 'node:events'
import { createServer, get } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import express, { type Request, type RequestHandler, type Response } from 'express'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { deferred as gate } from '../../support/deferred.js'
import { hold } from '../../support/held.js'
import { send } from '../../support/http.js'
import { deferring } from './deferring.js'

/** An Express app on a port of its own, closed when the current test has finished. */
async function shop(handler: RequestHandler) {
  const app = express()
  app.use(express.json())
  app.use(handler)
  const server = createServer(app)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const release = hold('a shop', () => server.close())
  onTestFinished(async () => {
    const closed = once(server.close(), 'close')
    server.closeAllConnections()
    await closed
    release()
  })
  const { port } = server.address() as AddressInfo
  return { server, port, url: `http://127.0.0.1:${port}` }
}

async function rawClient(port: number): Promise<{ socket: Socket; said(): string }> {
  const socket = connect(port, '127.0.0.1')
  let text = ''
  socket.on('error', () => {})
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1')
  })
  await once(socket, 'connect')
  onTestFinished(() => void socket.destroy())
  return { socket, said: () => text }
}

const ask = (path: string) => `GET ${path} HTTP/1.1\r\nhost: shop\r\n\r\n`
const post = (path: string) =>
  `POST ${path} HTTP/1.1\r\nhost: shop\r\ncontent-type: application/json\r\ncontent-length: 7\r\n\r\n{"a":1}`

/** Handles each path in its own way, and notes in which state the response was when the task ran. */
function deferringShop(ways: Readonly<Record<string, (req: Request, res: Response) => unknown>>) {
  const parts = deferring()
  const seen: Record<string, boolean[]> = {}
  const ran = gate()
  const handler: RequestHandler = (req, res) => {
    parts.deferred.defer(
      req,
      parts.task(`task of ${req.path}`, 50, {
        run: () => {
          parts.record.push(req.path)
          seen[req.path] = [res.writableFinished, res.destroyed || res.closed]
          ran.resolve()
        },
      }),
    )
    ways[req.path]?.(req, res)
  }
  return { ...parts, handler, seen, ran: ran.promise }
}

describe('a task waits for a response that', () => {
  test('ends, and its client has all of it before', async () => {
    const { deferred, task } = deferring()
    const [held, begun] = [gate(), gate()]
    let isFinished: boolean | undefined
    const { url } = await shop((req, res) => {
      const run = async () => {
        isFinished = res.writableFinished
        begun.resolve()
        await held.promise
      }
      deferred.defer(req, task('meta.viewContent', 50, { run }))
      expect(isFinished).toBeUndefined()
      res.send('the page')
    })
    expect(await send(url)).toMatchObject({ status: 200, text: 'the page' })
    await begun.promise
    expect(isFinished).toBe(true)
    held.resolve()
    await deferred.idle()
  })

  test('ends on a connection that is kept alive, request after request', async () => {
    const { handler, record, deferred, seen } = deferringShop({
      '/a': (_, res) => res.send('a'),
      '/b': (_, res) => res.send('b'),
    })
    const { port } = await shop(handler)
    const { socket, said } = await rawClient(port)
    for (const path of ['/a', '/b']) {
      socket.write(ask(path))
      await vi.waitFor(() => expect(record).toContain(path))
      expect(socket.destroyed).toBe(false)
    }
    expect(said().match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2)
    expect(record).toEqual(['/a', '/b'])
    expect(seen).toMatchObject({ '/a': [true, expect.anything()], '/b': [true, expect.anything()] })
    await deferred.idle()
  })

  test('is streamed, until its last byte', async () => {
    const more = gate()
    const { handler, record, ran, seen } = deferringShop({
      '/stream': async (_, res) => {
        res.write('first')
        await more.promise
        res.end('last')
      },
    })
    const { port } = await shop(handler)
    const { socket, said } = await rawClient(port)
    socket.write(ask('/stream'))
    await vi.waitFor(() => expect(said()).toContain('first'))
    expect(record).toEqual([])
    more.resolve()
    await ran
    expect(seen['/stream']?.[0]).toBe(true)
  })

  test.each(['GET', 'POST'])('its client does not wait for (%s)', async (method) => {
    const arrived = gate()
    const { handler, record, ran, seen } = deferringShop({ '/slow': () => arrived.resolve() })
    const { port } = await shop(handler)
    const { socket } = await rawClient(port)
    socket.write(method === 'GET' ? ask('/slow') : post('/slow'))
    await arrived.promise
    expect(record).toEqual([])
    socket.resetAndDestroy()
    await ran
    expect(seen['/slow']).toEqual([false, true])
  })

  test('its client leaves in the middle of', async () => {
    const { handler, ran, seen } = deferringShop({ '/half': (_, res) => res.write('half') })
    const { port } = await shop(handler)
    const { socket, said } = await rawClient(port)
    socket.write(ask('/half'))
    await vi.waitFor(() => expect(said()).toContain('half'))
    socket.destroy()
    await ran
    expect(seen['/half']).toEqual([false, true])
  })

  test.each(['GET', 'POST'])('waits in a pipeline when its connection ends (%s)', async (method) => {
    const arrived = gate()
    const { handler, record, deferred } = deferringShop({
      '/first': () => {},
      '/queued': (_, res) => {
        expect(res.socket).toBeNull()
        res.send('answered, and never sent')
        arrived.resolve()
      },
    })
    const { port } = await shop(handler)
    const { socket } = await rawClient(port)
    socket.write(ask('/first') + (method === 'GET' ? ask('/queued') : post('/queued')))
    await arrived.promise
    expect(record).toEqual([])
    socket.resetAndDestroy()
    await deferred.idle()
    expect([...record].sort()).toEqual(['/first', '/queued'])
  })

  test('waits in a pipeline and then has its turn', async () => {
    const arrived = gate()
    let first: Response | undefined
    const { handler, record, ran } = deferringShop({
      '/first': (_, res) => {
        first = res
      },
      '/queued': (_, res) => {
        res.send('queued')
        arrived.resolve()
      },
    })
    const { port } = await shop(handler)
    const { socket, said } = await rawClient(port)
    socket.write(ask('/first') + ask('/queued'))
    await arrived.promise
    expect(record).toEqual([])
    first?.send('first')
    await ran
    await vi.waitFor(() => expect(record).toEqual(['/first', '/queued']))
    expect(said()).toContain('queued')
  })

  test('waits in a long pipeline, without a warning of too many listeners', async () => {
    const warnings: Error[] = []
    const note = (warning: Error) => void warnings.push(warning)
    process.on('warning', note)
    onTestFinished(() => void process.off('warning', note))
    const { deferred, record, task } = deferring()
    const arrived = gate()
    let asked = 0
    const { port } = await shop((req) => {
      deferred.defer(req, task(req.path, 50))
      if (++asked === 40) arrived.resolve()
    })
    const { socket } = await rawClient(port)
    socket.write(Array.from({ length: 40 }, (_, n) => ask(`/${n}`)).join(''))
    await arrived.promise
    expect(record).toEqual([])
    socket.destroy()
    await deferred.idle()
    expect(record).toHaveLength(40)
    expect(warnings).toEqual([])
  })
})

describe('a task runs in its own turn where the response', () => {
  test('is over already', async () => {
    const { deferred, record, task } = deferring()
    const kept: Request[] = []
    const { url, port } = await shop((req, res) => {
      kept.push(req)
      if (req.path === '/ends') res.send('over')
    })
    await send(`${url}/ends`)
    const { socket } = await rawClient(port)
    socket.write(ask('/aborted'))
    await vi.waitFor(() => expect(kept).toHaveLength(2))
    socket.destroy()
    const [ended, aborted] = kept
    await vi.waitFor(() => expect(aborted?.res?.closed).toBe(true))
    deferred.defer(ended, task('ended', 50))
    deferred.defer(aborted, task('aborted', 50))
    expect(record).toEqual([])
    await deferred.idle()
    expect(record).toEqual(['ended', 'aborted'])
  })

  test('does not exist, because the connection was upgraded', async () => {
    const { deferred, record, task } = deferring()
    const { server, port } = await shop(() => {})
    const upgraded = gate()
    server.on('upgrade', (req, socket) => {
      deferred.defer(req, task('upgraded', 50))
      socket.end('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: chat\r\n\r\n')
      upgraded.resolve()
    })
    const asking = get({
      port,
      host: '127.0.0.1',
      headers: { connection: 'upgrade', upgrade: 'chat' },
      agent: false,
    })
    asking.on('upgrade', (_, socket) => socket.destroy())
    asking.on('error', () => {})
    await upgraded.promise
    await deferred.idle()
    expect(record).toEqual(['upgraded'])
  })
})

test('a task waits a minute for a response that never ends', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const { handler, record, ran } = deferringShop({ '/events': (_, res) => res.write('data: 1\n\n') })
    const { port } = await shop(handler)
    const { socket, said } = await rawClient(port)
    socket.write(ask('/events'))
    while (!said().includes('data: 1')) await once(socket, 'data')
    vi.advanceTimersByTime(59_999)
    await new Promise((resolve) => setImmediate(resolve))
    expect(record).toEqual([])
    vi.advanceTimersByTime(1)
    await ran
    expect(record).toEqual(['/events'])
  } finally {
    vi.useRealTimers()
  }
})
