/** Transactions that lost a conflict are run again; the engine rolled them back whole. */
import { setTimeout as pause } from 'node:timers/promises'

const attempts = 5

/** Runs `work` again after a conflict, with a random pause so that two losers do not meet again. */
export async function retryConflicts<T>(
  work: () => Promise<T>,
  isConflict: (error: unknown) => boolean,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === attempts || !isConflict(error)) throw error
      await pause(Math.random() * 20 * 2 ** attempt)
    }
  }
}
