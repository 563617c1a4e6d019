/** Destinations: known before a transaction needs them, never from one that may be rolled back, and none forgotten. */
import { expect, test } from 'vitest'
import { destinationTable } from '../../../src/kernel/outbox/schema.js'
import { describeEachDatabase } from '../../support/databases.js'
import { openOutbox } from '../../support/outbox.js'

describeEachDatabase('a destination', (fresh, kind) => {
  test('of a transaction inside one that is rolled back is made again by the next', async () => {
    const { outbox, entry, batches, database } = await openOutbox((await fresh()).url)
    const outer = await database.knex.transaction()
    await outer.transaction((inner) => outbox.addWithin(inner, entry('a')))
    await outer.rollback()
    await database.knex.transaction((trx) => outbox.addWithin(trx, entry('b')))
    await outbox.deliver()
    expect(batches).toEqual([['b']])
  })

  test('that is known needs no connection beside the order’s', async () => {
    const { outbox, entry, database } = await openOutbox((await fresh()).url)
    await Promise.all([outbox.know('default', 'test:1'), outbox.know('default', 'test:1')])
    expect(await database.knex(destinationTable).pluck('destination')).toEqual(['test:1'])
    const most = database.knex.client.pool.max
    const open = await Promise.all(Array.from({ length: most }, () => database.knex.transaction()))
    const kept = await Promise.all(open.map((trx, at) => outbox.addWithin(trx, entry(`e-${at}`))))
    expect(new Set(kept)).toEqual(new Set(['stored']))
    for (const trx of open) await trx.commit()
    if (kind === 'mysql') expect(most).toBeGreaterThan(1)
  })

  test.skipIf(kind === 'sqlite')(
    'that is not known fails no order, though orders have taken every connection',
    async () => {
      const { outbox, entry, database, batches } = await openOutbox((await fresh()).url)
      const { pool } = database.knex.client
      pool.acquireTimeoutMillis = 200
      const open = await Promise.all(Array.from({ length: pool.max }, () => database.knex.transaction()))
      const kept = open.map((trx, at) =>
        outbox.addWithin(trx, entry(`e-${at}`)).finally(async () => trx.commit()),
      )
      expect(new Set(await Promise.all(kept))).toEqual(new Set(['stored']))
      await outbox.deliver()
      expect(batches.flat()).toHaveLength(pool.max)
    },
  )

  test('gets its turn, however many others cannot be served', async () => {
    const { outbox, entry } = await openOutbox((await fresh()).url)
    const numbers = Array.from({ length: 205 }, (_, at) => String(at).padStart(3, '0'))
    await Promise.all(numbers.map((each) => outbox.add(entry(each, { destination: `other:${each}` }))))
    const served: string[] = []
    outbox.employ({
      kind: 'other',
      mostPerBatch: 10,
      doubtMs: 1,
      async ready({ key }) {
        if (key === 'other:204') served.push(key)
        return { state: 'off', why: 'not configured' }
      },
    })
    await outbox.deliver()
    expect(served).toEqual(['other:204'])
  })

  test('is called held only while something waits for it', async () => {
    const { outbox, entry, database } = await openOutbox((await fresh()).url)
    await outbox.add(entry('a'))
    await database.knex(destinationTable).update({ held_print: 'p', held_since: 1 })
    expect(await outbox.held('default')).toEqual([{ destination: 'test:1', since: 1 }])
    await outbox.deliver()
    await database.knex(destinationTable).update({ held_print: 'p', held_since: 1 })
    expect(await outbox.held('default')).toEqual([])
  })
})
