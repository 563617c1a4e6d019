/** The worker: brings what is due to its destinations, a few at a time and all of them in turn. */
import type { Breakers } from '../breaker/breaker.js'
import type { Clock } from '../clock.js'
import type { Database } from '../database/database.js'
import type { Log } from '../log.js'
import { type Claim, claim, claimEntry } from './claim.js'
import type { Courier, Delivery, Destination, Readiness } from './courier.js'
import { dueDestinations, findDestination, holdDestination, pauseDestination } from './destinations.js'
import type { NewEntry } from './entry.js'
import type { Keeping } from './fates.js'
import { happeningsOf } from './happenings.js'
import type { OutboxMetrics } from './outbox-metrics.js'
import { settle } from './settle.js'
import type { Tally } from './tally.js'

export interface WorkerOptions {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly breakers: Breakers
  readonly metrics: OutboxMetrics
  readonly tally: Tally
  readonly keeping: (store: string) => Promise<Keeping>
}

export interface Worker {
  start(): void
  /** Something may be due: looked at within moments, so that what comes together goes together. */
  wake(): void
  /** Brings one entry, unless it is taken or its destination must wait. */
  serveEntry(entry: NewEntry): Promise<void>
  /** Brings what is due now; answers how many entries were settled. For commands, and tests. */
  runOnce(): Promise<number>
  /** Claims nothing more; what is under way ends. */
  stop(): Promise<void>
}

type Ready = Extract<Readiness, { state: 'ready' }>

const lanes = 3
const lookEveryMs = 1_000
const gatherMs = 200
const leaseMs = 60_000
// A destination that cannot be served is looked at again after this; its entries stay due.
const restMs = 5_000
// Of an account whose state nobody knows, few are risked.
const mostPerProbe = 20
const settleRetryMs = 500

