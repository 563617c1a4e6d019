/** The end of a response, as its client sees it: everything is out, or the client is gone. */
import type { EventEmitter } from 'node:events'

/** The little of Express's request that is looked at. */
interface Answerable {
  readonly res?: Answer
  readonly socket?: EventEmitter & { readonly destroyed: boolean }
}

interface Answer extends EventEmitter {
  readonly writableFinished: boolean
  readonly closed?: boolean
  readonly destroyed: boolean
  readonly socket: unknown
}

export type ResponseState = 'none' | 'over' | 'open'

// A stream of events may never end; what waits for it would be held in memory as long.
const longestResponseMs = 60_000

export interface ResponseWatch {
  readonly state: ResponseState
  /** Ends the waiting. */
  stop(): void
}

/** Calls `then` once where the response is `open`, at its end or a minute later. */
export type WatchResponse = (req: unknown, then: () => void) => ResponseWatch

export function createResponseWatch(): WatchResponse {
  const socketEnds = createSocketEnds()

  return (req, then) => {
    const { res, socket } = Object(req) as Answerable
    if (typeof res?.once !== 'function') return { state: 'none', stop: nothing }
    // In a pipeline an answer has no socket before its turn, and is never closed if the connection ends before that.
    const isQueued = res.socket === null
    const isOver = res.writableFinished || res.destroyed || res.closed || (isQueued && socket?.destroyed)
    if (isOver) return { state: 'over', stop: nothing }
    const leave = isQueued && socket ? socketEnds(socket, () => end()) : nothing
    const stop = () => {
      clearTimeout(timer)
      leave()
      res.off('finish', end)
      res.off('close', end)
    }
    const end = () => {
      stop()
      then()
    }
    const timer = setTimeout(end, longestResponseMs)
    timer.unref()
    res.once('finish', end)
    res.once('close', end)
    return { state: 'open', stop }
  }
}

const nothing = () => {}

/** One listener for all requests of a connection: there may be many in one pipeline. */
function createSocketEnds() {
  const waitingOn = new WeakMap<EventEmitter, Set<() => void>>()
  return (socket: EventEmitter, end: () => void): (() => void) => {
    let waiting = waitingOn.get(socket)
    if (!waiting) {
      const all = new Set<() => void>()
      waitingOn.set(socket, all)
      socket.once('close', () => {
        for (const each of all) each()
      })
      waiting = all
    }
    const joined = waiting.add(end)
    return () => void joined.delete(end)
  }
}
