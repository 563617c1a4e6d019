/** Erasing a person, wherever their entries are: announced, waiting to be written, being written, or written long ago. */
import { expect, onTestFinished, test } from 'vitest'
import type { NewEntry } from '../../../src/kernel/outbox/entry.js'
import { logTable } from '../../../src/kernel/outbox/schema.js'
import { databases, describeEachDatabase } from '../../support/databases.js'
import { waitsForLock } from '../../support/lock-wait.js'
import { type OutboxRig, openOutbox } from '../../support/outbox.js'
import { queryFaults } from '../../support/query-faults.js'

const hasMysql = databases[1]?.available === true

const ofAda = ({ entry }: OutboxRig, eventId: string, over: Partial<NewEntry> = {}) =>
  entry(eventId, { body: JSON.stringify({ eventId, who: 'ada' }), ...over })

describeEachDatabase('erasing a person', (fresh, kind) => {
  test('takes what is stored in every state, of this store alone, and leaves the log', async () => {
    const rig = await openOutbox((await fresh()).url)
    const { outbox, entry, states, database } = rig
    await outbox.add(ofAda(rig, 'done'))
    await outbox.deliver()
    const pending = { key: 'visitor', until: rig.clock.now() + 1_000 }
    await outbox.add(ofAda(rig, 'waiting'))
    await outbox.add(ofAda(rig, 'pending', { pending }))
    await outbox.add(ofAda(rig, 'elsewhere', { store: 'acme' }))
    await outbox.add(entry('eve'))
    expect(await outbox.erase('default', ['ada', 'nobody'])).toBe(3)
    expect(await states()).toEqual({ elsewhere: 'waiting', eve: 'waiting' })
    expect(await database.knex(logTable)).toHaveLength(5)
    expect(await outbox.erase('default', [])).toBe(0)
  })

  test('reaches what was announced before it, and nothing that comes after', async () => {
    const rig = await openOutbox((await fresh()).url)
    const { outbox, entry, states } = rig
    const [before, elsewhere] = [ofAda(rig, 'before'), ofAda(rig, 'elsewhere', { store: 'acme' })]
    const eve = entry('eve')
    for (const each of [before, elsewhere, eve]) outbox.announce(each)
    const erasing = outbox.erase('default', ['ada'])
    const after = ofAda(rig, 'after')
    outbox.announce(after)
    expect(await erasing).toBe(1)
    const kept = await Promise.all([before, elsewhere, eve, after].map((each) => outbox.add(each)))
    expect(kept).toEqual(['erased', 'stored', 'stored', 'stored'])
    expect(await states()).toEqual({ elsewhere: 'waiting', eve: 'waiting', after: 'waiting' })
    // What never was written was not counted for good: nobody reported it.
    expect(await outbox.add(ofAda(rig, 'before'))).toBe('stored')
  })

  test('reaches what waits to be written together with others', async () => {
    const rig = await openOutbox((await fresh()).url)
    const { outbox, entry, states } = rig
    // What comes soon after a write waits for more to come.
    await outbox.add(entry('first'))
    const kept = [outbox.add(ofAda(rig, 'a'), 'soon'), outbox.add(entry('b'), 'soon')]
    expect(await outbox.erase('default', ['ada'])).toBe(1)
    expect(await Promise.all(kept)).toEqual(['erased', 'stored'])
    expect(await states()).toEqual({ first: 'waiting', b: 'waiting' })
  })

  test('counts what it took from memory and from the tables together', async () => {
    const rig = await openOutbox((await fresh()).url)
    await rig.outbox.add(ofAda(rig, 'stored'))
    rig.outbox.announce(ofAda(rig, 'announced'))
    expect(await rig.outbox.erase('default', ['ada'])).toBe(2)
    expect(await rig.outbox.erase('default', ['ada'])).toBe(0)
  })

  test('reaches a batch that is tried again, and lets the others of it be written', async () => {
    const rig = await openOutbox((await fresh()).url)
    const { outbox, entry, states, database } = rig
    await outbox.know('default', 'test:1')
    const faults = queryFaults(database.knex)
    onTestFinished(() => faults.heal())
    faults.failAll()
    const kept = [outbox.add(ofAda(rig, 'a')), outbox.add(entry('b'))]
    await expect.poll(() => faults.count).toBeGreaterThan(0)
    await expect(outbox.erase('default', ['ada'])).rejects.toMatchObject({ code: 'DATABASE_AWAY' })
    // Told at the next try, which fails for the other one: it must not be written at the one after that.
    expect(await kept[0]).toBe('erased')
    const queries = faults.count
    await expect.poll(() => faults.count).toBeGreaterThan(queries)
    faults.heal()
    expect(await kept[1]).toBe('stored')
    expect(await states()).toEqual({ b: 'waiting' })
    expect(await outbox.erase('default', ['ada'])).toBe(0)
  })

  // SQLite has one writer on one connection: nothing can be looked at while something is being written.
  test.skipIf(kind === 'sqlite' || !hasMysql)('waits for what is being written, and takes it', async () => {
    const { url } = await fresh()
    const [rig, shop] = [await openOutbox(url), await openOutbox(url)]
    await rig.outbox.know('default', 'test:1')
    const open = await shop.database.knex.transaction()
    await shop.outbox.addWithin(open, shop.entry('a'))
    const kept = rig.outbox.add(ofAda(rig, 'a'))
    await waitsForLock(rig.database)
    const erasing = rig.outbox.erase('default', ['ada'])
    await open.rollback()
    expect(await kept).toBe('stored')
    expect(await erasing).toBe(1)
    expect(await rig.states()).toEqual({})
  })
})
