/** A read-through cache: one load at a time per key, and the last known value while the source is away. */
import NodeCache from 'node-cache'
import type { Clock } from './clock.js'

export interface CacheOptions<T> {
  readonly clock: Clock
  /** How long a value is taken without asking again. */
  readonly freshMs: number
  /** How long the last known value serves while loading fails. */
  readonly staleMs: number
  /** How long one load may take before the last known value is taken instead. */
  readonly loadLimitMs: number
  /** Keys held at most; the cache empties itself rather than grow past it. */
  readonly mostKeys: number
  /** `known` is the last value, where there is one: give it back when nothing changed, so that it stays the same object. */
  load(key: string, known: T | undefined): Promise<T>
  /** Told when the last known value stands in for a failed load. */
  onStale(error: unknown): void
}

export interface Cache<T> {
  /** Without a promise when the value is fresh, so that a hot path costs no tick. */
  get(key: string): T | Promise<T>
  forget(key: string): void
}

interface Entry<T> {
  readonly value: T
  loadedAt: number
  askAgainAt: number
}

export function createCache<T>(options: CacheOptions<T>): Cache<T> {
  const { clock, freshMs, staleMs, loadLimitMs, mostKeys, load, onStale } = options
  // Clones off: entries are shared, frozen values. No check period: it would hold a timer per cache.
  const entries = new NodeCache({ useClones: false, checkperiod: 0, stdTTL: 0 })
  const loading = new Map<string, Promise<T>>()
  let forgotten = 0

  async function refresh(key: string, known: Entry<T> | undefined): Promise<T> {
    const forgottenBefore = forgotten
    try {
      const value = await within(loadLimitMs, load(key, known?.value))
      // A load that began before a write may carry what the write replaced: good for its caller, not for keeping.
      if (forgotten !== forgottenBefore) return value
      if (entries.keys().length >= mostKeys) entries.flushAll()
      const now = clock.now()
      entries.set(key, { value, loadedAt: now, askAgainAt: now + freshMs })
      return value
    } catch (error) {
      if (!known || Math.abs(clock.now() - known.loadedAt) > staleMs) throw error
      known.askAgainAt = clock.now() + freshMs
      onStale(error)
      return known.value
    }
  }

  return {
    get(key) {
      const known = entries.get<Entry<T>>(key)
      const now = clock.now()
      // The second half notices a clock that went back: an entry from the future is not fresh.
      if (known && now < known.askAgainAt && now >= known.askAgainAt - freshMs) return known.value
      const already = loading.get(key)
      if (already) return already
      const started = refresh(key, known).finally(() => {
        // After a forget it may be another one's load that is under way.
        if (loading.get(key) === started) loading.delete(key)
      })
      loading.set(key, started)
      return started
    },
    forget(key) {
      forgotten++
      entries.del(key)
      loading.delete(key)
    },
  }
}

function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs)
  })
  return Promise.race([work, limit]).finally(() => clearTimeout(timer))
}
