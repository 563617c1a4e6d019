/** A Graph API that hangs, resets, refuses or is not there: what waits, how long, and what is given up in the end. */
import { expect, test } from 'vitest'
import { testClock } from '../../support/clock.js'
import { describeEachDatabase } from '../../support/databases.js'
import { token } from '../../support/event-environment.js'
import { openEventShop, startGraph } from '../../support/event-shop.js'
import { eventually } from '../../support/eventually.js'
import { expectEachOnce, repeatedAt } from '../../support/purchases-at-graph.js'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

describeEachDatabase('the outbox', (fresh) => {
  test('Graph hangs: events wait, hooks answer at once, and all arrive when it is back', async () => {
    const { url } = await fresh()
    const shop = await openEventShop({
      url,
      background: true,
      environment: { FACEBOOK_CONVERSION__TIMEOUT: '1' },
    })
    const { graph, kernel } = shop
    graph.misbehave({ name: 'hang' })
    const hanging = graph.nextRequest()
    await shop.buy('first')
    await hanging
    const ids = Array.from({ length: 30 }, (_, at) => `while-${at}`)
    await shop.buy(...ids)
    // The call is still out: nothing that was stored had to wait for its end.
    expect(graph.requests().every(({ status }) => status === undefined)).toBe(true)
    expect((await shop.states()).done).toBeUndefined()
    // Its time is over after a second: it is not known what became of it.
    await eventually(async () => (await waitingFor('timeout')) > 0, 10_000)
    graph.misbehave(null)
    await eventually(async () => {
      await shop.pass(minuteMs)
      // A destination that rests is looked at again at once, as a command does it.
      await kernel.outbox.deliver()
      return (await shop.states()).done === 31
    }, 20_000)
    expectEachOnce(graph, ['first', ...ids])

    async function waitingFor(reason: string): Promise<number> {
      const lines = await kernel.outbox.list('default', { state: 'waiting', limit: 100 })
      return lines.filter((line) => line.reason === reason).length
    }
  })

  test('Graph resets the connection after it accepted: the same ids go again within 48 hours, and each counts once', async () => {
    const { url } = await fresh()
    const shop = await openEventShop({ url })
    const { graph } = shop
    graph.misbehave({ name: 'resetAfterAccepting' }, { times: 2 })
    await shop.buy('1', '2', '3')
    for (let times = 0; times < 3; times++) {
      await shop.deliver()
      await shop.pass(15 * minuteMs)
    }
    expect(await shop.states()).toEqual({ done: 3 })
    expect(graph.counts()).toEqual(
      new Map(['1', '2', '3'].map((id) => [`1234567890/Purchase/purchase.${id}`, { times: 3, counted: 1 }])),
    )

    // One whose answer was lost, and that could not be asked again in time, would count a second time.
    graph.misbehave({ name: 'resetAfterAccepting' })
    await shop.buy('doubtful')
    await shop.deliver()
    await graph.down()
    await shop.buy('unsent')
    for (let hours = 0; hours < 48; hours++) {
      await shop.pass(hourMs)
      await shop.deliver()
    }
    graph.misbehave(null)
    await graph.up()
    await shop.kernel.outbox.sweep()
    await shop.pass(hourMs)
    await shop.deliver()
    expect(await shop.states()).toEqual({ done: 4, dead: 1 })
    const [dead] = await shop.kernel.outbox.list('default', { state: 'dead', limit: 10 })
    expect(dead).toMatchObject({ eventId: 'purchase.doubtful', reason: 'doubtful' })
    expect(graph.counts().get('1234567890/Purchase/purchase.doubtful')).toEqual({ times: 1, counted: 1 })
    expectEachOnce(graph, ['1', '2', '3', 'doubtful', 'unsent'])
  })

  test('Graph is down for an hour: everything arrives when it is back', async () => {
    const { url } = await fresh()
    const shop = await openEventShop({ url })
    const { graph } = shop
    await graph.down()
    const ids: string[] = []
    for (let minute = 0; minute < 60; minute += 5) {
      const id = `minute-${minute}`
      ids.push(id)
      await shop.buy(id)
      await shop.deliver()
      await shop.kernel.outbox.sweep()
      await shop.pass(5 * minuteMs)
    }
    expect(await shop.states()).toEqual({ waiting: ids.length })
    await graph.up()
    // The longest pause of the breaker, and the longest wait of an entry.
    for (let times = 0; times < 3; times++) {
      await shop.pass(15 * minuteMs)
      await shop.deliver()
    }
    expect(await shop.states()).toEqual({ done: ids.length })
    expectEachOnce(graph, ids)
    expect(repeatedAt(graph)).toEqual([])
  })

  test('Graph is down for a week: what is older than seven days is given up and says so, the rest arrives', async () => {
    const { url } = await fresh()
    const shop = await openEventShop({ url })
    const { graph, kernel } = shop
    await graph.down()
    const days = Array.from({ length: 8 }, (_, day) => `day-${day}`)
    for (const id of days) {
      await shop.buy(id)
      await shop.deliver()
      await kernel.outbox.sweep()
      if (id !== days.at(-1)) await shop.pass(dayMs)
    }
    await shop.pass(minuteMs)
    await graph.up()
    await kernel.outbox.sweep()
    for (let times = 0; times < 3; times++) {
      await shop.deliver()
      await shop.pass(15 * minuteMs)
    }
    expect(await shop.states()).toEqual({ dead: 1, done: 7 })
    const [dead] = await kernel.outbox.list('default', { state: 'dead', limit: 10 })
    expect(dead).toMatchObject({ eventId: 'purchase.day-0', reason: 'tooLate' })
    expect((await kernel.findings('default')).map(({ message }) => message)).toContain(
      '1 events were given up.',
    )
    // Not even when an operator asks for it: Meta would refuse it, and all that goes with it.
    expect(await kernel.outbox.retry('default', [dead?.id ?? ''])).toBe(0)
    expectEachOnce(graph, days.slice(1))
    expect(graph.requests().filter(({ outcome }) => outcome === 'refused')).toEqual([])
  })

  test('the token is revoked for 30 hours: events are held, a problem says so, and they go when the token is replaced', async () => {
    const { url } = await fresh()
    const shop = await openEventShop({
      url,
      environment: { FACEBOOK_CONVERSION__PIXEL_ACCESS_TOKEN: undefined },
    })
    const { graph, kernel } = shop
    const setToken = async (text: string) => {
      await kernel.registry.set('default', 'FACEBOOK_CONVERSION', 'PIXEL_ACCESS_TOKEN', text, { by: 'test' })
      // What other processes take to see it.
      await shop.pass(3_000)
      await kernel.findings('default')
    }
    await setToken(token)
    await shop.buy('before')
    await shop.deliver()
    graph.setToken('1234567890', null)
    const ids: string[] = []
    for (let hours = 0; hours < 30; hours++) {
      ids.push(`hour-${hours}`)
      await shop.buy(`hour-${hours}`)
      await shop.deliver()
      await kernel.outbox.sweep()
      await shop.pass(hourMs)
    }
    expect(await shop.states()).toEqual({ done: 1, waiting: 30 })
    expect(await shop.codes()).toEqual(['META_CREDENTIALS'])
    expect(await kernel.outbox.held('default')).toMatchObject([{ destination: 'meta:1234567890' }])
    // Asked once: what is refused for its token is not tried again with the same.
    expect(graph.requests().filter(({ code }) => code === 190)).toHaveLength(1)
    graph.setToken('1234567890', 'the-new-token')
    await setToken('the-new-token')
    await shop.deliver()
    expect(await shop.states()).toEqual({ done: 31 })
    expect(await shop.codes()).toEqual([])
    expect(await kernel.outbox.held('default')).toEqual([])
    expectEachOnce(graph, ['before', ...ids])
    expect(repeatedAt(graph)).toEqual([])
  })

  test('one poison event among 1000: it alone is given up, and the answer that names it costs one more call', async () => {
    const { url } = await fresh()
    const shop = await openEventShop({ url })
    const { graph, kernel } = shop
    const ids = Array.from({ length: 1_000 }, (_, at) => String(at))
    graph.misbehave({ name: 'poison', eventIds: ['purchase.637'], subcode: 2804009 })
    await shop.buy(...ids)
    await shop.deliver()
    expect(await shop.states()).toEqual({ dead: 1, done: 999 })
    const [dead] = await kernel.outbox.list('default', { state: 'dead', limit: 10 })
    expect(dead).toMatchObject({ eventId: 'purchase.637', reason: 'refused 100/2804009' })
    expectEachOnce(
      graph,
      ids.filter((id) => id !== '637'),
    )
    expect(graph.requests().map(({ events, outcome }) => [events, outcome])).toEqual([
      [1_000, 'refused'],
      // A name may stand in a value that the answer quotes: it is believed when it is refused alone.
      [1, 'refused'],
      [999, 'accepted'],
    ])
    expect(repeatedAt(graph)).toEqual([])
  })

  test('one poison event among 1000 that no answer names is found by halving, with 25 calls at most', async () => {
    const { url } = await fresh()
    const clock = testClock()
    const graph = await startGraph(clock, false)
    const shop = await openEventShop({ url, graph, clock })
    const ids = Array.from({ length: 1_000 }, (_, at) => String(at))
    graph.misbehave({ name: 'poison', eventIds: ['purchase.637'], subcode: 2804009 })
    await shop.buy(...ids)
    await shop.deliver()
    expect(await shop.states()).toEqual({ dead: 1, done: 999 })
    expectEachOnce(
      graph,
      ids.filter((id) => id !== '637'),
    )
    expect(graph.requests().length).toBeGreaterThan(2)
    expect(graph.requests().length).toBeLessThanOrEqual(25)
    expect(repeatedAt(graph)).toEqual([])
  })
})
