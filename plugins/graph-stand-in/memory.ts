/** What the stand-in remembers: every event it took, which of them count, and every call it saw. */
import type { Clock } from '../../src/kernel.js'
import type { Count, GraphOptions, ReceivedEvent, SeenRequest } from './contract.js'
import { createCopies } from './copies.js'
import type { Fields } from './fields.js'

// Where only counts are wanted, so many calls are kept to be looked at.
const mostCalls = 1_000

export interface Memory {
  see(request: SeenRequest): void
  /** Replaces what was said of the request before. */
  amend(request: SeenRequest): void
  take(request: SeenRequest, events: readonly Fields[]): void
  received(): readonly ReceivedEvent[]
  counted(): readonly ReceivedEvent[]
  counts(): ReadonlyMap<string, Count>
  totals(): { readonly requests: number; readonly events: number; readonly counted: number }
  requests(): readonly SeenRequest[]
  whenReceived(events: number): Promise<void>
  nextRequest(): Promise<SeenRequest>
  clear(): void
  /** Rejects whoever waits. */
  close(): void
}

interface Waiting {
  readonly events: number
  resolve(): void
  reject(error: Error): void
}

export function createMemory(options: GraphOptions, clock: Clock): Memory {
  const { remember = 'all', mostEvents = Number.POSITIVE_INFINITY } = options
  const copies = createCopies()
  let received: ReceivedEvent[] = []
  let requests = new Map<number, SeenRequest>()
  let totals = { requests: 0, events: 0, counted: 0 }
  let waiting: Waiting[] = []
  const watching: { resolve(request: SeenRequest): void; reject(error: Error): void }[] = []

  function forget(now: number): void {
    // Not at each one: that would copy the whole list every time.
    if (received.length > 2 * mostEvents) received = received.slice(-mostEvents)
    if (mostEvents < Number.POSITIVE_INFINITY && copies.size > mostEvents) copies.forget(now)
  }

  const kept = () => received.slice(-Math.min(mostEvents, received.length || 1))

  return {
    see(request) {
      totals.requests += 1
      requests.set(request.id, request)
      if (remember === 'counts' || mostEvents < Number.POSITIVE_INFINITY) {
        const oldest = request.id - Math.min(mostCalls, mostEvents)
        requests.delete(oldest)
      }
      for (const { resolve } of watching.splice(0)) resolve(request)
    },
    amend(request) {
      if (requests.has(request.id)) requests.set(request.id, request)
    },
    take({ id: requestId, pixel = '', receivedAt, testCode }, events) {
      for (const event of events) {
        const isCounted = copies.note(pixel, event, receivedAt)
        totals.events += 1
        if (isCounted) totals.counted += 1
        if (remember === 'counts') continue
        received.push({
          pixel,
          requestId,
          receivedAt,
          isCounted,
          ...(testCode !== undefined && { testCode }),
          event,
        })
      }
      forget(clock.now())
      const done = waiting.filter(({ events: wanted }) => totals.events >= wanted)
      waiting = waiting.filter((one) => !done.includes(one))
      for (const { resolve } of done) resolve()
    },
    received: kept,
    counted: () => kept().filter(({ isCounted }) => isCounted),
    counts: copies.counts,
    totals: () => ({ ...totals }),
    requests: () => [...requests.values()],
    whenReceived: (events) =>
      totals.events >= events
        ? Promise.resolve()
        : new Promise((resolve, reject) => waiting.push({ events, resolve, reject })),
    nextRequest: () => new Promise((resolve, reject) => watching.push({ resolve, reject })),
    clear() {
      copies.clear()
      received = []
      requests = new Map()
      totals = { requests: 0, events: 0, counted: 0 }
    },
    close() {
      const over = new Error('The Graph stand-in closed')
      for (const { reject } of [...waiting.splice(0), ...watching.splice(0)]) reject(over)
    },
  }
}
