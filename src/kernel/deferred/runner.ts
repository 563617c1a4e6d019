/** A runner: the tasks of one request, by priority and one after the other, once its response is over. */
import { setImmediate as turn } from 'node:timers/promises'
import type { Execution } from './execution.js'
import { criticalPriority, type DeferralRules, type Task } from './task.js'

export interface RunnerParts {
  readonly execution: Execution
  readonly rules: Promise<DeferralRules>
  /** Resolves at the end of the response, with its instant. */
  readonly begins: Promise<number>
  /** Outside a request there is no response that a budget could count from. */
  readonly hasBudget: boolean
  /** Monotonic, in milliseconds. */
  readonly elapsed: () => number
}

export class Runner {
  /** Resolves when there is nothing more to run; never rejects. */
  readonly done: Promise<void>
  readonly #parts: RunnerParts
  /** By falling priority, equals in the order they came. */
  readonly #queue: Task[] = []
  readonly #free = new Set<Promise<void>>()
  #state: 'waits' | 'runs' | 'free' | 'over' = 'waits'

  constructor(parts: RunnerParts) {
    this.#parts = parts
    this.done = this.#work()
  }

  /** Whether the task was taken: a runner that has ended takes none. */
  join(task: Task): boolean {
    if (this.#state === 'over') return false
    if (this.#state === 'free') this.#runFree(task)
    else {
      const last = this.#queue.findLastIndex(({ priority }) => priority >= task.priority)
      this.#queue.splice(last + 1, 0, task)
    }
    return true
  }

  async #work(): Promise<void> {
    const { isEnabled, budgetMs } = await this.#parts.rules
    if (isEnabled) await this.#runInOrder(budgetMs)
    else await this.#runAllFree()
  }

  async #runInOrder(budgetMs: number): Promise<void> {
    const { begins, execution, hasBudget, elapsed } = this.#parts
    const deadlineMs = (await begins) + budgetMs
    this.#state = 'runs'
    await turn()
    for (let task = this.#queue.shift(); task; task = this.#queue.shift()) {
      const leftMs = deadlineMs - elapsed()
      const fits = !hasBudget || task.priority >= criticalPriority || task.maxCostSeconds * 1_000 <= leftMs
      await (fits ? execution.run(task) : execution.skip(task, leftMs))
    }
    // In the same step that found the queue empty: what joined behind it would never run.
    this.#state = 'over'
  }

  async #runAllFree(): Promise<void> {
    this.#state = 'free'
    for (const task of this.#queue.splice(0)) this.#runFree(task)
    while (this.#free.size > 0) await Promise.all(this.#free)
    this.#state = 'over'
  }

  #runFree(task: Task): void {
    const run = turn()
      .then(() => this.#parts.execution.run(task))
      .finally(() => this.#free.delete(run))
    this.#free.add(run)
  }
}
