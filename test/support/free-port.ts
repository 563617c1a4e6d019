/** A port of 127.0.0.1 that nobody listens on at this moment. */
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Another process may take it meanwhile; where a server can listen on port 0 itself, let it. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port')
  return address.port
}
