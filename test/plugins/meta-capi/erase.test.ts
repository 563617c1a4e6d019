/** `cast.meta.erase`: what it promises of events that were handed in a moment before. */
import { expect, test } from 'vitest'
import { hashUserData } from '../../../plugins/meta-capi/user-data/index.js'
import { describeEachDatabase } from '../../support/databases.js'
import { openEventShop } from '../../support/event-shop.js'
import { orderOf, shopper } from '../../support/orders.js'
import { openStorefront } from '../../support/storefront.js'

const ada = { ...shopper, user: { ...shopper.user, ...hashUserData({ externalId: 'ada' }) } }

describeEachDatabase('erasing a person', (fresh) => {
  test('reaches events of pages that are not out yet', async () => {
    const { meta, visit, entries, kernel } = await openStorefront({
      url: (await fresh()).url,
      meta: { identify: (req) => ({ user: { externalId: String(req.headers['x-user']) } }) },
    })
    const page = await visit(
      async (req) => {
        const seen = meta.viewContent(req, { product: 'A1' })
        meta.addToCart(req, { product: 'A1', price: 1 })
        return { seen, erased: await meta.erase({ externalId: 'ann' }) }
      },
      '/',
      { 'x-user': 'ann' },
    )
    await visit((req) => void meta.viewContent(req, { product: 'A1' }), '/', { 'x-user': 'bob' })
    await kernel.idle()
    expect([page.erased, await page.seen.stored]).toEqual([2, 'erased'])
    expect((await entries()).map(({ name }) => name)).toEqual(['ViewContent'])
    // Who comes back after it is somebody that the shop reports again.
    await visit(async (req) => meta.viewContent(req, { product: 'A1' }).stored, '/', { 'x-user': 'ann' })
    expect(await entries()).toHaveLength(2)
  })

  test.each(['committed', 'committed behind a savepoint', 'rolled back'])(
    'waits for a transaction with such an event, and the event is gone when that is %s',
    async (how) => {
      const { meta, orders, states } = await openEventShop({ url: (await fresh()).url })
      const trx = await orders.knex.transaction()
      if (how.includes('savepoint'))
        await trx.transaction(async (inner) => void (await meta.within(inner).purchase(ada, orderOf('1'))))
      else await meta.within(trx).purchase(ada, orderOf('1'))
      const erasing = meta.erase({ externalId: 'ada' })
      // One that has nothing to wait for is over before it.
      await meta.erase({ externalId: 'eve' })
      expect(await Promise.race([erasing, 'waits'])).toBe('waits')
      await (how === 'rolled back' ? trx.rollback() : trx.commit())
      expect(await erasing).toBe(how === 'rolled back' ? 0 : 1)
      expect(await states()).toEqual({})
    },
  )

  test('does not claim to be done while a transaction stays open, and waits for none of others', async () => {
    const { meta, orders, states } = await openEventShop({ url: (await fresh()).url })
    const trx = await orders.knex.transaction()
    await meta.within(trx).purchase(ada, orderOf('1'))
    expect(await meta.erase({ externalId: 'eve' })).toBe(0)
    await expect(meta.erase({ externalId: 'ada' })).rejects.toMatchObject({
      code: 'PERSON_NOT_ERASED',
      fault: 'unavailable',
    })
    await trx.commit()
    expect(await states()).toEqual({ waiting: 1 })
    expect(await meta.erase({ externalId: 'ada' })).toBe(1)
  })
})
