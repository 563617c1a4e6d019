/** Deferred tasks: what a request leaves to be done once its client has the answer. */
import { endsWithin } from '../ends-within.js'
import type { Log } from '../log.js'
import type { Metrics } from '../metrics.js'
import { createExecution } from './execution.js'
import { createResponseWatch } from './response-end.js'
import { Runner } from './runner.js'
import type { DeferralRules, Task } from './task.js'

export type { DeferralRules, Task } from './task.js'

export interface Deferred {
  /**
   * Runs the task after the response of this Express request, by priority and inside the time budget; without a
   * request, in a turn of its own. Never throws. A task is in memory only: what must not be lost is written by it.
   */
  defer(req: unknown, task: Task): void
  /** Resolves when all that was handed in has ended. */
  idle(): Promise<void>
  /** Waits for no response any more and for all tasks, up to a bound; then those that still run are told to give up. */
  close(): Promise<void>
}

export interface DeferredOptions {
  readonly log: Log
  readonly metrics: Metrics
  /** Read once a request, when its first task is handed in. */
  readonly rules: (store: string | undefined) => Promise<DeferralRules> | DeferralRules
  /** For platforms that freeze the process after the response: gets the promise of each request's tasks. */
  readonly waitUntil?: ((promise: Promise<void>) => void) | undefined
  /** Monotonic milliseconds, for the budget. */
  readonly elapsed?: () => number
}

const usual: DeferralRules = { isEnabled: true, budgetMs: 10_000 }
const closeLimitMs = 10_000
const monotonic = () => performance.now()

export function createDeferred({
  log,
  metrics,
  rules,
  waitUntil,
  elapsed = monotonic,
}: DeferredOptions): Deferred {
  const execution = createExecution(log, metrics)
  const watchResponse = createResponseWatch()
  const runners = new WeakMap<object, Runner>()
  const live = new Set<Promise<void>>()
  const begin = new Set<() => void>()
  let isClosing = false

  function start(req: unknown, task: Task): void {
    const rulesOfIt = readRules(task.store)
    let end = (_atMs: number) => {}
    const begins = new Promise<number>((resolve) => {
      end = resolve
    })
    const now = () => {
      stop()
      begin.delete(now)
      end(elapsed())
    }
    const { state, stop } = watchResponse(req, () => now())
    const hasBudget = state !== 'none'
    const runner = new Runner({ execution, rules: rulesOfIt, begins, hasBudget, elapsed })
    runner.join(task)
    if (hasBudget) runners.set(req as object, runner)
    if (state === 'open' && !isClosing) begin.add(now)
    else now()
    const done = runner.done.finally(() => {
      now()
      live.delete(done)
    })
    live.add(done)
    lend(done)
  }

  async function readRules(store: string | undefined): Promise<DeferralRules> {
    try {
      return await rules(store)
    } catch (err) {
      log.warn({ err }, 'the settings of deferred tasks cannot be read; the usual ones hold')
      return usual
    }
  }

  function lend(promise: Promise<void>): void {
    try {
      waitUntil?.(promise)
    } catch (err) {
      log.error({ err }, 'the platform did not take the promise of deferred tasks')
    }
  }

  async function idle(): Promise<void> {
    for (;;) {
      const pending = [...live, ...execution.stragglers()]
      if (pending.length === 0) return
      await Promise.all(pending)
    }
  }

  return {
    defer(req, task) {
      try {
        const runner = runners.get(Object(req))
        if (!runner?.join(task)) start(req, task)
      } catch (err) {
        log.error({ err }, 'a task could not be deferred')
      }
    },
    idle,
    async close() {
      isClosing = true
      for (const now of begin) now()
      if (await endsWithin(closeLimitMs, idle())) return
      log.warn({ running: execution.stragglers().length }, 'deferred tasks are not waited for any longer')
      execution.abort()
    },
  }
}
