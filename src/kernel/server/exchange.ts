/** One request and its answer, from the first look at it until the client has everything or is gone. */
import type { Request, Response } from 'express'
import type { Log } from '../log.js'
import type { Address } from './address.js'
import type { Call } from './route.js'

export interface ExchangeParts {
  /** Absent where the request met no address of ours. */
  readonly address: Address | undefined
  readonly store: string
  readonly requestId: string
  readonly req: Request
  readonly res: Response
}

/** A call before it is known to be one; what few calls need is made when it is asked for. */
export class Exchange implements Call {
  readonly address: Address | undefined
  readonly store: string
  readonly requestId: string
  readonly req: Request
  readonly res: Response
  readonly startedMs = performance.now()
  /** The code of the error that it was answered with. */
  errorCode: string | undefined
  readonly #parentLog: Log
  #params: Readonly<Record<string, string>> | undefined
  #body: Buffer | undefined
  #log: Log | undefined
  #leaving: AbortController | undefined
  #isOver = false

  constructor({ address, store, requestId, req, res }: ExchangeParts, parentLog: Log) {
    this.address = address
    this.store = store
    this.requestId = requestId
    this.req = req
    this.res = res
    this.#parentLog = parentLog
  }

  get params(): Readonly<Record<string, string>> {
    this.#params ??= paramsOf(this.req)
    return this.#params
  }

  // No method: handlers take a call apart.
  readonly body = (): Buffer => {
    if (this.#body === undefined)
      throw new TypeError('Only the body of a signed call is read for its handler')
    return this.#body
  }

  /** From now on these are the call's bytes. */
  keepBody(body: Buffer): void {
    this.#body = body
  }

  get log(): Log {
    this.#log ??= this.#parentLog.child({ requestId: this.requestId })
    return this.#log
  }

  get signal(): AbortSignal {
    this.#leaving ??= new AbortController()
    if (this.isAbandoned) this.#leaving.abort()
    return this.#leaving.signal
  }

  /** Whether the client left before it had the whole answer. */
  get isAbandoned(): boolean {
    return this.#isOver && !this.res.writableFinished
  }

  /** Whether it ended, in whatever way. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** Calls `then` once, when the answer is out or the client gone. */
  whenOver(then: () => void): void {
    const { req, res } = this
    const end = () => {
      if (this.#isOver) return
      this.#isOver = true
      if (this.isAbandoned) this.#leaving?.abort()
      then()
    }
    res.once('close', end)
    // A pipelined request's answer has no socket yet, and is never closed if the connection ends before its turn.
    if (res.socket === null) req.once('close', () => req.socket.destroyed && end())
  }
}

// The store's stands in front of every path of a store, and is a field of its own.
function paramsOf({ params }: Request): Readonly<Record<string, string>> {
  const own = Object.entries(params).filter(([name, value]) => name !== 'store' && typeof value === 'string')
  return Object.fromEntries(own) as Record<string, string>
}
