/** A TCP proxy that breaks on request: the way to a dead, deaf or vanishing database or client. */
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { hold } from './held.js'

export interface TcpProxy {
  readonly port: number
  /** Live connections through it. */
  readonly connections: number
  /** Connections that were ever accepted. */
  readonly accepted: number
  /** `address` with its host and port replaced by the proxy's. */
  through(address: string): string
  /** Everything works again, on the same port; what was cut stays cut, what was held is delivered. */
  pass(): Promise<void>
  /** Ends every live connection, data in flight lost; new ones are welcome. */
  cut(): void
  /** Ends every connection, and new ones are refused as by a port where nobody listens. */
  refuse(): Promise<void>
  /** Half open: connections stand and new ones are taken, but not a byte moves in either direction. */
  blackHole(): void
  /** Live connections stand and are silent for ever, new ones work: what a failover leaves behind. */
  strand(): void
  /** Ends every connection once this many more bytes have come back from the server: a reply that never ends. */
  cutAfter(bytes: number): void
  close(): Promise<void>
}

interface Pair {
  readonly client: Socket
  readonly server: Socket
}

/** Listens on a free port of 127.0.0.1 and passes all through to `target`; one left open fails the test file. */
export async function tcpProxy(target: { readonly host: string; readonly port: number }): Promise<TcpProxy> {
  const pairs = new Set<Pair>()
  let accepted = 0
  let deaf = false
  let budget = Number.POSITIVE_INFINITY
  let listener: Server | undefined

  const accept = (client: Socket) => {
    accepted += 1
    const pair: Pair = { client, server: connect(target) }
    pairs.add(pair)
    const { server } = pair
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      from.setNoDelay(true)
      from.on('data', (chunk) => {
        if (from === server && budget < Number.POSITIVE_INFINITY) {
          const rest = budget
          budget = Math.max(0, budget - chunk.length)
          if (rest <= chunk.length) {
            to.write(chunk.subarray(0, rest), () => cut())
            return
          }
        }
        if (!to.write(chunk)) from.pause()
      })
      to.on('drain', () => {
        if (!deaf) from.resume()
      })
      from.on('end', () => to.end())
      from.on('error', () => to.resetAndDestroy())
      from.on('close', () => {
        pairs.delete(pair)
        to.destroy()
      })
    }
    if (deaf) hush(pair)
  }

  const hush = ({ client, server }: Pair) => {
    client.pause()
    server.pause()
  }
  const cut = () => {
    budget = Number.POSITIVE_INFINITY
    for (const { client, server } of pairs) {
      client.resetAndDestroy()
      server.resetAndDestroy()
    }
    pairs.clear()
  }
  const listen = async (port: number) => {
    const next = createServer(accept).listen(port, '127.0.0.1')
    await once(next, 'listening')
    listener = next
  }
  const unlisten = async () => {
    const closed = listener && once(listener, 'close')
    listener?.close()
    listener = undefined
    cut()
    await closed
  }

  await listen(0)
  const address = (listener as Server | undefined)?.address()
  if (!address || typeof address === 'string') throw new Error('The proxy has no port')
  const { port } = address
  const release = hold(`the proxy to port ${target.port}`, unlisten)

  return {
    port,
    get connections() {
      return pairs.size
    },
    get accepted() {
      return accepted
    },
    through: (text) => {
      const url = new URL(text)
      url.hostname = '127.0.0.1'
      url.port = String(port)
      return url.href
    },
    pass: async () => {
      deaf = false
      budget = Number.POSITIVE_INFINITY
      for (const { client, server } of pairs) {
        client.resume()
        server.resume()
      }
      if (!listener) await listen(port)
    },
    cut,
    refuse: unlisten,
    blackHole: () => {
      deaf = true
      for (const pair of pairs) hush(pair)
    },
    strand: () => {
      for (const { client, server } of pairs) {
        for (const socket of [client, server]) socket.removeAllListeners('drain').pause()
      }
    },
    cutAfter: (bytes) => {
      budget = bytes
    },
    close: async () => {
      await unlisten()
      release()
    },
  }
}
