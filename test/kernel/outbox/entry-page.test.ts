/** Pages of entries, and the backlog: right whatever there is, and bounded however much there is. */
import type { Knex } from 'knex'
import { expect, test } from 'vitest'
import type { Database } from '../../../src/kernel/database/database.js'
import { timeOrderedId } from '../../../src/kernel/ids.js'
import type { EntryFilter } from '../../../src/kernel/outbox/browse.js'
import { entryTable, logTable } from '../../../src/kernel/outbox/schema.js'
import { describeEachDatabase } from '../../support/databases.js'
import { type OutboxRig, openOutbox } from '../../support/outbox.js'

interface Row {
  readonly name?: string
  readonly state?: string
  readonly store?: string
  readonly orderId?: string
}

const destination = 'test:1'

/** Entries with their log rows, a millisecond apart; answers their ids. */
async function fill(
  { database: { knex }, clock, outbox }: OutboxRig,
  count: number,
  rowAt: (at: number) => Row,
): Promise<readonly string[]> {
  const ids: string[] = []
  const rows = Array.from({ length: count }, (_, at) => {
    const { name = 'ViewContent', state = 'done', store = 'default', orderId = null } = rowAt(at)
    const madeAt = clock.now() + at
    const id = timeOrderedId(madeAt)
    ids.push(id)
    const key = { store, destination, event_id: `event.${at}`, order_id: orderId }
    return {
      entry: {
        ...key,
        id,
        name,
        state,
        urgency: 50,
        due_at: madeAt,
        state_until: madeAt + 1e9,
        send_until: madeAt + 1e9,
        occurred_at: madeAt,
        made_at: madeAt,
        attempts: 0,
        body: '{}',
      },
      log: { ...key, event_name: name, entry_id: id, is_lasting: true },
    }
  })
  for (const store of new Set(rows.map(({ entry }) => entry.store))) await outbox.know(store, destination)
  await knex.transaction(async (trx) => {
    for (let at = 0; at < rows.length; at += 500) {
      const part = rows.slice(at, at + 500)
      await trx(entryTable).insert(part.map(({ entry }) => entry))
      await trx(logTable).insert(part.map(({ log }) => log))
    }
  })
  clock.move(count)
  return ids
}

/** All pages, one after the other. */
async function read({ outbox }: OutboxRig, filter: Omit<EntryFilter, 'limit'>, limit = 50) {
  const ids: string[] = []
  let looks = 0
  for (let before: string | undefined; ; ) {
    const page = await outbox.page('default', { ...filter, before, limit })
    looks++
    ids.push(...page.entries.map(({ id }) => id))
    if (page.next === undefined) return { ids, looks }
    before = page.next
  }
}

/** What the work asks the database, with its values. */
async function asked({ knex }: Database, work: () => Promise<unknown>) {
  const queries: { sql: string; bindings: Knex.RawBinding[] }[] = []
  const note = ({ sql, bindings = [] }: { sql: string; bindings?: Knex.RawBinding[] }) =>
    queries.push({ sql, bindings })
  knex.on('query', note)
  await work()
  knex.removeListener('query', note)
  return queries
}

/** How many rows the engine reads for these queries. */
async function rowsRead({ knex }: Database, queries: Awaited<ReturnType<typeof asked>>): Promise<number> {
  return knex.transaction(async (trx) => {
    const readSoFar = async () => {
      const [rows] = await trx.raw("show session status like 'Handler_read%'")
      return (rows as { Value: string }[]).reduce((sum, { Value }) => sum + Number(Value), 0)
    }
    const one = await readSoFar()
    // The question itself reads, too.
    const before = await readSoFar()
    for (const { sql, bindings } of queries) await trx.raw(sql, bindings)
    return (await readSoFar()) - before - (before - one)
  })
}

/** How SQLite goes through the entries for these queries. */
async function plansOf(
  { knex }: Database,
  queries: Awaited<ReturnType<typeof asked>>,
): Promise<readonly string[]> {
  const plans: string[] = []
  for (const { sql, bindings } of queries) {
    const steps: { detail: string }[] = await knex.raw(`explain query plan ${sql}`, bindings)
    plans.push(...steps.map(({ detail }) => detail))
  }
  return plans
}

