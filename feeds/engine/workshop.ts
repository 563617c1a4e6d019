/** The workshop: all builds of this process, one at a time, each feed at most once, and no feed again right after it failed or was refused. */
import { AppError, type Clock } from '../../src/kernel.js'
import type { Progress } from './build.js'
import { type Feed, type FeedKey, keyOf } from './feed.js'
import type { Outcome, Refresh, RefreshOptions } from './refresh.js'

export interface Workshop {
  /** Starts a refresh, or joins the one of the same feed that runs or waits. */
  refresh(feed: Feed, options?: RefreshOptions): Promise<Outcome>
  /** The same without waiting for it; what fails has been told as a problem. */
  refreshLater(feed: Feed): void
  /** Starts a refresh of its own without waiting for it; what fails has been told as a problem. Throws FEED_QUEUE_FULL. */
  start(feed: Feed, options: RefreshOptions): void
  /** What this process is doing with a feed right now; undefined where nothing. */
  activity(feed: FeedKey): Activity | undefined
  /** Resolves when nothing runs or waits any more. */
  idle(): Promise<void>
}

/** A refresh that waits for its turn, or that runs. */
export interface Activity {
  readonly state: 'waiting' | 'running'
  /** When it was asked for; where it runs, since when it does. */
  readonly startedAt: number
  /** Undefined before the first page of the catalog was read. */
  readonly progress: Progress | undefined
}

interface Job {
  readonly key: string
  activity: Activity
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
  const underway = new Map<Promise<Outcome>, Job>()
  const joinable = new Map<string, Promise<Outcome>>()
  const rests = new Map<string, Rest>()
  let turn: Promise<unknown> = Promise.resolve()

  function begin(feed: Feed, options: RefreshOptions): Promise<Outcome> {
    if (underway.size >= mostWaiting) throw full()
    const key = keyOf(feed)
    const job: Job = { key, activity: { state: 'waiting', startedAt: clock.now(), progress: undefined } }
    const work = turn
      .then(() => {
        job.activity = { state: 'running', startedAt: clock.now(), progress: undefined }
        return refresh(feed, watched(job, options))
      })
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
    underway.set(work, job)
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
    start(feed, options) {
      begin(feed, options).catch(() => {})
    },
    activity(feed) {
      const key = keyOf(feed)
      const own = [...underway.values()].filter((job) => job.key === key).map(({ activity }) => activity)
      return own.find(({ state }) => state === 'running') ?? own[0]
    },
    async idle() {
      while (underway.size > 0) await Promise.allSettled(underway.keys())
    },
  }
}

/** The same wishes, with an eye on how far it is. */
function watched(job: Job, options: RefreshOptions): RefreshOptions {
  return {
    ...options,
    onProgress(progress) {
      // The builder counts on in the same object.
      const { products, items } = progress
      job.activity = { ...job.activity, progress: { products, items } }
      options.onProgress?.(progress)
    },
  }
}

function full(): AppError {
  return new AppError('FEED_QUEUE_FULL', 'unavailable', 'Too many feeds are waiting to be built.', {
    retryAfterSeconds: 60,
  })
}
