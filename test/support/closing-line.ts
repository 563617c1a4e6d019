/** A reporter that ends a run with one plain line: `N passed, N failed, N skipped`. */
import type { Reporter, SerializedError, TestModule } from 'vitest/node'

/** What a run came to; a file, suite or hook that failed by itself counts as one failed. */
export interface Tally {
  passed: number
  failed: number
  skipped: number
}

export function tally(modules: readonly TestModule[], unhandled: readonly SerializedError[]): Tally {
  const sum: Tally = { passed: 0, failed: unhandled.length, skipped: 0 }
  for (const module of modules) {
    if (module.errors().length > 0) sum.failed += 1
    for (const suite of module.children.allSuites()) if (suite.errors().length > 0) sum.failed += 1
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      sum[state === 'passed' || state === 'failed' ? state : 'skipped'] += 1
    }
  }
  return sum
}

/** Prints when the process ends, so that nothing can come after it; also where the run never began. */
export default class ClosingLine implements Reporter {
  #sum: Tally = { passed: 0, failed: 0, skipped: 0 }

  onInit(): void {
    process.once('exit', (code) => {
      const { passed, failed, skipped } = this.#sum
      // A set-up that threw, a leak found at the end: no test failed, and yet the run did.
      const atLeast = code === 0 ? failed : Math.max(1, failed)
      process.stdout.write(`${passed} passed, ${atLeast} failed, ${skipped} skipped\n`)
    })
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    this.#sum = tally(modules, unhandled)
  }
}
