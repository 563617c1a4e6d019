/** Walking a catalog that may be faulty, page by page. */

import { describe, expect, test } from 'vitest'
import type { Catalog } from '../../../feeds/catalog/contract.js'
import type { Product, ProductKey } from '../../../feeds/catalog/product.js'
import { walk } from '../../../feeds/engine/walk.js'
import { deferred } from '../../support/deferred.js'
import { gathered } from '../../support/gathered.js'
import { productOf } from '../../support/product.js'
import fc from '../../support/property.js'

const at = (key: ProductKey): Product => productOf({ key, id: `p${key}` })
const page = (...keys: ProductKey[]) => keys.map(at)

/** Gives these pages one after the other, whatever it is asked for. */
function pages(...given: (readonly Product[] | Promise<readonly Product[]>)[]): Catalog {
  const left = [...given]
  return { page: async () => (await left.shift()) ?? [], fingerprint: async () => '' }
}

const options = (over: { pageLimitMs?: number; signal?: AbortSignal } = {}) => ({
  pageSize: 3,
  pageLimitMs: 5_000,
  signal: new AbortController().signal,
  ...over,
})

const keysOf = async (catalog: Catalog, over = {}) =>
  (await gathered(walk(catalog, {}, options(over)))).flat().map(({ key }) => key)

describe('a walk through a catalog', () => {
  test('gives every product once, whatever the size of the pages', async () => {
    const keys = fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(keys, fc.integer({ min: 1, max: 10 }), async (some, size) => {
        const sorted = some.sort((a, b) => a - b)
        const catalog: Catalog = {
          fingerprint: async () => '',
          page: async (after) =>
            page(...sorted.filter((key) => after === null || key > Number(after)).slice(0, size)),
        }
        expect(await keysOf(catalog)).toEqual(sorted)
      }),
    )
  })

  test('asks for the next page while this one is used', async () => {
    const asked: (ProductKey | null)[] = []
    const catalog: Catalog = {
      fingerprint: async () => '',
      page: async (after) => {
        asked.push(after)
        return after === null ? page(1, 2) : after === 2 ? page(3) : []
      },
    }
    const walking = walk(catalog, {}, options())
    await walking.next()
    expect(asked).toEqual([null, 2])
    await walking.return(undefined)
  })

  test.each([
    ['gives a page again', pages(page(1, 2), page(1, 2)), /key 1 behind 2/],
    ['begins a page with the key that it was asked behind', pages(page(1, 2), page(2, 3)), /key 2 twice/],
    ['gives one key twice in a page', pages(page(1, 1)), /key 1 twice/],
    ['goes back in a page', pages(page(1, 3, 2)), /key 2 behind 3/],
    ['mixes numbers and texts', pages(page(1), page('2')), /key "2" behind 1/],
    ['gives keys that are no numbers', pages(page(1), page(Number.NaN)), /ascending/],
    ['orders texts as numbers', pages(page('9', '10')), /key "10" behind "9"/],
    [
      'orders letters beyond the surrogates as JavaScript does',
      pages(page('\u{1f525}', '\uff21')),
      /ascending/,
    ],
  ])('refuses a source that %s', async (_, catalog, why) => {
    await expect(keysOf(catalog)).rejects.toMatchObject({
      code: 'CATALOG_OUT_OF_ORDER',
      message: expect.stringMatching(why),
    })
  })

  test('takes texts in the order of their code points, as databases give them', async () => {
    const keys = ['A', 'a', 'é', '\ud7ff', '\uff21', '\u{1f525}', '\u{1f525}a', '\u{1f526}']
    expect(await keysOf(pages(page(...keys)))).toEqual(keys)
  })

  test('is never led round in circles: whatever pages a source repeats, it ends', async () => {
    const keys = fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }), {
      minLength: 1,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(keys, async (circle) => {
        let asked = 0
        const catalog: Catalog = {
          fingerprint: async () => '',
          page: async () => page(circle[asked++ % circle.length] ?? ''),
        }
        await expect(keysOf(catalog)).rejects.toMatchObject({ code: 'CATALOG_OUT_OF_ORDER' })
      }),
      { examples: [[['\uffff', '\u{10000}']]] },
    )
  })

  test('gives up on a source that hangs and listens to no signal', async () => {
    const hanging = pages(page(1), new Promise<never>(() => {}))
    await expect(keysOf(hanging, { pageLimitMs: 20 })).rejects.toMatchObject({
      code: 'CATALOG_SLOW',
      message: expect.stringContaining('PAGE_LIMIT_SECONDS'),
    })
  })

  test('ends at once when it is told to, while the source hangs', async () => {
    const told = new AbortController()
    const hanging = deferred<readonly Product[]>()
    const walking = keysOf(pages(hanging.promise), { signal: told.signal })
    told.abort(new Error('no longer wanted'))
    await expect(walking).rejects.toThrow('no longer wanted')
    hanging.reject(new Error('too late to matter'))
  })

  test('tells the source to stop when its user leaves', async () => {
    let signal: AbortSignal | undefined
    const catalog: Catalog = {
      fingerprint: async () => '',
      page: async (after, _limit, _filter, given) => {
        signal = given
        return after === null ? page(1) : new Promise<never>(() => {})
      },
    }
    for await (const _ of walk(catalog, {}, options())) break
    expect(signal?.aborted).toBe(true)
  })

  test('passes on what the source throws, also from the page that nobody asked for yet', async () => {
    const broken = pages(page(1), Promise.reject(new Error('the shop is down')))
    const walking = walk(broken, {}, options())
    expect((await walking.next()).value).toHaveLength(1)
    await new Promise((resolve) => setImmediate(resolve))
    await expect(walking.next()).rejects.toThrow('the shop is down')
  })
})
