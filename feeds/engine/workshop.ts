/** The workshop: all builds of this process, one at a time, each feed at most once, and no feed again right after it failed or was refused. */
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
const restMs = 30_000
const mostRests = 1_000

/** How a refresh ended that need not be tried again at once. */
interface Rest {
  readonly at: number
  readonly failure?: { readonly error: unknown }
}

export function createWorkshop(refresh: Refresh, clock: Clock): Workshop {
  const underway = new Set<Promise<Outcome>>()
  const joinable = new Map<string, Promise<Outcome>>()
  const rests = new Map<string, Rest>()
  let turn: Promise<unknown> = Promise.resolve()

  function begin(feed: Feed, options: RefreshOptions): Promise<Outcome> {
    if (underway.size >= mostWaiting) throw full()
    const key = keyOf(feed)
    const work = turn
      .then(() => refresh(feed, options))
      .then(
        (outcome) => {
          rests.delete(key)
          if (outcome.state === 'refused') rest(key, {})
          return outcome
        },
        (error) => {
          rest(key, { failure: { error } })
          throw error
        },
      )
      .finally(() => {
        underway.delete(work)
        // After a refresh with wishes of its own it may be that one's.
        if (joinable.get(key) === work) joinable.delete(key)
      })
    underway.add(work)
    joinable.set(key, work)
    turn = work.catch(() => {})
    return work
  }

  function rest(key: string, how: Omit<Rest, 'at'>): void {
    if (rests.size >= mostRests) rests.clear()
    rests.set(key, { at: clock.now(), ...how })
  }

  function restOf(feed: Feed): Rest | undefined {
    const known = rests.get(keyOf(feed))
    return known && Math.abs(clock.now() - known.at) < restMs ? known : undefined
  }

  return {
    async refresh(feed, options = {}) {
      const asked = options.force || options.acceptDrop || options.onProgress
      if (asked) return begin(feed, options)
      const joined = joinable.get(keyOf(feed))
      if (joined) return joined
      const failure = restOf(feed)?.failure
      if (failure) throw failure.error
      return begin(feed, options)
    },
    refreshLater(feed) {
      if (joinable.has(keyOf(feed)) || underway.size >= mostWaiting || restOf(feed)) return
      begin(feed, {}).catch(() => {})
    },
    async idle() {
      while (underway.size > 0) await Promise.allSettled(underway)
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
