/** The local Graph API as a server of its own, on loopback. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { GraphServerOptions, GraphStandIn } from './contract.js'
import { graphStandInHandler } from './handler.js'

// Longer than any client keeps a connection, so that it is never this end that hangs up unless it is told to.
const keepAliveMs = 120_000
const host = '127.0.0.1'

export async function startGraphStandIn(options: GraphServerOptions = {}): Promise<GraphStandIn> {
  let isClosed = false
  let returning: NodeJS.Timeout | undefined
  const {
    handle,
    close: closeDesk,
    ...desk
  } = graphStandInHandler(options, (forMs) => {
    void down()
    returning = setTimeout(() => void up(), forMs)
  })
  const server = createServer({ keepAliveTimeout: keepAliveMs, noDelay: true }, handle)
  await listen(options.port ?? 0)
  const { port } = server.address() as AddressInfo

  async function listen(on: number): Promise<void> {
    // `once` rejects where the port is taken.
    const listening = once(server, 'listening')
    server.listen(on, host)
    await listening
  }
  // One after the other, however they are called: a server that listens again never tells that it had closed.
  let last: Promise<void> = Promise.resolve()
  function inTurn(step: () => Promise<void>): Promise<void> {
    clearTimeout(returning)
    const next = last.then(step)
    last = next.catch(() => {})
    return next
  }
  const down = () =>
    inTurn(async () => {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    })
  const up = () =>
    inTurn(async () => {
      if (!server.listening && !isClosed) await listen(port)
    })

  return {
    ...desk,
    url: `http://${host}:${port}`,
    port,
    down,
    up,
    async close() {
      isClosed = true
      closeDesk()
      await down()
    },
  }
}
