/** The run of one deferred task: isolated from all others, measured, and told when it takes longer than it said. */
import type { Log } from '../log.js'
import type { Metrics } from '../metrics.js'
import type { Task } from './task.js'

export interface Execution {
  /** Resolves when the task ended or its time is over; never rejects. */
  run(task: Task): Promise<void>
  skip(task: Task, leftMs: number): Promise<void>
  /** Tasks that were not waited for to their end. */
  stragglers(): readonly Promise<void>[]
  /** Tells every task that runs to give up. */
  abort(): void
}

// From a row in a database on the same machine up to a platform that answers at its time limit.
const bucketsSeconds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30]
// A declared cost is a guess: below this, a pause of the process would look like an overrun.
const leastPatienceMs = 1_000
// What a timer can hold; more would fire at once.
const mostPatienceMs = 2 ** 31 - 1

export function createExecution(log: Log, metrics: Metrics): Execution {
  const tasks = metrics.counter('deferred_tasks_total', 'Deferred tasks by how they ended', [
    'task',
    'outcome',
  ])
  const overruns = metrics.counter(
    'deferred_overruns_total',
    'Deferred tasks that took longer than they said',
    ['task'],
  )
  const seconds = metrics.histogram(
    'deferred_task_seconds',
    'Seconds that a deferred task took',
    ['task'],
    bucketsSeconds,
  )
  const running = new Map<AbortController, Promise<void>>()

  async function attempt(task: Task, signal: AbortSignal): Promise<void> {
    const startedMs = performance.now()
    let outcome = 'done'
    try {
      await task.run(signal)
    } catch (err) {
      outcome = 'failed'
      log.error({ err, task: task.name }, 'a deferred task failed')
    }
    tasks.inc({ task: task.name, outcome })
    seconds.observe({ task: task.name }, (performance.now() - startedMs) / 1_000)
  }

  return {
    async run(task) {
      const overrun = new AbortController()
      const ended = attempt(task, overrun.signal).finally(() => running.delete(overrun))
      running.set(overrun, ended)
      let timer: NodeJS.Timeout | undefined
      const isLate = new Promise<void>((late) => {
        timer = setTimeout(() => {
          overruns.inc({ task: task.name })
          log.warn(
            { task: task.name, maxCostSeconds: task.maxCostSeconds },
            'a deferred task takes longer than it said; those behind it wait no more',
          )
          overrun.abort()
          late()
        }, patienceMs(task))
        timer.unref()
      })
      await Promise.race([ended, isLate])
      clearTimeout(timer)
    },
    async skip(task, leftMs) {
      tasks.inc({ task: task.name, outcome: 'skipped' })
      log.warn(
        { task: task.name, maxCostSeconds: task.maxCostSeconds, leftSeconds: Math.max(0, leftMs) / 1_000 },
        'a deferred task was skipped: it no longer fitted into the time after the response',
      )
      try {
        await task.onSkip?.()
      } catch (err) {
        log.error({ err, task: task.name }, 'what a skipped task leaves behind failed')
      }
    },
    stragglers: () => [...running.values()],
    abort() {
      for (const overrun of running.keys()) overrun.abort()
    },
  }
}

function patienceMs({ maxCostSeconds }: Task): number {
  return Math.min(Math.max(maxCostSeconds * 1_000 || 0, leastPatienceMs), mostPatienceMs)
}
