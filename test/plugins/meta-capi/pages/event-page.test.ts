/** The page `/events/:id`: one event whole, and what may be done with it. */
import { expect, test } from 'vitest'
import type { Consent } from '../../../../plugins/meta-capi/contract.js'
import { timeOrderedId } from '../../../../src/kernel/ids.js'
import { describeEachDatabase } from '../../../support/databases.js'
import { pixel, token } from '../../../support/event-environment.js'
import { type EventShop, openEventShop } from '../../../support/event-shop.js'
import { orderOf, shopper } from '../../../support/orders.js'
import { pressed, shownPage } from './shown.js'

const path = '/events/:id'
const agent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36'
const known = {
  ...shopper,
  user: {
    em: ['b'.repeat(64)],
    external_id: ['a'.repeat(64)],
    client_ip_address: '8.20.113.77',
    client_user_agent: agent,
    fbp: 'fb.1.1795253400000.1234567890',
  },
}

describeEachDatabase('an event’s page', (fresh) => {
  const open = async (environment: Readonly<Record<string, string | undefined>> = {}) =>
    openEventShop({ url: (await fresh()).url, stores: ['acme'], environment })

  const idOf = async ({ kernel }: EventShop, orderId: string) =>
    (await kernel.outbox.list('default', { orderId, limit: 1 }))[0]?.id ?? 'none'
  const shown = async (shop: EventShop, orderId: string) =>
    shownPage(shop, path, { params: { id: await idOf(shop, orderId) } })

  test('tells what Meta has, what was in it, and what it answered', async () => {
    const shop = await open()
    await shop.meta.purchase(known, orderOf('1')).stored
    const waiting = await shown(shop, '1')
    expect([waiting.title, waiting.liveSeconds]).toEqual(['Purchase of order 1', 3])
    expect(waiting.text).toMatch(/^– Waiting It goes out within seconds\. .*given up in 6 days/)
    expect(waiting.text).toContain('It was not sent yet')
    shop.clock.move(2_000)
    await shop.deliver()
    const done = await shown(shop, '1')
    expect(done.liveSeconds).toBeUndefined()
    expect(done.text).toMatch(/^✓ Meta has it Meta took it just now/)
    expect(done.text).toContain(`Who gets it Pixel ${pixel}`)
    expect(done.text).toContain('Worth €9.99')
    expect(done.text).toMatch(/Product Pieces Price A1 1 €9\.99/)
    expect(done.text).toMatch(/Taken HTTP 200, trace \S+ .*ms/)
    expect(done.text).toContain('"event_name": "Purchase"')
    expect(done.markup).not.toContain('value="retry"')
  })

  test('shortens what points at a person, wherever it stands', async () => {
    const shop = await open()
    await shop.meta.purchase(known, { ...orderOf('1'), custom: { coupon: 'c'.repeat(64) } }).stored
    const { text, markup } = await shown(shop, '1')
    for (const whole of ['bbbbbbbbb', 'aaaaaaaaa', 'ccccccccc', '8.20.113', '1234567890"', 'Safari'])
      expect([whole, markup.includes(whole)]).toEqual([whole, false])
    expect(text).toContain('Mail address bbbbbbbb…')
    expect(text).toContain('Internet address 8.20…')
    expect(text).toContain('"client_user_agent": "Mozilla/5.0 (X11; Linux x86_64)')
  })

  test('says why it was given up, sends it again and drops it', async () => {
    const shop = await open()
    await shop.buy('1', '2')
    shop.graph.misbehave({ name: 'poison', eventIds: ['purchase.1', 'purchase.2'] })
    await shop.deliver()
    shop.graph.misbehave(null)
    const { text, markup } = await shown(shop, '1')
    expect(text).toMatch(/^✕ Given up It was given up just now.* Meta refuses it: .*\(error 100\//)
    expect(text).toContain('An event was refused HTTP 400')
    expect(markup).toMatch(/data-question="Drop this event for good/)
    const id = await idOf(shop, '1')
    expect((await shownPage(shop, path, { params: { id }, role: 'viewer' })).markup).not.toContain(
      'name="do"',
    )
    expect(await pressed(shop, path, 'retry', {}, { params: { id } })).toEqual({
      to: `/events/${id}`,
      notice: 'It goes out again within seconds.',
    })
    expect((await pressed(shop, path, 'drop', {}, { params: { id } })).notice).toMatch(/^It was not dropped/)
    await shop.deliver()
    const other = await idOf(shop, '2')
    expect(await pressed(shop, path, 'drop', {}, { params: { id: other } })).toEqual({
      to: '/events',
      notice: 'The event was dropped.',
    })
    expect(await shop.states()).toEqual({ done: 1 })
    shop.clock.move(8 * 86_400_000)
    expect((await pressed(shop, path, 'retry', {}, { params: { id } })).notice).toMatch(
      /^It is not sent again/,
    )
  })

  test('asks before a doubtful one is sent again, and offers nothing that Meta does not take', async () => {
    const shop = await open()
    await shop.buy('1')
    shop.graph.misbehave({ name: 'resetAfterAccepting' })
    await shop.deliver()
    expect((await shown(shop, '1')).text).toMatch(/may have it since just now: no answer came back/)
    shop.clock.move(49 * 3_600_000)
    await shop.kernel.outbox.sweep()
    const { markup, text } = await shown(shop, '1')
    expect(text).toContain('a second copy would be counted twice')
    expect(markup).toContain('data-question="Meta may have this event.')
    shop.clock.move(6 * 86_400_000)
    const late = await shown(shop, '1')
    expect(late.text).toContain('It cannot be sent again: Meta takes nothing that old.')
    expect(late.markup).not.toContain('value="retry"')
  })

  test('says what it waits for: consent, a token, the switch', async () => {
    const shop = await open()
    const pending = { ...shopper, shopper: 'c'.repeat(64), consent: 'pending' as Consent }
    await shop.meta.purchase(pending, orderOf('1')).stored
    expect((await shown(shop, '1')).text).toMatch(/Waits for consent .* it is erased in 2 days/)
    await shop.buy('2')
    shop.graph.setToken(pixel, token, 'expired')
    await shop.deliver()
    expect((await shown(shop, '2')).text).toMatch(/^! Held It is held: Meta refuses the access token/)
    await shop.kernel.registry.set('default', 'FACEBOOK_CONVERSION', 'ENABLED', 'false', { by: 'test' })
    expect((await shown(shop, '2')).text).toContain('It stays here until events are reported again.')
  })

  test('is none for an id that is not there, or of another store; nothing is done to it', async () => {
    const shop = await open()
    await shop.buy('1')
    const id = await idOf(shop, '1')
    for (const wishes of [{ params: { id: 'nothing' } }, { params: { id }, store: 'acme' }, {}]) {
      await expect(shownPage(shop, path, wishes)).rejects.toMatchObject({
        code: 'EVENT_UNKNOWN',
        fault: 'missing',
      })
      for (const does of ['retry', 'drop'])
        await expect(pressed(shop, path, does, {}, wishes)).rejects.toMatchObject({ code: 'EVENT_UNKNOWN' })
    }
    expect(await shop.states()).toEqual({ waiting: 1 })
  })

  test('holds what is no event, and whatever a shop put into one', async () => {
    const shop = await open()
    const script = '</pre><script>alert(1)</script>'
    const entry = (body: string) => ({
      id: timeOrderedId(shop.clock.now()),
      store: 'default',
      destination: `meta:${pixel}`,
      name: `A${script}`,
      eventId: `${body.length}${script}`,
      orderId: String(body.length),
      isLasting: true,
      priority: 50,
      occurredAt: shop.clock.now(),
      sendUntil: shop.clock.now() + 1_000,
      body,
    })
    const contents = Array.from({ length: 80 }, () => ({ id: script, quantity: script, item_price: script }))
    const bodies = [
      'no json',
      '[]',
      JSON.stringify({ user_data: script, custom_data: [script], event_source_url: script }),
      JSON.stringify({
        user_data: { [script]: script, em: [[script]], client_ip_address: '2001:db8::1', lead_id: 12345 },
        custom_data: {
          value: script,
          currency: script,
          contents,
          [script]: { [script]: script },
          big: 'x'.repeat(60_000),
        },
      }),
      JSON.stringify({ custom_data: { value: '1', currency: 'zzz', contents: [null, 7] } }),
    ]
    for (const body of bodies) await shop.kernel.outbox.add(entry(body))
    for (const body of bodies) {
      const { markup } = await shown(shop, String(body.length))
      expect(markup).not.toContain('<script')
      expect(Buffer.byteLength(markup)).toBeLessThan(60_000)
    }
    const last = await shown(shop, String(bodies[3]?.length))
    expect(last.text).toContain('And 30 more.')
    expect(last.text).toMatch(/… and \d+ characters more/)
    expect((await shown(shop, '7')).text).toContain('What it carries cannot be shown.')
  })
})
