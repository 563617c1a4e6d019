/** How often a password may be tried: guessers are slowed and stopped, and whoever signed in here before is not. */
import { setTimeout as wait } from 'node:timers/promises'
import { networkOf } from '../../kernel/server/network.js'
import { AppError, type Clock } from '../../kernel.js'
import { type Attempts, createAttempts } from './attempts.js'

/** One try at a password. */
export interface Try {
  readonly name: string
  /** The client's IP address. */
  readonly address: string
  /** A browser in which this person has signed in before. */
  readonly browser: string | undefined
  readonly signal: AbortSignal
}

export interface Admitted {
  /** The password was right. */
  right(): void
  /** It was not looked at. */
  unjudged(): void
}

export interface SignInLimits {
  /** Resolves when it may be judged, which may take some seconds; throws SIGN_IN_LIMITED or SIGN_IN_BUSY. */
  admit(attempt: Try): Promise<Admitted>
}

export type Pause = (ms: number, signal: AbortSignal) => Promise<unknown>

const windowMs = 15 * 60_000
const mostWrong = 10
const mostCounted = 20_000
const mostPausing = 100
const wrongWithoutPause = 5
const firstPauseMs = 250
const longestPauseMs = 8_000

const pauseUnlessGiven: Pause = (ms, signal) => wait(ms, undefined, { signal, ref: false })

export const busy = (): AppError =>
  new AppError('SIGN_IN_BUSY', 'unavailable', 'Too many people sign in right now; try again in a moment.', {
    retryAfterSeconds: 5,
  })

export function createSignInLimits(clock: Clock, pause: Pause = pauseUnlessGiven): SignInLimits {
  const make = (): Attempts => createAttempts(clock, windowMs, mostCounted)
  const ofPlaces = make()
  // Not among the places: a flood of addresses must not crowd out who is known.
  const ofBrowsers = make()
  const ofNames = make()
  let pausing = 0

  /** Grows with what is tried in vain at one name from anywhere unknown: many addresses guess no faster than a few. */
  async function slow(count: number, signal: AbortSignal): Promise<void> {
    const beyond = count - wrongWithoutPause - 1
    if (beyond < 0) return
    if (pausing >= mostPausing) throw busy()
    pausing++
    try {
      await pause(Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(beyond, 20)), signal)
    } finally {
      pausing--
    }
  }

  return {
    async admit({ name, address, browser, signal }) {
      const place = `${networkOf(address)} ${name}`
      const [counts, key] = browser === undefined ? [ofPlaces, place] : [ofBrowsers, `${browser} ${name}`]
      // Counted before it is judged: five hundred at once must not all pass as the first.
      const here = counts.begin(key)
      if (here.count > mostWrong) {
        here.undo()
        throw limited(here.untilMs)
      }
      const anywhere = browser === undefined ? ofNames.begin(name) : undefined
      const unjudged = () => {
        here.undo()
        anywhere?.undo()
      }
      try {
        await slow(anywhere?.count ?? 0, signal)
      } catch (error) {
        unjudged()
        throw error
      }
      return {
        unjudged,
        right() {
          counts.forget(key)
          anywhere?.undo()
        },
      }
    },
  }
}

function limited(untilMs: number): AppError {
  const minutes = Math.max(1, Math.ceil(untilMs / 60_000))
  return new AppError(
    'SIGN_IN_LIMITED',
    'tooMany',
    `Too many wrong passwords came from here; try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    { retryAfterSeconds: Math.max(1, Math.ceil(untilMs / 1_000)) },
  )
}
