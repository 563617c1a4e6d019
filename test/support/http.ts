/** HTTP at its plainest, for what fetch would not send: bodies on GET, wrong lengths, doubled headers. */
import { createServer, type IncomingHttpHeaders, type RequestListener, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hold } from './held.js'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  json(): Record<string, unknown>
}

export interface Asking {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string | string[]>>
  /** Sent chunked unless the headers give a length. */
  readonly body?: string
}

/** One request on a connection of its own. */
export function send(url: string, { method = 'GET', headers = {}, body }: Asking = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunked = body !== undefined && headers['content-length'] === undefined
    const all = chunked ? { ...headers, 'transfer-encoding': 'chunked' } : headers
    const req = request(url, { method, headers: all, agent: false }, (res) => {
      let text = ''
      res.setEncoding('utf8')
      res.on('data', (chunk: string) => {
        text += chunk
      })
      res.on('error', reject)
      res.on('end', () =>
        resolve({ status: res.statusCode ?? 0, headers: res.headers, text, json: () => JSON.parse(text) }),
      )
    })
    req.on('error', reject)
    req.end(body)
  })
}

export interface Listening {
  /** Without a trailing slash. */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

/** Serves `app` on a free port of loopback. */
export async function listen(app: RequestListener): Promise<Listening> {
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const end = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  const release = hold(`a server on port ${port}`, end)
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async close() {
      await end()
      release()
    },
  }
}
