/** The page `/events/quality`: which signs events carry, and whether their products stand in the feed. */
import { expect, test } from 'vitest'
import { matchFields } from '../../../../plugins/meta-capi/pages/match-fields.js'
import { presenceIn } from '../../../../plugins/meta-capi/pages/presence.js'
import { fields } from '../../../../plugins/meta-capi/user-data/fields.js'
import { describeEachDatabase } from '../../../support/databases.js'
import { openEventShop } from '../../../support/event-shop.js'
import { orderOf, shopper } from '../../../support/orders.js'
import { shownPage } from './shown.js'

describeEachDatabase('the quality page', (fresh) => {
  test('says the share of each sign by kind, and what to add', async () => {
    const shop = await openEventShop({ url: (await fresh()).url, stores: ['acme'] })
    expect((await shownPage(shop, '/events/quality')).text).toContain('No events yet.')
    for (const id of ['1', '2', '3'])
      await shop.meta.purchase(shopper, {
        ...orderOf(id),
        user: id === '1' ? { email: 'ada@shop.example' } : {},
      }).stored
    await shop.meta.lead(shopper).stored
    const { text } = await shownPage(shop, '/events/quality')
    expect(text).toContain('Of the last 4 events.')
    expect(text).toContain('Sign All events Purchase Lead Mail address 25 % 33 % 0 %')
    expect(text).toContain('Customer id 100 % 100 % 100 %')
    expect(text).toMatch(/What to add .*Mail address \(in 25 % of the events\) Finds the person/)
    expect(text).not.toMatch(/What to add .*Customer id \(in/)
    expect(text).toContain('Not known yet')
    expect((await shownPage(shop, '/events/quality', { store: 'acme' })).text).toContain('No events yet.')
  })
})

test('every field of the table is one that is sent', () => {
  const keys = new Set([...fields.values()].map(({ key }) => key))
  for (const { keys: own } of matchFields) expect(own.filter((key) => !keys.has(key))).toEqual([])
})

test('what is no event counts for nothing', () => {
  const [all, ...kinds] = presenceIn([
    { name: 'A', body: 'no json' },
    { name: 'A', body: '{"user_data":7}' },
    { name: 'B', body: '{"user_data":{"zp":["x"],"em":["y"]}}' },
  ])
  expect([all.events, kinds.map(({ name, events }) => [name, events])]).toEqual([
    2,
    [
      ['A', 1],
      ['B', 1],
    ],
  ])
  expect(all.having.reduce((a, b) => a + b, 0)).toBe(2)
})
