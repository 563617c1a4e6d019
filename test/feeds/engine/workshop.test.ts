/** The workshop: one build at a time, each feed at most once, and a rest after a failure. */
import { describe, expect, test } from 'vitest'
import { canonical, type Feed } from '../../../feeds/engine/feed.js'
import type { Outcome, RefreshOptions } from '../../../feeds/engine/refresh.js'
import { createWorkshop } from '../../../feeds/engine/workshop.js'
import { testClock } from '../../support/clock.js'
import { type Deferred, deferred } from '../../support/deferred.js'

const feedOf = (top: number): Feed => canonical('default', 'google-merchant', { top })
const published = { state: 'published' } as Outcome
const refused = { state: 'refused' } as Outcome

interface Begun extends Deferred<Outcome> {
  readonly feed: Feed
  readonly options: RefreshOptions | undefined
}

function workshop() {
  const begun: Begun[] = []
  const clock = testClock()
  const shop = createWorkshop((feed, options) => {
    const settled = deferred<Outcome>()
    begun.push({ ...settled, feed, options })
    return settled.promise
  }, clock)
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  return { ...shop, begun, clock, turn }
}

describe('the workshop', () => {
  test('builds one feed after the other', async () => {
    const { refresh, begun, turn, idle } = workshop()
    const [one, two] = [refresh(feedOf(1)), refresh(feedOf(2))]
    await turn()
    expect(begun).toHaveLength(1)
    begun[0]?.resolve(published)
    await one
    await turn()
    expect(begun).toHaveLength(2)
    begun[1]?.resolve(published)
    await two
    await idle()
  })

  test('joins those who ask for the same feed, also while it still waits', async () => {
    const { refresh, begun, turn } = workshop()
    const first = refresh(feedOf(1))
    const asked = [refresh(feedOf(2)), refresh(feedOf(2)), refresh(feedOf(1))]
    await turn()
    begun[0]?.resolve(published)
    await first
    await turn()
    begun[1]?.resolve(published)
    await Promise.all(asked)
    expect(begun).toHaveLength(2)
  })

  test('does not join what asks for more: that is built by itself, and waited for at the end', async () => {
    const { refresh, begun, turn, idle } = workshop()
    const plain = refresh(feedOf(1))
    const forced = refresh(feedOf(1), { force: true })
    await turn()
    begun[0]?.resolve(published)
    await plain
    let isIdle = false
    const resting = idle().then(() => {
      isIdle = true
    })
    await turn()
    expect([begun.length, begun[1]?.options, isIdle]).toMatchObject([2, { force: true }, false])
    // The one that is under way now is the one to join.
    const joined = refresh(feedOf(1))
    begun[1]?.resolve(published)
    expect(await Promise.all([forced, joined])).toEqual([published, published])
    await resting
    expect(begun).toHaveLength(2)
  })

  test('lets a feed rest that has just failed, and tells why, until it is time or somebody insists', async () => {
    const { refresh, refreshLater, begun, clock, turn } = workshop()
    const failure = new Error('the catalog is down')
    const failing = refresh(feedOf(1))
    await turn()
    begun[0]?.reject(failure)
    await expect(failing).rejects.toBe(failure)
    await expect(refresh(feedOf(1))).rejects.toBe(failure)
    refreshLater(feedOf(1))
    await turn()
    expect(begun).toHaveLength(1)
    const insisting = refresh(feedOf(1), { force: true })
    await turn()
    begun[1]?.reject(failure)
    await expect(insisting).rejects.toBe(failure)
    clock.move(30_000)
    const again = refresh(feedOf(1))
    await turn()
    begun[2]?.resolve(published)
    expect(await again).toBe(published)
    refreshLater(feedOf(1))
    await turn()
    expect(begun).toHaveLength(4)
    begun[3]?.resolve(published)
  })

  test('does not look again at once at a feed that the guard refused, unless it is asked for', async () => {
    const { refresh, refreshLater, begun, clock, turn } = workshop()
    const asking = refresh(feedOf(1))
    await turn()
    begun[0]?.resolve(refused)
    expect(await asking).toBe(refused)
    refreshLater(feedOf(1))
    await turn()
    expect(begun).toHaveLength(1)
    const asked = refresh(feedOf(1))
    await turn()
    begun[1]?.resolve(refused)
    expect(await asked).toBe(refused)
    clock.move(-40_000)
    refreshLater(feedOf(1))
    await turn()
    expect(begun).toHaveLength(3)
    begun[2]?.resolve(refused)
  })

  test('tells what it does with a feed: nothing, waiting, how far, nothing again', async () => {
    const { refreshLater, start, activity, begun, clock, turn, idle } = workshop()
    const asked: unknown[] = []
    expect(activity(feedOf(1))).toBeUndefined()
    refreshLater(feedOf(1))
    const startedAt = clock.now()
    start(feedOf(2), { force: true, onProgress: (progress) => asked.push(progress) })
    await turn()
    expect(activity(feedOf(1))).toEqual({ state: 'running', startedAt, progress: undefined })
    expect(activity(feedOf(2))).toEqual({ state: 'waiting', startedAt, progress: undefined })
    const counting = { products: 10, items: 9 }
    begun[0]?.options?.onProgress?.(counting)
    counting.products = 11
    expect(activity(feedOf(1))?.progress).toEqual({ products: 10, items: 9 })
    clock.move(5_000)
    begun[0]?.resolve(published)
    await turn()
    expect(activity(feedOf(1))).toBeUndefined()
    expect(activity(feedOf(2))).toEqual({
      state: 'running',
      startedAt: startedAt + 5_000,
      progress: undefined,
    })
    expect(begun[1]?.options?.force).toBe(true)
    begun[1]?.options?.onProgress?.(counting)
    expect(asked).toEqual([counting])
    begun[1]?.reject(new Error('told as a problem'))
    await idle()
    expect(activity(feedOf(2))).toBeUndefined()
  })

  test('tells of the one that runs where another of the same feed waits', async () => {
    const { start, activity, begun, turn, idle } = workshop()
    start(feedOf(1), { force: true })
    start(feedOf(1), { acceptDrop: true })
    await turn()
    expect(activity(feedOf(1))?.state).toBe('running')
    begun[0]?.resolve(refused)
    await turn()
    expect(begun[1]?.options?.acceptDrop).toBe(true)
    expect(activity(feedOf(1))?.state).toBe('running')
    begun[1]?.resolve(published)
    await idle()
  })

  test('takes no more than fifty, and goes on with them when one fails', async () => {
    const { refresh, refreshLater, start, begun, turn, idle } = workshop()
    const waiting = Array.from({ length: 50 }, (_, n) => refresh(feedOf(n + 1)))
    await expect(refresh(feedOf(51))).rejects.toMatchObject({
      code: 'FEED_QUEUE_FULL',
      retryAfterSeconds: 60,
    })
    refreshLater(feedOf(51))
    expect(() => start(feedOf(51), { force: true })).toThrow(/Too many feeds/)
    const results = Promise.allSettled(waiting)
    for (let n = 0; n < 50; n++) {
      await turn()
      if (n === 3) begun[n]?.reject(new Error('this one'))
      else begun[n]?.resolve(published)
    }
    expect((await results).filter(({ status }) => status === 'rejected')).toHaveLength(1)
    await idle()
    expect(begun).toHaveLength(50)
  })
})
