import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TcpProxy, tcpProxy } from './tcp-proxy.js'

describe('a proxy that breaks on request', () => {
  let server: Server
  let proxy: TcpProxy
  let clients: Socket[]

  beforeEach(async () => {
    clients = []
    // Answers every chunk with itself.
    server = createServer((socket) => socket.on('error', () => {}).pipe(socket)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (!address || typeof address === 'string') throw new Error('no port')
    proxy = await tcpProxy({ host: '127.0.0.1', port: address.port })
  })

  afterEach(async () => {
    for (const client of clients) client.destroy()
    await proxy.close()
    server.close()
    await once(server, 'close')
  })

  async function client(): Promise<Socket> {
    const socket = connect(proxy.port, '127.0.0.1')
    clients.push(socket)
    await once(socket, 'connect')
    return socket
  }

  async function ask(socket: Socket, text: string): Promise<string> {
    socket.write(text)
    const [answer] = await once(socket, 'data')
    return String(answer)
  }

  // Node sends an end before its reset, and either may be what the client notices.
  const gone = async (socket: Socket) => {
    socket.on('error', () => {})
    await new Promise((resolve) => socket.on('close', resolve))
    return 'gone'
  }

  test('passes bytes both ways', async () => {
    expect(await ask(await client(), 'hello')).toBe('hello')
    expect(proxy.connections).toBe(1)
  })

  test('passes a lot of bytes to a reader that pauses', async () => {
    const socket = await client()
    const sent = Buffer.alloc(8_000_000, 'x')
    let got = 0
    const all = new Promise<void>((resolve) => {
      socket.on('data', (chunk) => {
        got += chunk.length
        socket.pause()
        setImmediate(() => socket.resume())
        if (got === sent.length) resolve()
      })
    })
    socket.write(sent)
    await all
    expect(got).toBe(sent.length)
  })

  test('cuts every connection and takes new ones', async () => {
    const socket = await client()
    await ask(socket, 'hello')
    const cut = gone(socket)
    proxy.cut()
    expect(await cut).toBe('gone')
    expect(await ask(await client(), 'again')).toBe('again')
  })

  test('refuses like a port where nobody listens, and comes back on the same port', async () => {
    const socket = await client()
    await ask(socket, 'hello')
    const cut = gone(socket)
    await proxy.refuse()
    expect(await cut).toBe('gone')
    await expect(client()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await proxy.pass()
    expect(await ask(await client(), 'again')).toBe('again')
  })

  test('takes connections but moves nothing while it is a black hole', async () => {
    const before = await client()
    await ask(before, 'hello')
    proxy.blackHole()
    const during = await client()
    const heard: string[] = []
    for (const socket of [before, during]) socket.on('data', (chunk) => heard.push(String(chunk)))
    before.write('lost?')
    during.write('lost?')
    // A sound connection beside it answers in the meantime, twice over.
    const direct = connect(server.address() as { port: number })
    for (let round = 0; round < 20; round += 1) await ask(direct, 'are you there')
    direct.destroy()
    expect(heard).toEqual([])
    const both = Promise.all([once(before, 'data'), once(during, 'data')])
    await proxy.pass()
    await both
    expect(heard).toEqual(['lost?', 'lost?'])
  })

  test('cuts in the middle of a reply', async () => {
    const socket = await client()
    let got = ''
    socket.on('data', (chunk) => {
      got += chunk
    })
    proxy.cutAfter(5)
    const cut = gone(socket)
    socket.write('a long reply')
    expect(await cut).toBe('gone')
    expect(got).toBe('a lon')
  })

  test('puts itself into an address', () => {
    expect(proxy.through('mysql://user:p%40ss@db.example:3306/shop')).toBe(
      `mysql://user:p%40ss@127.0.0.1:${proxy.port}/shop`,
    )
  })
})
