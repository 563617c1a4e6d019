import { expect, test } from 'vitest'
import { type CacheOptions, createCache } from '../../src/kernel/cache.js'
import { testClock } from '../support/clock.js'
import { type Deferred, deferred } from '../support/deferred.js'

function cacheOf(over: Partial<CacheOptions<string>> = {}) {
  const clock = testClock()
  const loads: (Deferred<string> & { readonly key: string; readonly known: string | undefined })[] = []
  const stale: unknown[] = []
  const cache = createCache<string>({
    clock,
    freshMs: 2_000,
    staleMs: 60_000,
    loadLimitMs: 10_000,
    mostKeys: 3,
    load(key, known) {
      const load = { ...deferred<string>(), key, known }
      loads.push(load)
      return load.promise
    },
    onStale: (error) => stale.push(error),
    ...over,
  })
  const last = () => {
    const load = loads.at(-1)
    if (!load) throw new Error('nothing was loaded')
    return load
  }
  /** Reads `key` and answers the load that this must start. */
  const loaded = async (key: string, value: string) => {
    const before = loads.length
    const reading = cache.get(key)
    expect(loads.length).toBe(before + 1)
    last().resolve(value)
    expect(await reading).toBe(value)
  }
  return { cache, clock, loads, stale, last, loaded }
}

test('a fresh value is given without a promise, and loaded again only once its time is over', async () => {
  const { cache, clock, loads, loaded } = cacheOf()
  await loaded('a', 'one')
  clock.move(1_999)
  expect(cache.get('a')).toBe('one')
  clock.move(1)
  await loaded('a', 'two')
  expect(cache.get('a')).toBe('two')
  expect(loads.map(({ known }) => known)).toEqual([undefined, 'one'])
})

test('readers at the same time share one load, and each key has its own', async () => {
  const { cache, loads, last } = cacheOf()
  const readers = [cache.get('a'), cache.get('a'), cache.get('a')]
  last().resolve('one')
  expect(await Promise.all(readers)).toEqual(['one', 'one', 'one'])
  expect(loads).toHaveLength(1)
  const other = cache.get('b')
  last().resolve('other')
  expect(await other).toBe('other')
})

test('while loading fails the last known value serves, and the source is asked once per fresh time', async () => {
  const { cache, clock, loads, stale, loaded, last } = cacheOf()
  await loaded('a', 'one')
  for (let period = 1; period <= 5; period++) {
    clock.move(2_000)
    const readers = [cache.get('a'), cache.get('a')]
    last().reject(new Error(`away ${period}`))
    expect(await Promise.all(readers)).toEqual(['one', 'one'])
    for (let hot = 0; hot < 100; hot++) expect(cache.get('a')).toBe('one')
  }
  expect(loads).toHaveLength(6)
  expect(stale.map(String)).toEqual([1, 2, 3, 4, 5].map((n) => `Error: away ${n}`))
})

test('a last known value that is too old does not serve', async () => {
  const { cache, clock, loaded, last } = cacheOf()
  await loaded('a', 'one')
  clock.move(60_001)
  const reading = cache.get('a')
  last().reject(new Error('away'))
  await expect(reading).rejects.toThrow('away')
})

test('where nothing is known a failed load fails its readers, and the next reader tries again', async () => {
  const { cache, last, loaded } = cacheOf()
  const readers = [cache.get('a'), cache.get('a')]
  last().reject(new Error('away'))
  const results = await Promise.allSettled(readers)
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await loaded('a', 'one')
})

test('a load that throws at once is a failed load', async () => {
  const { cache } = cacheOf({
    load: () => {
      throw new Error('at once')
    },
  })
  await expect(cache.get('a')).rejects.toThrow('at once')
  await expect(cache.get('a')).rejects.toThrow('at once')
})

test('a load that does not end is given up, for a known value and without one', async () => {
  const { cache, clock, last } = cacheOf({ loadLimitMs: 5 })
  await expect(cache.get('a')).rejects.toThrow('no answer within 5 ms')
  const reading = cache.get('a')
  last().resolve('one')
  expect(await reading).toBe('one')
  clock.move(2_000)
  expect(await cache.get('a')).toBe('one')
})

test('a clock that goes back does not keep a value fresh for ever', async () => {
  const { cache, clock, loaded } = cacheOf()
  await loaded('a', 'one')
  clock.move(-3_600_000)
  await loaded('a', 'two')
  expect(cache.get('a')).toBe('two')
})

test('a load that began before a value was forgotten is good for its reader, and not kept', async () => {
  const { cache, loads, last, loaded } = cacheOf()
  const early = cache.get('a')
  cache.forget('a')
  last().resolve('before the write')
  expect(await early).toBe('before the write')
  await loaded('a', 'after the write')
  expect(cache.get('a')).toBe('after the write')
  expect(loads).toHaveLength(2)
})

test('a load from before a forget does not end the sharing of the one that follows it', async () => {
  const { cache, loads } = cacheOf()
  const early = cache.get('a')
  cache.forget('a')
  const later = cache.get('a')
  loads[0]?.resolve('before')
  await early
  const third = cache.get('a')
  expect(loads).toHaveLength(2)
  loads[1]?.resolve('after')
  expect(await Promise.all([later, third])).toEqual(['after', 'after'])
})

test('no more keys are held than the bound', async () => {
  const { cache, loads, loaded } = cacheOf()
  for (const key of ['a', 'b', 'c', 'd']) await loaded(key, key)
  expect(cache.get('d')).toBe('d')
  const again = cache.get('a')
  expect(again).toBeInstanceOf(Promise)
  loads.at(-1)?.resolve('a')
  await again
})

test('two caches share nothing', async () => {
  const [one, two] = [cacheOf(), cacheOf()]
  await one.loaded('a', 'of the first')
  await two.loaded('a', 'of the second')
  expect(one.cache.get('a')).toBe('of the first')
})
