/** Pending entries: let go by the same event without a wait, erased only where nobody let them go. */
import { expect, test } from 'vitest'
import { entryTable, logTable } from '../../../src/kernel/outbox/schema.js'
import { eraseEntries } from '../../../src/kernel/outbox/sweep.js'
import { describeEachDatabase } from '../../support/databases.js'
import { openOutbox } from '../../support/outbox.js'

const hourMs = 3_600_000

describeEachDatabase('a pending entry', (fresh) => {
  async function open() {
    const rig = await openOutbox((await fresh()).url)
    const pending = { key: 'visitor', until: rig.clock.now() + hourMs }
    return { ...rig, pending }
  }

  test('goes when its event comes again and needs no decision', async () => {
    const { outbox, entry, pending, states, batches, database } = await open()
    expect(await outbox.add(entry('a', { pending }))).toBe('stored')
    expect(await outbox.add(entry('b', { pending }))).toBe('stored')
    expect(await outbox.add(entry('c', { pending }))).toBe('stored')
    expect(await outbox.add(entry('a', { pending }))).toBe('known')
    expect(await states()).toEqual({ a: 'pending', b: 'pending', c: 'pending' })
    expect(await outbox.add(entry('a'))).toBe('known')
    const again = await database.knex.transaction((trx) => outbox.addWithin(trx, entry('b')))
    expect(again).toBe('known')
    expect(await states()).toEqual({ a: 'waiting', b: 'waiting', c: 'pending' })
    const row = await database.knex(entryTable).where({ event_id: 'b' }).first()
    expect(Number(row.state_until)).toBe(Number(row.send_until))
    expect(row.pending_key).toBeNull()
    await outbox.deliver()
    expect(batches.flat().sort()).toEqual(['a', 'b'])
  })

  test('that was let go meanwhile is not erased, nor forgotten', async () => {
    const { outbox, entry, pending, database, states } = await open()
    await outbox.add(entry('gone', { pending }))
    await outbox.add(entry('kept', { pending }))
    const ids: string[] = await database.knex(entryTable).pluck('id')
    await outbox.add(entry('kept'))
    const still = (entries: ReturnType<typeof database.knex>) => entries.where({ state: 'pending' })
    expect(await eraseEntries(database, ids, still)).toBe(1)
    expect(await states()).toEqual({ kept: 'waiting' })
    expect(await database.knex(logTable).pluck('event_id')).toEqual(['kept'])
    expect(await outbox.refuse('default', 'visitor')).toBe(0)
  })
})
