/** How long each store keeps what is over. */
import { expect, test } from 'vitest'
import { entryTable, logTable } from '../../../src/kernel/outbox/schema.js'
import { forgetOld, giveUpLate } from '../../../src/kernel/outbox/sweep.js'
import { describeEachDatabase } from '../../support/databases.js'
import { openOutbox } from '../../support/outbox.js'

describeEachDatabase('what is over', (fresh) => {
  test('stays as long as its own store says', async () => {
    const { outbox, entry, database, clock } = await openOutbox((await fresh()).url)
    const stores = ['default', 'second', 'gone']
    for (const store of stores)
      await outbox.add(entry('a', { store, isLasting: false, sendUntil: clock.now() + 10 }))
    clock.move(20)
    const now = clock.now()
    const times = new Map([
      ['default', 1_000],
      ['second', 2_000],
    ])
    expect(await giveUpLate(database, now, times, 3_000)).toBe(3)
    const rows = await database.knex(entryTable).select('store', 'state', 'state_until')
    expect(Object.fromEntries(rows.map((row) => [row.store, Number(row.state_until) - now]))).toEqual({
      default: 1_000,
      second: 2_000,
      gone: 3_000,
    })
    await forgetOld(database, now, { stores: 'second', logMs: 5, sendsMs: 5 })
    expect((await database.knex(logTable).pluck('store')).sort()).toEqual(['default', 'gone'])
    await forgetOld(database, now, { stores: { allBut: ['default'] }, logMs: 5, sendsMs: 5 })
    expect(await database.knex(logTable).pluck('store')).toEqual(['default'])
  })
})
