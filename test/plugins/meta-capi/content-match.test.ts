/** Whether the shop's events name products as its catalog does: what doctor and the events page tell of it. */
import { expect, test } from 'vitest'
import type { FeedsApi } from '../../../feeds/api.js'
import { type ContentMatch, contentMatch } from '../../../plugins/meta-capi/content-match.js'
import type { MetaApi } from '../../../plugins/meta-capi/contract.js'
import type { MetaState } from '../../../plugins/meta-capi/state.js'
import { timeOrderedId } from '../../../src/kernel/ids.js'
import { describeEachDatabase } from '../../support/databases.js'
import { type EventShop, type EventShopOptions, openEventShop } from '../../support/event-shop.js'
import { memoryCatalog } from '../../support/memory-catalog.js'
import { shopper } from '../../support/orders.js'

describeEachDatabase('the ids of products in the last events', (fresh) => {
  async function open(wishes: Partial<EventShopOptions> = {}): Promise<EventShop> {
    const { url } = await fresh()
    return openEventShop({ url, catalog: memoryCatalog(100), ...wishes })
  }

  const publish = ({ kernel }: EventShop, store = 'default') =>
    (kernel.api('feeds', store) as FeedsApi).refresh('facebook-catalog')

  const match = ({ kernel }: EventShop, store = 'default'): Promise<ContentMatch | undefined> =>
    contentMatch(kernel.state('meta') as MetaState, store)

  /** Shows products one after the other; ids made in one millisecond have no order. */
  async function show({ meta, clock }: EventShop, ...products: readonly string[]): Promise<void> {
    for (const product of products) {
      await meta.viewContent(shopper, { product }).stored
      clock.move(1)
    }
  }

  const told = async ({ kernel }: EventShop, store = 'default') =>
    (await kernel.findings(store)).filter(({ message }) => message.includes('products in the last events'))

  test('are counted once each, and those that the feed does not hold are named, the latest first', async () => {
    const shop = await open()
    await publish(shop)
    await show(shop, 'p1', 'SKU-1', 'p1', 'SKU-2', 'p2')
    expect(await match(shop)).toEqual({ ids: 4, standing: 2, missing: ['SKU-2', 'SKU-1'] })
  })

  test('are read from lists, from contents and from custom data alike, and not from groups', async () => {
    const shop = await open()
    await publish(shop)
    const { meta } = shop
    await meta.search(shopper, { query: 'wool', products: ['p1', 'x1'] }).stored
    await meta.initiateCheckout(shopper, { lines: [{ product: 'p2' }, { product: 'x2' }] }).stored
    await meta.track(shopper, 'Customised', { content_ids: ['p3', 'x3'] }).stored
    await meta.track(shopper, 'GroupSeen', { content_type: 'product_group', content_ids: ['group-1'] }).stored
    await meta.lead(shopper).stored
    const found = await match(shop)
    expect(found).toMatchObject({ ids: 6, standing: 3 })
    expect([...(found?.missing ?? [])].sort()).toEqual(['x1', 'x2', 'x3'])
  })

  test('carry the prefix as the feed does', async () => {
    const shop = await open({ environment: { TRACKING__PRODUCT_ID_PREFIX_FACEBOOK: 'shop_' } })
    await publish(shop)
    await show(shop, 'p1', 'shop_p2')
    expect(await match(shop)).toEqual({ ids: 2, standing: 1, missing: ['shop_shop_p2'] })
  })

  test('say nothing before there is a feed, and nothing of other stores', async () => {
    const shop = await open({ stores: ['acme'] })
    await show(shop, 'p1')
    expect([await match(shop), await told(shop)]).toEqual([undefined, []])
    await publish(shop)
    expect(await match(shop)).toEqual({ ids: 1, standing: 1, missing: [] })
    expect(await match(shop, 'acme')).toBeUndefined()
    await shop.kernel.registry.set('acme', 'SHOP', 'ADDRESS', 'https://acme.example', { by: 'test' })
    await publish(shop, 'acme')
    expect(await match(shop, 'acme')).toEqual({ ids: 0, standing: 0, missing: [] })
    for (const [name, value] of Object.entries({ PIXEL_ID: '5550001111', PIXEL_ACCESS_TOKEN: 'acme-token' }))
      await shop.kernel.registry.set('acme', 'FACEBOOK_CONVERSION', name, value, { by: 'test' })
    await (shop.kernel.state('meta') as MetaState).configurations.read('acme')
    expect(await told(shop, 'acme')).toEqual([])
    await (shop.kernel.api('meta', 'acme') as MetaApi).viewContent(shopper, { product: 'only-acme' }).stored
    expect(await match(shop, 'acme')).toEqual({ ids: 1, standing: 0, missing: ['only-acme'] })
    expect(await match(shop)).toEqual({ ids: 1, standing: 1, missing: [] })
  })

  test('are those of the newest 500 events, and what is no event is passed over', async () => {
    const shop = await open()
    await publish(shop)
    await show(shop, 'long-ago')
    const { outbox } = shop.kernel
    const add = (at: number, body: string) =>
      outbox.add({
        id: timeOrderedId(shop.clock.now()),
        store: 'default',
        destination: 'other:1',
        name: 'Other',
        eventId: `other-${at}`,
        isLasting: false,
        priority: 10,
        occurredAt: shop.clock.now(),
        sendUntil: shop.clock.now() + 1_000_000,
        body,
      })
    const odd = [
      'no JSON',
      'null',
      '[]',
      '{"custom_data":7}',
      '{"custom_data":{"contents":[null,{"id":7},3]}}',
    ]
    for (const [at, body] of odd.entries()) await add(at, body)
    expect(await match(shop)).toEqual({ ids: 1, standing: 0, missing: ['long-ago'] })
    await Promise.all(Array.from({ length: 500 - odd.length }, (_, at) => add(100 + at, '{}')))
    shop.clock.move(1)
    await show(shop, 'p1')
    expect(await match(shop)).toEqual({ ids: 1, standing: 1, missing: [] })
    expect(await outbox.recentBodies('default', 1)).toEqual([
      { name: 'ViewContent', body: expect.stringContaining('"p1"') },
    ])
    expect(await outbox.recentBodies('default', 500)).toHaveLength(500)
    expect(await outbox.recentBodies('acme', 500)).toEqual([])
  })

  test('are told in doctor as well where nearly all of them stand in the feed', async () => {
    const shop = await open()
    await publish(shop)
    await show(shop, ...Array.from({ length: 19 }, (_, n) => `p${n + 1}`), 'gone')
    expect(await told(shop)).toEqual([
      {
        state: 'good',
        subject: 'events',
        message: '95 % of the products in the last events stand in the last published feed (19 of 20).',
      },
    ])
  })

  test('are told in doctor with examples and what to do where fewer do', async () => {
    const shop = await open()
    await publish(shop)
    await show(shop, ...Array.from({ length: 18 }, (_, n) => `p${n + 1}`), 'SKU-1', 'x'.repeat(90))
    expect(await told(shop)).toEqual([
      {
        state: 'attention',
        subject: 'events',
        message: `90 % of the products in the last events stand in the last published feed (18 of 20). Not there: ${'x'.repeat(60)}…, SKU-1.`,
        advice: expect.stringContaining('TRACKING.PRODUCT_ID_PREFIX_FACEBOOK'),
      },
    ])
    await show(shop, ...Array.from({ length: 10 }, (_, n) => `more-${n}`))
    expect((await match(shop))?.missing).toEqual(['more-9', 'more-8', 'more-7', 'more-6', 'more-5'])
  })

  test('say nothing where no feeds are', async () => {
    const shop = await open()
    await show(shop, 'p1')
    const { host } = shop.kernel.state('meta') as MetaState
    const alone = { outbox: host.outbox, offers: () => undefined }
    expect(await contentMatch({ host: alone }, 'default')).toBeUndefined()
  })
})