export function createWorker(options: WorkerOptions, courier: Courier): Worker {
  const { database, clock, log, breakers, metrics, tally, keeping } = options
  const stopping = new AbortController()
  /** By destination: when this process served it last, and until when it lets it rest. */
  const served = new Map<string, number>()
  const resting = new Map<string, number>()
  /** The same where a batch was not full: what is due by then goes together. */
  const gathering = new Map<string, number>()
  const busy = new Map<string, number>()
  let running: Promise<void>[] = []
  const sleepers = new Set<() => void>()
  let isWoken = false
  let turn = 0
  /** Where the next look begins: more may be due than one page shows. */
  let after: Destination | undefined

  async function lane(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        if ((await serveNext(performance.now(), gathering)) !== undefined) continue
      } catch (err) {
        log.warn({ err }, 'the outbox could not be looked at; tried again')
      }
      await idle()
    }
  }

  /** Answers how many entries were settled; undefined where nothing can be served now. */
  async function serveNext(atMs: number, pausing?: ReadonlyMap<string, number>): Promise<number | undefined> {
    const able = await ableDestinations(atMs, pausing)
    // The one that fewest lanes are on, then the one that was served longest ago.
    const rank = (each: Destination) => (busy.get(nameOf(each)) ?? 0) * 1e9 + (served.get(nameOf(each)) ?? 0)
    const [next] = able.sort((a, b) => rank(a) - rank(b))
    if (!next) return undefined
    const name = nameOf(next)
    served.set(name, ++turn)
    busy.set(name, (busy.get(name) ?? 0) + 1)
    try {
      return await serve(next)
    } finally {
      const left = (busy.get(name) ?? 1) - 1
      if (left > 0) busy.set(name, left)
      else busy.delete(name)
    }
  }

  /** Of the first page that has any; none where there is no such page, all around. */
  async function ableDestinations(
    atMs: number,
    pausing?: ReadonlyMap<string, number>,
  ): Promise<Destination[]> {
    let from = after
    let isLastRound = from === undefined
    for (;;) {
      const { due, next } = await dueDestinations(database, courier.kind, clock.now(), from)
      const able = due.filter((each) =>
        [resting, pausing].every((until) => (until?.get(nameOf(each)) ?? 0) <= atMs),
      )
      after = next
      if (able.length > 0 || (!next && isLastRound)) return able
      if (!next) isLastRound = true
      from = next
    }
  }

  /** Answers how many entries were settled. */
  async function serve(
    destination: Destination,
    take = (most: number) =>
      claim(database, destination.store, destination.key, { most, leaseMs, now: clock.now() }),
  ): Promise<number> {
    const readiness = await courier.ready(destination)
    if (readiness.state === 'off') return rest(destination, restMs)
    const admission = await breakers.admit(nameOf(destination), readiness.rules)
    if (admission.state === 'refused') return rest(destination, Math.min(admission.retryAfterMs, restMs))
    const most = admission.isProbe ? Math.min(mostPerProbe, courier.mostPerBatch) : courier.mostPerBatch
    let claimed: Claim | undefined
    try {
      claimed = await take(most)
    } finally {
      if (!claimed) await admission.abandoned()
    }
    // Another process was faster.
    if (!claimed) return rest(destination, gatherMs)
    if (claimed.entries.length < most) gathering.set(nameOf(destination), performance.now() + gatherMs)
    else wake()
    const delivery = await deliver(readiness, claimed)
    if (delivery.health === 'well') await admission.succeeded()
    else if (delivery.health === 'ill') await admission.failed()
    else await admission.abandoned()
    await takeToHeart(destination, delivery)
    return settleSurely(claimed, delivery)
  }

  async function deliver(readiness: Ready, claimed: Claim): Promise<Delivery> {
    const mayStart = () =>
      !stopping.signal.aborted && performance.now() + readiness.limitMs < claimed.endsAtMs
    const startedMs = performance.now()
    try {
      return await readiness.deliver({ entries: claimed.entries, mayStart })
    } catch (err) {
      // Nobody knows how far it came: the platform may have them.
      log.error({ err, destination: claimed.destination, store: claimed.store }, 'a delivery broke')
      const outcome = { kind: 'retry', reason: 'broken', isDoubtful: true } as const
      return {
        verdicts: new Map(claimed.entries.map(({ id }) => [id, { outcome }])),
        sends: [],
        health: 'unasked',
      }
    } finally {
      metrics.delivered(courier.kind, (performance.now() - startedMs) / 1_000)
    }
  }

  /** A database that is away is asked again while the lease holds; after that the entries come back by themselves. */
  async function settleSurely(claimed: Claim, delivery: Delivery): Promise<number> {
    for (;;) {
      try {
        const settled = await settle(database, claimed, delivery, {
          now: clock.now(),
          keeping: await keeping(claimed.store),
          doubtMs: courier.doubtMs,
        })
        metrics.settled(courier.kind, claimed, delivery)
        if (settled < claimed.entries.length) {
          const lost = claimed.entries.length - settled
          log.warn(
            { destination: claimed.destination, entries: lost },
            'a lease was lost before its entries were settled',
          )
        }
        // Of some that were lost nobody knows which; whoever has them counts them.
        else tally.note(happeningsOf(claimed, delivery.verdicts, clock.now()))
        return settled
      } catch (err) {
        if (performance.now() + settleRetryMs > claimed.endsAtMs) throw err
        log.warn({ err, destination: claimed.destination }, 'entries could not be settled; tried again')
        await new Promise((done) => setTimeout(done, settleRetryMs).unref())
      }
    }
  }

  async function takeToHeart(
    destination: Destination,
    { pauseMs = 0, hold, health }: Delivery,
  ): Promise<void> {
    try {
      if (pauseMs > 0) await pauseDestination(database, destination, clock.now() + pauseMs)
      if (hold) await holdDestination(database, destination, hold.print, clock.now())
      else if (health === 'well' && destination.heldPrint !== undefined)
        await holdDestination(database, destination, undefined, clock.now())
    } catch (err) {
      log.warn({ err, destination: destination.key }, 'a pause of a destination could not be noted')
      rest(destination, restMs)
    }
  }

  function rest(destination: Destination, ms: number): 0 {
    resting.set(nameOf(destination), performance.now() + ms)
    return 0
  }

  async function idle(): Promise<void> {
    if (stopping.signal.aborted) return
    if (!isWoken) {
      await new Promise<void>((done) => {
        const rise = () => {
          clearTimeout(timer)
          sleepers.delete(rise)
          done()
        }
        const timer = setTimeout(rise, lookEveryMs)
        sleepers.add(rise)
      })
    }
    isWoken = false
    if (!stopping.signal.aborted) await new Promise((done) => setTimeout(done, gatherMs))
  }

  // One lane looks; it calls the next where there is more than it can take.
  const wake = () => {
    const [rise] = sleepers
    if (rise) rise()
    else isWoken = true
  }

  return {
    start() {
      running = Array.from({ length: lanes }, lane)
    },
    wake,
    async serveEntry(entry) {
      const { store, destination: key } = entry
      const destination = await findDestination(database, store, key, clock.now())
      if (destination)
        await serve(destination, () => claimEntry(database, entry, { leaseMs, now: clock.now() }))
    },
    async runOnce() {
      resting.clear()
      let total = 0
      // By the instant at which it began: what cannot be served rests to its end, however long that is.
      const begunMs = performance.now()
      for (;;) {
        const settled = await serveNext(begunMs)
        if (settled === undefined) return total
        total += settled
      }
    },
    async stop() {
      stopping.abort()
      for (const rise of [...sleepers]) rise()
      await Promise.all(running)
    },
  }
}

const nameOf = ({ store, key }: Destination): string => `${store} ${key}`
