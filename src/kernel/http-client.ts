/** The HTTP client: one exchange with another server, whose result says whether anything can have reached it. */
import type { IncomingHttpHeaders } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import { Agent, type Dispatcher } from 'undici'

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** For the name, the connection and TLS together; nothing where a connection is at hand. */
  readonly connectTimeoutMs: number
  /** From the first byte sent to the last one read, however they trickle; connecting is not in it. */
  readonly timeoutMs: number
  /** Of the body, packed or not; a longer one is not read to its end. */
  readonly answerLimitBytes: number
  readonly signal?: AbortSignal
}

/**
 * `neverSent`: not a byte left, so that sending again can double nothing. `unknown`: the server may have acted.
 * A reason is a word or two, as `ECONNREFUSED` or `timeout`; it holds nothing of the request.
 */
export type HttpResult =
  | {
      readonly state: 'answered'
      readonly status: number
      /** By lower-case name; several of one name are joined by a comma. */
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }
  | { readonly state: 'neverSent'; readonly reason: string }
  | { readonly state: 'unknown'; readonly reason: string }

export interface HttpClient {
  /** Never rejects, follows no redirect and tries nothing twice. */
  send(request: HttpRequest): Promise<HttpResult>
  /** Lets what is under way end within its own time; what comes later is `neverSent`. */
  close(): Promise<void>
}

// Shorter than servers keep theirs, because a request on a connection that is just being closed ends as `unknown`.
const idleConnectionMs = 4_000
const agentsAtMost = 8
// Undici's own connect timer is some hundred milliseconds off, early or late: it ends the socket, ours the waiting.
const connectSlackMs = 1_000

/** Connections of one Storecast's own, kept alive between calls. */
export function createHttpClient(): HttpClient {
  // Undici has its connect timeout per agent, and stores may differ in theirs.
  const agents = new Map<number, Agent>()
  const retired = new Set<Promise<void>>()
  let closed: Promise<unknown> | undefined

  function agentFor(connectTimeoutMs: number): Agent {
    const agent =
      agents.get(connectTimeoutMs) ??
      new Agent({
        connect: { timeout: connectTimeoutMs + connectSlackMs },
        keepAliveTimeout: idleConnectionMs,
      })
    agents.delete(connectTimeoutMs)
    agents.set(connectTimeoutMs, agent)
    const [oldest] = agents.keys()
    if (agents.size > agentsAtMost && oldest !== undefined) retire(oldest)
    return agent
  }

  function retire(connectTimeoutMs: number): void {
    const ending = agents.get(connectTimeoutMs)?.close()
    agents.delete(connectTimeoutMs)
    if (!ending) return
    retired.add(ending)
    ending.finally(() => retired.delete(ending))
  }

  return {
    async send(request) {
      if (closed) return { state: 'neverSent', reason: 'closed' }
      if (request.signal?.aborted) return { state: 'neverSent', reason: 'aborted' }
      if (!URL.canParse(request.url)) return { state: 'neverSent', reason: 'malformed address' }
      return await new Exchange(request).over(agentFor(request.connectTimeoutMs))
    },
    async close() {
      if (!closed) {
        for (const key of [...agents.keys()]) retire(key)
        closed = Promise.all(retired)
      }
      await closed
    },
  }
}

class Exchange implements Dispatcher.DispatchHandler {
  readonly #request: HttpRequest
  readonly #chunks: Buffer[] = []
  #settle: (result: HttpResult | Promise<HttpResult>) => void = () => {}
  /** Set right before the first byte is written: the border between `neverSent` and `unknown`. */
  #controller: Dispatcher.DispatchController | undefined
  #isOver = false
  #timer: NodeJS.Timeout | undefined
  #status = 0
  #headers: IncomingHttpHeaders = {}
  #lengthBytes = 0

  constructor(request: HttpRequest) {
    this.#request = request
  }

