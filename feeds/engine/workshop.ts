/** The workshop: all builds of this process, one at a time, each feed at most once, and no feed again right after it failed. */
import { AppError, type Clock } from '../../src/kernel.js'
import type { Feed } from './feed.js'
import type { Outcome, Refresh, RefreshOptions } from './refresh.js'

export interface Workshop {
  /** Starts a refresh, or joins the one of the same feed that runs or waits. */
  refresh(feed: Feed, options?: RefreshOptions): Promise<Outcome>
  /** The same without waiting for it; what fails has been told as a problem. */
  refreshLater(feed: Feed): void
  /** Resolves when nothing runs or waits any more. */
  idle(): Promise<void>
}

const mostWaiting = 50
const restAfterFailureMs = 30_000
const mostFailures = 1_000

export function createWorkshop(refresh: Refresh, clock: Clock): Workshop {
  const underway = new Map<string, Promise<Outcome>>()
  const failures = new Map<string, { readonly error: unknown; readonly at: number }>()
  let turn: Promise<unknown> = Promise.resolve()

  function begin(feed: Feed, options: RefreshOptions): Promise<Outcome> {
    if (underway.size >= mostWaiting) throw full()
    const key = keyOf(feed)
    const work = turn
      .then(() => refresh(feed, options))
      .then(
        (outcome) => {
          failures.delete(key)
          return outcome
        },
        (error) => {
          remember(key, error)
          throw error
        },
      )
      .finally(() => underway.delete(key))
    underway.set(key, work)
    turn = work.catch(() => {})
    return work
  }

  function remember(key: string, error: unknown): void {
    if (failures.size >= mostFailures) failures.clear()
    failures.set(key, { error, at: clock.now() })
  }

  function restingError(feed: Feed): unknown {
    const failure = failures.get(keyOf(feed))
    return failure && Math.abs(clock.now() - failure.at) < restAfterFailureMs ? failure.error : undefined
  }

  return {
    async refresh(feed, options = {}) {
      const asked = options.force || options.acceptDrop || options.onProgress
      const joined = asked ? undefined : underway.get(keyOf(feed))
      if (joined) return joined
      const resting = asked ? undefined : restingError(feed)
      if (resting) throw resting
      return begin(feed, options)
    },
    refreshLater(feed) {
      if (underway.has(keyOf(feed)) || underway.size >= mostWaiting || restingError(feed)) return
      begin(feed, {}).catch(() => {})
    },
    async idle() {
      while (underway.size > 0) await Promise.allSettled(underway.values())
    },
  }
}

function keyOf({ store, channel, hash }: Feed): string {
  return `${store}/${channel}/${hash}`
}

function full(): AppError {
  return new AppError('FEED_QUEUE_FULL', 'unavailable', 'Too many feeds are waiting to be built.', {
    retryAfterSeconds: 60,
  })
}
