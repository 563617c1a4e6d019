/** The HTTP client: connections of one Storecast's own, over which single exchanges with other servers go. */
import { Agent } from 'undici'
import { Exchange, type HttpRequest, type HttpResult } from './exchange.js'

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