describeEachDatabase('a page of entries', (fresh, kind) => {
  test('has what fits, the newest first, whatever is asked for', async () => {
    const rig = await openOutbox((await fresh()).url)
    const ids = await fill(rig, 90, (at) => ({
      name: at % 3 === 0 ? 'Lead' : 'lead',
      state: at % 9 === 0 ? 'dead' : 'done',
      store: at % 10 === 0 ? 'other' : 'default',
      ...(at % 30 === 1 && { orderId: at < 60 ? 'A1b' : 'a1B' }),
    }))
    const fitting = (fits: (at: number) => boolean) =>
      ids.filter((_, at) => at % 10 !== 0 && fits(at)).reverse()
    expect(await read(rig, {}, 20)).toEqual({ ids: fitting(() => true), looks: 5 })
    expect((await read(rig, { name: 'Lead' }, 20)).ids).toEqual(fitting((at) => at % 3 === 0))
    expect((await read(rig, { state: 'dead' }, 4)).ids).toEqual(fitting((at) => at % 9 === 0))
    expect((await read(rig, { state: 'done', name: 'lead' }, 7)).ids).toEqual(fitting((at) => at % 3 !== 0))
    expect((await read(rig, { state: 'waiting' })).ids).toEqual([])
    expect((await read(rig, { orderId: 'A1b' })).ids).toEqual(fitting((at) => at === 1 || at === 31))
    expect((await read(rig, { eventId: 'event.31' })).ids).toEqual([ids[31]])
    expect((await read(rig, { eventId: 'event.31', name: 'Lead' })).ids).toEqual([])
    expect((await read(rig, { eventId: 'event.31', orderId: 'a1B' })).ids).toEqual([])
    expect((await read(rig, { eventId: 'event.30' })).ids).toEqual([])
    expect(await rig.outbox.names('default')).toEqual(['Lead', 'lead'])
    expect((await rig.outbox.list('default', { eventId: 'event.31', limit: 5 })).map(({ id }) => id)).toEqual(
      [ids[31]],
    )
  })

  test('looks through ten thousand at a time, and reads no more however many there are', async () => {
    const rig = await openOutbox((await fresh()).url)
    const { outbox, database } = rig
    const ids = await fill(rig, 30_000, (at) => ({
      name: at % 15_000 === 2 ? 'Rare' : 'ViewContent',
      state: at % 1_000 === 7 ? 'dead' : at % 4 === 0 ? 'waiting' : 'done',
      ...(at === 12 && { orderId: '12' }),
    }))
    const first = await outbox.page('default', { name: 'Rare', limit: 50 })
    expect(first.entries).toEqual([])
    const back = (await outbox.find('default', ids[20_000] ?? ''))?.madeAt
    expect([first.next, first.lookedBackTo]).toEqual([ids[20_000], back])
    expect(await read(rig, { name: 'Rare' })).toEqual({ ids: [ids[15_002], ids[2]], looks: 4 })
    expect(await read(rig, { state: 'dead' }, 20)).toMatchObject({ looks: 2 })

    for (const [filter, most] of [
      [{}, 120],
      [{ before: ids[15_000] }, 120],
      [{ name: 'Rare' }, 20_100],
      [{ name: 'Nothing', state: 'waiting' as const }, 25_200],
      [{ state: 'dead' as const }, 300],
      [{ state: 'done' as const }, 15_300],
      [{ orderId: '12' }, 40],
      [{ eventId: 'event.12' }, 40],
    ] as const) {
      const queries = await asked(database, () => outbox.page('default', { ...filter, limit: 50 }))
      await expectBounded(database, queries, filter, most)
    }
    const queries = await asked(database, () => outbox.backlog('default'))
    await expectBounded(database, queries, 'the backlog', 6_200)
    expect((await asked(database, () => outbox.names('default'))).length).toBe(1 + 2 + 1)
  }, 120_000)

  test('counts the backlog, and looks for a name, by an index alone', async () => {
    const rig = await openOutbox((await fresh()).url)
    const { outbox, database } = rig
    await fill(rig, 12_000, (at) => ({ name: at % 5_000 === 2 ? 'Rare' : 'Lead', state: 'waiting' }))
    const queries = await asked(database, async () => {
      await outbox.backlog('default')
      await outbox.page('default', { name: 'Rare', limit: 50 })
    })
    const byIndex = queries.filter(({ sql }) => /storecast_outbox_entries as e\b/.test(sql))
    expect(byIndex).toHaveLength(3)
    for (const query of byIndex)
      expect(await touchesRows(database, query)).toEqual({ sql: query.sql, steps: true, rows: [] })
  })

  /** Steps of its plan that look at the entries themselves. */
  async function touchesRows(
    { knex }: Database,
    { sql, bindings }: Awaited<ReturnType<typeof asked>>[number],
  ) {
    if (kind === 'sqlite') {
      const steps = (await plansOf({ knex } as Database, [{ sql, bindings }])).filter((step) =>
        / e\b/.test(step),
      )
      return { sql, steps: steps.length > 0, rows: steps.filter((step) => !step.includes('COVERING INDEX')) }
    }
    const [plan = []]: { table: string | null; Extra: string }[][] = await knex.raw(
      `explain ${sql}`,
      bindings,
    )
    const steps = plan.filter(({ table }) => table === 'e')
    return {
      sql,
      steps: steps.length > 0,
      rows: steps.filter(({ Extra }) => !/Using index(?! condition)/.test(Extra)),
    }
  }

  async function expectBounded(
    database: Database,
    queries: Awaited<ReturnType<typeof asked>>,
    what: unknown,
    most: number,
  ): Promise<void> {
    expect([what, queries.length <= 7]).toEqual([what, true])
    if (kind === 'mysql') {
      const read = await rowsRead(database, queries)
      expect([what, read, read <= most]).toEqual([what, read, true])
    } else {
      const plans = await plansOf(database, queries)
      const entries = plans.filter((step) => /^(SEARCH|SCAN) e\b|storecast_outbox_entries/.test(step))
      const unbounded = entries.filter(
        (step) => !/^SEARCH .*(storecast_outbox_(newest|claim) \(store=\?|autoindex_\w+ \(id=\?)/.test(step),
      )
      expect([what, unbounded]).toEqual([what, []])
    }
  }
})

describeEachDatabase('the backlog', (fresh) => {
  test('counts by name and state, and stops at two thousand', async () => {
    const rig = await openOutbox((await fresh()).url)
    await fill(rig, 7_000, (at) => ({
      name: at % 2 === 0 ? 'Lead' : 'lead',
      state: at < 6_000 ? 'waiting' : at < 6_010 ? 'dead' : at < 6_012 ? 'pending' : 'done',
      store: at === 6_009 ? 'other' : 'default',
    }))
    const counts = await rig.outbox.backlog('default')
    expect(counts.filter(({ state }) => state !== 'waiting')).toEqual(
      expect.arrayContaining([
        { destination, name: 'Lead', state: 'dead', count: 5, isMore: false },
        { destination, name: 'lead', state: 'dead', count: 4, isMore: false },
        { destination, name: 'Lead', state: 'pending', count: 1, isMore: false },
        { destination, name: 'lead', state: 'pending', count: 1, isMore: false },
      ]),
    )
    const waiting = counts.filter(({ state }) => state === 'waiting')
    expect(waiting.map(({ isMore }) => isMore)).toEqual([true, true])
    expect(waiting.reduce((sum, { count }) => sum + count, 0)).toBe(2_001)
    expect(await rig.outbox.backlog('nobody')).toEqual([])
  })

  test('finds the dead of one name, a bounded number of them, that may still be sent', async () => {
    const rig = await openOutbox((await fresh()).url)
    const ids = await fill(rig, 30, (at) => ({ name: at % 3 === 0 ? 'Lead' : 'lead', state: 'dead' }))
    const { outbox, clock } = rig
    expect(await outbox.dead('default', 'Lead', { limit: 100 })).toEqual(ids.filter((_, at) => at % 3 === 0))
    expect(await outbox.dead('default', 'lead', { limit: 2 })).toEqual([ids[1], ids[2]])
    expect(await outbox.dead('other', 'Lead', { limit: 100 })).toEqual([])
    expect(await outbox.dead('default', 'Lead', { limit: 9, sendableAt: clock.now() + 1e9 })).toEqual([])
  })
})
