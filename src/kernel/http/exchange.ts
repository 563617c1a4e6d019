/** One exchange with another server: a request, and a result that says whether anything can have reached it. */
import type { IncomingHttpHeaders } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import type { Agent, Dispatcher } from 'undici'
import { reasonOf } from './reason.js'
import { unpacked } from './unpacked.js'

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

/** Goes over one connection, once; what comes of it is all that `over` answers, and it never rejects. */
export class Exchange implements Dispatcher.DispatchHandler {
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

function joined(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : `${value}`,
    ]),
  )
}
