/** Tells the merchant of stored values that cannot be read, once, and takes it back when they can. */
import type { Problems } from '../problems.js'
import type { Unreadable } from './resolve.js'

const code = 'SETTING_UNREADABLE'

const words: Readonly<Record<Unreadable, { what: string; advice: string }>> = {
  sealed: {
    what: 'is stored, but STORECAST_SECRET does not open it, so it counts as not set',
    advice:
      'Start with the secret it was sealed with (several are given with commas between), or set it again.',
  },
  refused: {
    what: 'is stored with a value that this version does not accept, so its default holds',
    advice: 'Set it again.',
  },
}

/** Compares each load with the one before, so that an unchanged state costs no query. */
export function createUnreadable(problems: Problems) {
  const told = new Map<string, string>()
  return {
    async report(store: string, found: ReadonlyMap<string, Unreadable>): Promise<void> {
      const state = [...found].join()
      if (told.get(store) === state) return
      // A settling that failed is tried again at the next load, because the state is not noted before.
      for (const [subject, why] of found) {
        const { what, advice } = words[why]
        await problems.raise({ store, code, subject, message: `${subject} ${what}.`, advice })
      }
      for (const problem of await problems.standing(store)) {
        if (problem.code === code && !found.has(problem.subject))
          await problems.settle(store, code, problem.subject)
      }
      told.set(store, state)
    },
  }
}
