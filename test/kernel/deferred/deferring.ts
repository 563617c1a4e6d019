/** A Storecast's deferred tasks as tests see them: with lines, metrics, a budget's clock that is moved, and a record. */
import { onTestFinished } from 'vitest'
import {
  createDeferred,
  type DeferralRules,
  type Deferred,
  type Task,
} from '../../../src/kernel/deferred/deferred.js'
import { createLog } from '../../../src/kernel/log.js'
import { createMetrics } from '../../../src/kernel/metrics.js'
import { lines } from '../../support/lines.js'

export interface Deferring {
  readonly deferred: Deferred
  /** Names of tasks in the order in which they ran, and whatever else the test notes. */
  readonly record: string[]
  readonly logged: ReturnType<typeof lines>
  readonly lent: Promise<void>[]
  /** Moves the clock that budgets are counted by. */
  spend(ms: number): void
  /** A task that notes its name, then does more. */
  task(name: string, priority: number, more?: Partial<Task> & { readonly spends?: number }): Task
  /** The value of a sample of the exposition. */
  sample(name: string): Promise<number>
}

export interface DeferringOptions {
  readonly rules?: (store: string | undefined) => Promise<DeferralRules> | DeferralRules
  readonly waitUntil?: (promise: Promise<void>) => void
}

export const usual: DeferralRules = { isEnabled: true, budgetMs: 10_000 }

/** Everything has ended when the current test has finished. */
export function deferring({ rules = () => usual, waitUntil }: DeferringOptions = {}): Deferring {
  const logged = lines()
  const metrics = createMetrics()
  const record: string[] = []
  const lent: Promise<void>[] = []
  let now = 0
  const deferred = createDeferred({
    log: createLog({ level: 'debug', destination: logged }),
    metrics,
    rules,
    elapsed: () => now,
    waitUntil: (promise) => {
      lent.push(promise)
      waitUntil?.(promise)
    },
  })
  onTestFinished(() => deferred.close())
  const spend = (ms: number) => {
    now += ms
  }
  return {
    deferred,
    record,
    logged,
    lent,
    spend,
    task: (name, priority, { spends = 0, ...more } = {}) => ({
      name,
      priority,
      maxCostSeconds: 1,
      run: () => {
        record.push(name)
        spend(spends)
      },
      ...more,
    }),
    async sample(name) {
      const { text } = await metrics.expose()
      const line = text.split('\n').find((each) => each.startsWith(`storecast_${name} `))
      return Number(line?.split(' ').at(-1) ?? Number.NaN)
    },
  }
}
