/** The page `/events`: the switch, the backlog and the live log, as a merchant finds them. */
import { expect, test } from 'vitest'
import type { MetaApi } from '../../../../plugins/meta-capi/contract.js'
import { describeEachDatabase } from '../../../support/databases.js'
import { pixel, token } from '../../../support/event-environment.js'
import { type EventShop, openEventShop } from '../../../support/event-shop.js'
import { orderOf, shopper } from '../../../support/orders.js'
import { pressed, shownPage } from './shown.js'

describeEachDatabase('the events’ page', (fresh) => {
  const open = async (environment: Readonly<Record<string, string | undefined>> = {}) =>
    openEventShop({ url: (await fresh()).url, stores: ['acme'], environment })

  /** Buys one after the other, so that the log has an order; those that are named are given up. */
  async function bought(shop: EventShop, ids: readonly string[], dead: readonly string[] = []) {
    for (const id of ids) {
      await shop.buy(id)
      shop.clock.move(1)
    }
    shop.graph.misbehave({ name: 'poison', eventIds: dead.map((id) => `purchase.${id}`) })
    await shop.deliver()
    shop.graph.misbehave(null)
  }

  const ordersIn = (markup: string) => [...markup.matchAll(/\?order=(\w+)"/g)].map(([, order]) => order)

  test('says what to do where nothing has come yet, and is live', async () => {
    const page = await shownPage(await open(), '/events')
    expect(page.liveSeconds).toBe(3)
    expect(page.text).toContain('No events yet. As soon as a shopper')
    expect(page.text).toContain('Nothing waits, and nothing was given up.')
    expect(page.text).toContain('On What shoppers do is reported to Meta.')
  })

  test('lists the newest first with their states, and takes kind, state, order and event id', async () => {
    const shop = await open()
    await bought(shop, ['1', '2', '3'], ['2'])
    await shop.meta.lead(shopper).stored
    shop.clock.move(1)
    const whole = await shownPage(shop, '/events')
    expect(ordersIn(whole.markup)).toEqual(['3', '2', '1'])
    expect(whole.text).toMatch(/Lead .*Waiting .*Purchase .*Meta has it 3 .*Given up Meta refuses it.* 2 /)
    for (const [query, orders] of [
      ['state=dead', ['2']],
      ['kind=Purchase&state=done', ['3', '1']],
      ['kind=Lead', []],
      ['order=1', ['1']],
      ['event=purchase.3', ['3']],
      ['event=purchase.3&kind=Lead', []],
      ['order=3&state=dead', []],
      ['state=nonsense', ['3', '2', '1']],
    ] as const) {
      const { markup } = await shownPage(shop, '/events', { query })
      expect([query, ordersIn(markup)]).toEqual([query, orders])
    }
    expect((await shownPage(shop, '/events', { query: 'kind=Nothing' })).text).toContain('No event fits.')
  })

  test('shows fifty a page, and the way to older ones and back', async () => {
    const shop = await open()
    for (let id = 1; id <= 60; id++) {
      await shop.meta.purchase(shopper, orderOf(String(id))).stored
      shop.clock.move(1)
    }
    const first = await shownPage(shop, '/events', { query: 'kind=Purchase' })
    expect(ordersIn(first.markup)).toHaveLength(50)
    const [, query = ''] = /rel="next" href="[^?]*\?([^"]+)"/.exec(first.markup) ?? []
    const second = await shownPage(shop, '/events', { query: query.replaceAll('&amp;', '&') })
    expect(ordersIn(second.markup)).toEqual(['10', '9', '8', '7', '6', '5', '4', '3', '2', '1'])
    expect([second.liveSeconds, second.text.includes('To the newest')]).toEqual([undefined, true])
    expect(second.markup).not.toContain('rel="next"')
    expect(second.markup).toContain('<option value="Purchase" selected>')
  })

  test('escapes what a shop or a reader wrote', async () => {
    const shop = await open()
    const script = '<script>alert(1)</script>'
    await shop.meta.purchase(shopper, orderOf(script)).stored
    const query = new URLSearchParams({ order: script, kind: script, event: `"${script}` }).toString()
    for (const wishes of [{}, { query }]) {
      const { markup } = await shownPage(shop, '/events', wishes)
      expect(markup).toContain('&lt;script&gt;')
      expect(markup).not.toContain('<script')
    }
  })

  test('shows and changes nothing of another store', async () => {
    const shop = await open()
    await bought(shop, ['1', '2'], ['1', '2'])
    const other = await shownPage(shop, '/events', { store: 'acme' })
    expect(ordersIn(other.markup)).toEqual([])
    expect(other.text).toContain('No pixel is set')
    for (const does of ['retryKind', 'dropKind'])
      await pressed(shop, '/events', does, { kind: 'Purchase' }, { store: 'acme' })
    expect(await shop.states()).toEqual({ dead: 2 })
    await pressed(shop, '/events', 'report', { on: 'false' }, { store: 'acme' })
    expect((await shownPage(shop, '/events')).text).toContain('On What shoppers do is reported')
  })

  test('sends all of a kind again that were given up, and drops them', async () => {
    const shop = await open()
    await bought(shop, ['1', '2', '3'], ['1', '2'])
    expect((await shownPage(shop, '/events')).text).toMatch(/Given up What to do Purchase 0 0 0 2 Send again/)
    expect(await pressed(shop, '/events', 'retryKind', { kind: 'purchase' })).toMatchObject({
      notice: 'None of them can be sent again: Meta takes nothing that old.',
    })
    expect(await pressed(shop, '/events', 'retryKind', { kind: 'Purchase' })).toEqual({
      to: '/events',
      notice: '2 events go out again.',
    })
    await shop.deliver()
    expect(await shop.states()).toEqual({ done: 3 })
    await bought(shop, ['4'], ['4'])
    expect(await pressed(shop, '/events', 'dropKind', { kind: 'Purchase' })).toMatchObject({
      notice: '1 event dropped.',
    })
    expect(await shop.states()).toEqual({ done: 3 })
  })

  test('sends nothing again that Meta would not take any more', async () => {
    const shop = await open()
    await bought(shop, ['1'], ['1'])
    shop.clock.move(8 * 86_400_000)
    expect(await pressed(shop, '/events', 'retryKind', { kind: 'Purchase' })).toMatchObject({
      notice: 'None of them can be sent again: Meta takes nothing that old.',
    })
    expect(await shop.states()).toEqual({ dead: 1 })
  })

  test('switches reporting off and on, by an admin alone, and says who did', async () => {
    const shop = await open()
    expect(await pressed(shop, '/events', 'report', { on: 'false' })).toMatchObject({
      notice: 'Events are switched off.',
    })
    expect((await shownPage(shop, '/events')).text).toContain('Events are switched off: what shoppers do now')
    expect(await (shop.kernel.api('meta', 'default') as MetaApi).lead(shopper).stored).toBe('off')
    const [change] = await shop.kernel.registry.changes('default', 1)
    expect(change).toMatchObject({ key: 'ENABLED', to: 'false', by: 'ada' })
    await pressed(shop, '/events', 'report', { on: 'true' })
    expect((await shownPage(shop, '/events')).text).toContain('On What shoppers do')
    await expect(pressed(shop, '/events', 'report', { on: 'maybe' })).rejects.toMatchObject({
      code: 'SETTING_INVALID',
    })
    expect((await shownPage(shop, '/events', { role: 'viewer' })).markup).not.toMatch(
      /<button[^>]* name="do"/,
    )
  })

  test('says where the environment holds the switch', async () => {
    const shop = await open({ FACEBOOK_CONVERSION__ENABLED: 'true' })
    const { text, markup } = await shownPage(shop, '/events')
    expect(text).toContain('The environment sets this (FACEBOOK_CONVERSION__ENABLED)')
    expect(markup).not.toContain('value="report"')
  })

  test('tells of a refused token that events are held, and what to do', async () => {
    const shop = await open()
    shop.graph.setToken(pixel, token, 'expired')
    await bought(shop, ['1'])
    const { text } = await shownPage(shop, '/events')
    expect(text).toContain(`Meta refuses the access token of pixel ${pixel}`)
    expect(text).toContain('enter it as PIXEL_ACCESS_TOKEN')
    expect(text).toMatch(/Purchase 0 1 0 0/)
    expect(text).toMatch(/Purchase .*Held Meta refuses the access token\. 1/)
  })

  test('tells of tests and of what is missing', async () => {
    const tests = await open({ FACEBOOK_CONVERSION__PIXEL_TESTING_CODE: 'TEST1' })
    const { text } = await shownPage(tests, '/events')
    expect(text).toMatch(/A testing code is set: .*It ends in 1 day/)
    const bare = await open({ FACEBOOK_CONVERSION__PIXEL_ACCESS_TOKEN: 'TBD' })
    expect((await shownPage(bare, '/events')).text).toContain('No access token is set')
    const quiet = await open({ NODE_ENV: 'development' })
    expect((await shownPage(quiet, '/events')).text).toContain('This is not the live shop')
  })

  test('tells of a Meta that does not answer, and when it is tried again', async () => {
    const shop = await open()
    shop.graph.misbehave({ name: 'temporary' })
    for (const id of ['1', '2', '3']) {
      await shop.buy(id)
      await shop.deliver()
    }
    const { text } = await shownPage(shop, '/events')
    expect(text).toMatch(/Meta did not answer for pixel \d+ several times.*it is tried again in \d+ seconds/)
    expect(text).toMatch(/Waiting Meta had a fault of its own.* 1/)
  })
})
