/** A reader of the pages: signs in as a browser does, and fetches on one connection. */
import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import type { Socket } from 'node:net'
import { reader } from './seed/people.js'

export interface Fetched {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  /** From the request to the last byte. */
  readonly tookMs: number
  /** All that came over the wire, headers included. */
  readonly bytes: number
}

export interface Session {
  /** `name=value` of each cookie. */
  readonly cookies: readonly string[]
  get(path: string): Promise<Fetched>
  close(): void
}

const limitMs = 60_000

/** Throws where the password is not taken. */
export async function signIn(origin: string): Promise<Session> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let cookies: readonly string[] = []

  function send(method: 'GET' | 'POST', path: string, form?: string): Promise<Fetched> {
    return new Promise((resolve, reject) => {
      const headers = {
        accept: 'text/html',
        'accept-encoding': 'gzip, deflate, br',
        'accept-language': 'en-GB,en;q=0.9',
        cookie: cookies.join('; '),
        ...(form !== undefined && {
          origin,
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(form),
        }),
      }
      let socket: Socket | undefined
      let before = 0
      const begun = performance.now()
      const asked = request(`${origin}${path}`, { method, agent, headers, timeout: limitMs }, (answer) => {
        const pieces: Buffer[] = []
        answer.on('data', (piece: Buffer) => pieces.push(piece))
        answer.once('error', reject)
        answer.once('end', () => {
          const tookMs = performance.now() - begun
          const bytes = (socket?.bytesRead ?? Number.NaN) - before
          const text = Buffer.concat(pieces).toString()
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, tookMs, bytes })
        })
      })
      // Kept here: an answer's own socket is gone with its end.
      asked.once('socket', (taken) => {
        socket = taken
        before = taken.bytesRead
      })
      asked.once('timeout', () => asked.destroy(new Error(`${path} did not come in time`)))
      asked.once('error', reject)
      asked.end(form)
    })
  }

  const { name, password } = reader
  const answer = await send('POST', '/admin/sign-in', String(new URLSearchParams({ name, password })))
  if (answer.status !== 303) throw new Error(`Signing in was answered with ${answer.status}:\n${answer.text}`)
  cookies = (answer.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';', 1)[0] ?? '')
  return { cookies, get: (path) => send('GET', path), close: () => agent.destroy() }
}
