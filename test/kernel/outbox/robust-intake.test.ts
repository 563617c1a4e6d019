/** What the intake does with entries that the database does not take, or not now. */
import { expect, test } from 'vitest'
import { entryTable } from '../../../src/kernel/outbox/schema.js'
import { databases, describeEachDatabase } from '../../support/databases.js'
import { openOutbox } from '../../support/outbox.js'

const hasMysql = databases[1]?.available === true

describeEachDatabase('the intake', (fresh, kind) => {
  test('gives up the row alone that no database would take', async () => {
    const { outbox, entry } = await openOutbox((await fresh()).url)
    const kept = await Promise.all([
      outbox.add(entry('a')),
      outbox.add(entry('b', { occurredAt: null as never })),
      outbox.add(entry('c')),
    ])
    expect(kept).toEqual(['stored', 'lost', 'stored'])
  })

  test('keeps an entry in memory for as long as the database answers but takes no writes', async () => {
    const { outbox, entry, database } = await openOutbox((await fresh()).url)
    await outbox.add(entry('first'))
    if (kind === 'sqlite') {
      const [{ page_count: pages }] = await database.knex.raw('pragma page_count')
      await database.knex.raw(`pragma max_page_count = ${pages}`)
    } else {
      await database.knex.raw(
        `create trigger full before insert on ${entryTable} for each row
          signal sqlstate '45000' set mysql_errno = 1290`,
      )
    }
    const body = 'x'.repeat(100_000)
    const told: string[] = []
    const kept = ['a', 'b', 'c', 'd', 'e'].map((id) =>
      outbox.add(entry(id, { body })).then((one) => {
        told.push(one)
        return one
      }),
    )
    let tries = 0
    database.knex.on('query-error', () => tries++)
    // More than each of them would need to be given up.
    await expect.poll(() => tries, { timeout: 15_000 }).toBeGreaterThan(12)
    expect(told).toEqual([])
    await database.knex.raw(kind === 'sqlite' ? 'pragma max_page_count = 1000000' : 'drop trigger full')
    expect(await Promise.all(kept)).toEqual(Array(5).fill('stored'))
    await outbox.idle()
  })

  // SQLite has one writer: whoever is in a transaction holds up everything.
  test.skipIf(kind === 'sqlite' || !hasMysql)(
    'an event that an open transaction of the shop’s holds keeps the others from nothing',
    async () => {
      const { url } = await fresh()
      const rig = await openOutbox(url)
      const shop = await openOutbox(url)
      await rig.outbox.know('default', 'test:1')
      const open = await shop.database.knex.transaction()
      await shop.outbox.addWithin(open, rig.entry('held'))
      let told: string | undefined
      const held = rig.outbox.add(rig.entry('held')).then((one) => {
        told = one
        return one
      })
      const others = ['a', 'b', 'c'].map((id) => rig.outbox.add(rig.entry(id)))
      expect(await Promise.all(others)).toEqual(['stored', 'stored', 'stored'])
      expect(await rig.outbox.add(rig.entry('later'))).toBe('stored')
      expect(told).toBeUndefined()
      await open.commit()
      expect(await held).toBe('known')
      // What it set on its connections is taken back.
      const [[{ wait }]] = await rig.database.knex.raw('select @@innodb_lock_wait_timeout as wait')
      const [[{ usual }]] = await rig.database.knex.raw('select @@global.innodb_lock_wait_timeout as usual')
      expect(wait).toBe(usual)
    },
    30_000,
  )
})