  over(agent: Agent): Promise<HttpResult> {
    const { method, url, headers, body = null, connectTimeoutMs, signal } = this.#request
    const { origin, pathname, search } = new URL(url)
    return new Promise((resolve) => {
      this.#settle = resolve
      signal?.addEventListener('abort', this.#abort)
      this.#timer = setTimeout(() => this.#giveUp('connect timeout'), connectTimeoutMs)
      agent.dispatch(
        {
          origin,
          path: pathname + search,
          method,
          headers: { 'accept-encoding': 'identity', ...headers },
          body: body as string | Buffer | null,
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        this,
      )
    })
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // What is thrown here drops the request and leaves the connection to the next one.
    if (this.#isOver) throw new Error('given up')
    if (this.#controller) {
      this.#end({ state: 'unknown', reason: 'connection closed' })
      throw new Error('sent before')
    }
    this.#controller = controller
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#giveUp('timeout'), this.#request.timeoutMs)
  }

  onResponseStart(_: unknown, status: number, headers: IncomingHttpHeaders): void {
    this.#status = status
    this.#headers = headers
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    this.#lengthBytes += chunk.length
    if (this.#lengthBytes > this.#request.answerLimitBytes) this.#giveUp('answer too large')
    else this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    this.#end(this.#answer())
  }

  async #answer(): Promise<HttpResult> {
    const headers = joined(this.#headers)
    const bytes = Buffer.concat(this.#chunks)
    // Undici has the connection at hand again two turns later; a caller that is told before makes a second one.
    await turn()
    await turn()
    try {
      const body = await unpacked(headers['content-encoding'] ?? '', bytes, this.#request.answerLimitBytes)
      return { state: 'answered', status: this.#status, headers, body }
    } catch (error) {
      return { state: 'unknown', reason: reasonOf(error) }
    }
  }

  onResponseError(_: unknown, error: Error): void {
    this.#fail(reasonOf(error))
  }

  readonly #abort = () => this.#giveUp('aborted')

  #giveUp(reason: string): void {
    this.#fail(reason)
    this.#controller?.abort(new Error(reason))
  }

  #fail(reason: string): void {
    this.#end({ state: this.#controller ? 'unknown' : 'neverSent', reason })
  }

  #end(result: HttpResult | Promise<HttpResult>): void {
    if (this.#isOver) return
    this.#isOver = true
    clearTimeout(this.#timer)
    this.#request.signal?.removeEventListener('abort', this.#abort)
    this.#settle(result)
  }
}

const unpackers: ReadonlyMap<string, (bytes: Buffer, bound: { maxOutputLength: number }) => Promise<Buffer>> =
  new Map([
    ['', async (bytes) => bytes],
    ['identity', async (bytes) => bytes],
    ['gzip', promisify(gunzip)],
    ['x-gzip', promisify(gunzip)],
    ['deflate', promisify(inflate)],
    ['br', promisify(brotliDecompress)],
  ])

// Asked for plain, a proxy on the way may pack all the same.
async function unpacked(encoding: string, bytes: Buffer, limitBytes: number): Promise<string> {
  if (bytes.length === 0) return ''
  const unpack = unpackers.get(encoding.toLowerCase())
  if (!unpack) throw Object.assign(new Error('unknown encoding'), { code: 'ENCODING' })
  return new TextDecoder().decode(await unpack(bytes, { maxOutputLength: limitBytes }))
}

function joined(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : `${value}`,
    ]),
  )
}

const reasons: Readonly<Record<string, string>> = {
  UND_ERR_CONNECT_TIMEOUT: 'connect timeout',
  UND_ERR_SOCKET: 'connection closed',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'answer cut short',
  UND_ERR_CLOSED: 'closed',
  UND_ERR_DESTROYED: 'closed',
  UND_ERR_INVALID_ARG: 'malformed request',
  ERR_BUFFER_TOO_LARGE: 'answer too large',
  ENCODING: 'unknown encoding',
}

// Only codes: messages of errors repeat addresses, and with them what a caller put there.
function reasonOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown }
  if (typeof code !== 'string' || !/^[A-Z][A-Z0-9_]*$/.test(code)) return 'failed'
  return reasons[code] ?? code
}
