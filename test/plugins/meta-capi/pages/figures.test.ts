/** What the figures say: the page `/events/figures`, and the cards of the overview. */
import { expect, test } from 'vitest'
import { describeEachDatabase } from '../../../support/databases.js'
import { pixel, token } from '../../../support/event-environment.js'
import { type EventShop, openEventShop } from '../../../support/event-shop.js'
import { shopper } from '../../../support/orders.js'
import { cardsOf, shownPage } from './shown.js'

describeEachDatabase('the figures of the events', (fresh) => {
  const open = async (environment: Readonly<Record<string, string | undefined>> = {}) =>
    openEventShop({ url: (await fresh()).url, stores: ['acme'], environment })

  /** An hour and a bit ago two purchases after ten seconds; now one after two, and one that is given up. */
  async function busy(shop: EventShop) {
    await shop.buy('1', '2')
    shop.clock.move(10_000)
    await shop.deliver()
    shop.clock.move(65 * 60_000)
    await shop.buy('3', '4')
    shop.clock.move(2_000)
    shop.graph.misbehave({ name: 'poison', eventIds: ['purchase.4'] })
    await shop.deliver()
    shop.graph.misbehave(null)
  }

  test('show what became of events, and how long they were on their way', async () => {
    const shop = await open()
    await busy(shop)
    const hour = await shownPage(shop, '/events/figures')
    expect(hour.text).toContain('Purchase 1 0 0 1 2 s 2 s')
    // 09:30 and a little, and an hour and five minutes, in Berlin.
    expect(hour.text).toMatch(/Time Meta has it Taken as a test Given up 10:36 0 0 0 .* 11:35 1 0 1/)
    expect(hour.markup.match(/<figure class="chart/g)).toHaveLength(3)
    const day = await shownPage(shop, '/events/figures', { query: 'last=day' })
    expect(day.text).toContain('Purchase 3 0 0 1 7.3 s 10 s')
    expect(day.text).toMatch(/10:00 2 0 0 11:00 1 0 1/)
    expect(Buffer.byteLength(hour.markup)).toBeLessThan(60_000)
    expect((await shownPage(shop, '/events/figures', { store: 'acme' })).text).toContain('Nothing was sent')
  })

  test('count what time alone gave up', async () => {
    const shop = await open()
    await shop.buy('1')
    shop.clock.move(8 * 86_400_000)
    await shop.kernel.outbox.sweep()
    await shop.deliver()
    expect((await shownPage(shop, '/events/figures')).text).toContain('Purchase 0 0 0 1 ')
  })

  test('stand on the card of the overview with what waits, is held and was given up', async () => {
    const shop = await open()
    expect((await cardsOf(shop)).Events).toMatchObject({
      state: 'good',
      summary: '0 events in the last hour, 0 in the last day.',
      text: expect.stringContaining('No event has come yet'),
    })
    await busy(shop)
    await shop.meta.lead(shopper).stored
    const { Events: card } = await cardsOf(shop)
    expect(card).toMatchObject({
      state: 'attention',
      path: '/events',
      summary: '1 event in the last hour, 3 in the last day; 1 given up; 1 waiting.',
    })
    expect(card?.text).toContain('Purchase 1 3 1 given up Lead 0 0 1 waiting')
    shop.graph.setToken(pixel, token, 'expired')
    await shop.deliver()
    const held = await cardsOf(shop)
    expect(held.Events).toMatchObject({ state: 'bad', summary: expect.stringContaining('1 held') })
    expect(held['Meta connection']).toMatchObject({
      state: 'bad',
      summary: 'Events do not reach Meta.',
      text: expect.stringMatching(/Access token ✕ Refused by Meta/),
    })
  })

  test.each([
    [
      {},
      'good',
      'Events reach Meta.',
      new RegExp(`^Reporting ✓ On Pixel ${pixel} Access token ✓ Set Testing code none Meta answers yes$`),
    ],
    [{ FACEBOOK_CONVERSION__ENABLED: 'false' }, 'off', 'Events are switched off.', /Switch them on/],
    [
      { FACEBOOK_CONVERSION__PIXEL_ID: 'TBD' },
      'bad',
      'Events do not reach Meta.',
      /No pixel is set.*Pixel ✕ Not set/,
    ],
    [
      { FACEBOOK_CONVERSION__PIXEL_TESTING_CODE: 'TEST1' },
      'attention',
      'Something needs a look.',
      /Testing code ! Set ends in 1 day/,
    ],
    [
      { FACEBOOK_CONVERSION__PIXEL_TESTING_CODE: 'TEST1', FACEBOOK_CONVERSION__TESTING_CODE_HOURS: '0' },
      'attention',
      'Something needs a look.',
      /Testing code ! Set, without an end/,
    ],
  ] as const)('the connection with %j is %s: %s', async (environment, state, summary, text) => {
    const { 'Meta connection': card } = await cardsOf(await open(environment))
    expect(card).toMatchObject({ state, summary, text: expect.stringMatching(text) })
  })

  test('a testing code that is over is said to be', async () => {
    const shop = await open({ FACEBOOK_CONVERSION__PIXEL_TESTING_CODE: 'TEST1' })
    await cardsOf(shop)
    shop.clock.move(25 * 3_600_000)
    const { 'Meta connection': card } = await cardsOf(shop)
    expect(card).toMatchObject({ state: 'good', text: expect.stringMatching(/– Over ended 1 hour ago/) })
  })
})
