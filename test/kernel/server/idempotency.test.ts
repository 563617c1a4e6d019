import type { IncomingMessage } from 'node:http'
import type { Knex } from 'knex'
import { describe, expect, test } from 'vitest'
import type { Database } from '../../../src/kernel/database/database.js'
import { createLog } from '../../../src/kernel/log.js'
import { migrate } from '../../../src/kernel/migrations.js'
import {
  createIdempotency,
  idempotencyConflict,
  idempotencyKeyOf,
  idempotencyMigrations,
  type KeyedRequest,
} from '../../../src/kernel/server/idempotency.js'
import { describeEachDatabase } from '../../support/databases.js'
import { deferred } from '../../support/deferred.js'
import { opened } from '../../support/opened.js'

const request: KeyedRequest = {
  store: 'default',
  route: '/hooks/Purchase',
  key: 'order-1',
  bodyHash: 'a'.repeat(64),
  answer: '{"eventId":"first"}',
  nowMs: 1_000,
}
const otherBody = { bodyHash: 'b'.repeat(64) }
const count = async (of: Knex.QueryBuilder) => Number((await of.count({ rows: '*' }).first()).rows)

describeEachDatabase('what is remembered', (fresh, kind) => {
  async function one() {
    const { url } = await fresh()
    const database = await opened(url)
    await migrate(database, idempotencyMigrations, createLog({ level: 'silent' }))
    await database.knex.schema.createTable('work', (columns) => void columns.string('answer', 64))
    const { remember, forgetOlder } = createIdempotency(database)
    /** The caller's work: one row, in the transaction that remembers it. */
    const call = (over: Partial<KeyedRequest> = {}) =>
      database.transaction(async (trx) => {
        const remembered = await remember(trx, { ...request, ...over })
        if (remembered === 'new') await trx('work').insert({ answer: over.answer ?? request.answer })
        return remembered
      })
    return { url, database, remember, forgetOlder, call }
  }

  test('is done once, and answered as at first for as long as it is remembered', async () => {
    const { database, call } = await one()
    expect(await call()).toBe('new')
    expect(await call({ answer: '{"eventId":"second"}', nowMs: 9e12 })).toEqual({ answer: request.answer })
    expect(await call({ answer: 'third' })).toEqual({ answer: request.answer })
    expect(await count(database.knex('work'))).toBe(1)
  })

  test('contradicts another body under its key, and stays as it was', async () => {
    const { database, call } = await one()
    await call()
    expect(await call(otherBody)).toBe('conflict')
    expect(await call()).toEqual({ answer: request.answer })
    expect(await count(database.knex('work'))).toBe(1)
  })

  test('holds for its store, its route and the very letters of its key', async () => {
    const { call } = await one()
    expect(await call()).toBe('new')
    const others = [
      { store: 'acme' },
      { route: '/hooks/purchase' },
      { key: 'Order-1' },
      { key: 'order-1 ' },
      { key: 'k'.repeat(255) },
    ]
    for (const over of others) expect(await call({ ...over, ...otherBody })).toBe('new')
  })

  test('does not keep its key in the clear', async () => {
    const { database, call } = await one()
    await call({ key: 'C4NARY@shop.example' })
    expect(JSON.stringify(await database.knex('storecast_idempotency'))).not.toContain('C4NARY')
  })

  test('goes with the transaction that fails, so that the next attempt is the first', async () => {
    const { database, remember, call } = await one()
    const failing = database.transaction(async (trx) => {
      expect(await remember(trx, request)).toBe('new')
      throw new Error('the insert behind it failed')
    })
    await expect(failing).rejects.toThrow('the insert behind it failed')
    expect(await count(database.knex('storecast_idempotency'))).toBe(0)
    expect(await call()).toBe('new')
  })

  test('of twenty at once is new for exactly one, and the others get its answer', async () => {
    const { database, call } = await one()
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => call({ answer: `of ${at}` })))
    const [work] = await database.knex('work')
    expect(answers.filter((answer) => answer === 'new')).toHaveLength(1)
    const others = answers.filter((answer) => answer !== 'new')
    expect(others).toEqual(Array(19).fill({ answer: work?.answer }))
    expect(await count(database.knex('work'))).toBe(1)
  })

  test('of twenty at once with as many bodies is new for exactly one, and the others contradict it', async () => {
    const { database, call } = await one()
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => call({ bodyHash: `body ${at}` })))
    expect(answers.sort()).toEqual([...Array(19).fill('conflict'), 'new'])
    expect(await count(database.knex('work'))).toBe(1)
  })

  test('of many at once, whose first fails, is new for exactly one of the others', async () => {
    const { url, database, remember, call } = await one()
    const other = await opened(url)
    const failed = deferred<void>()
    const first = database.transaction(async (trx) => {
      await remember(trx, request)
      await failed.promise
      throw new Error('the first fails')
    })
    const calls = Array.from({ length: 6 }, () => call())
    // Two that wait both get a shared lock when the first is gone, and then want more than that.
    if (kind === 'mysql')
      await expect.poll(() => waiting(other), { timeout: 5_000, interval: 250 }).toBeGreaterThan(1)
    failed.resolve()
    await expect(first).rejects.toThrow('the first fails')
    const answers = await Promise.all(calls)
    expect(answers.filter((answer) => answer === 'new')).toHaveLength(1)
    expect(await count(database.knex('work'))).toBe(1)
  })

  // The embedded database has one connection that writes, and so no two views.
  if (kind === 'mysql') {
    test('is found by a transaction whose view is older than it', async () => {
      const { database, remember, call } = await one()
      await database.transaction(async (trx) => {
        expect(await count(trx('storecast_idempotency'))).toBe(0)
        await call()
        expect(await count(trx('storecast_idempotency'))).toBe(0)
        expect(await remember(trx, request)).toEqual({ answer: request.answer })
      })
    })
  }

  test('is forgotten by its age, in several steps where it is much', async () => {
    const { database, forgetOlder, call } = await one()
    await fill(database, 1_201, 1_000)
    await call({ key: 'young', nowMs: 2_000 })
    expect(await forgetOlder(2_000)).toBe(1_201)
    expect(await call({ key: 'young' })).toEqual({ answer: request.answer })
    expect(await call({ key: 'old 1' })).toBe('new')
    expect(await forgetOlder(500)).toBe(0)
  })
})

describe('the key of a request', () => {
  const keyed = (key: string) => idempotencyKeyOf({ headers: { 'idempotency-key': key } } as never)

  test('is what the caller says, and may be left out', () => {
    expect(keyed('order-1/Paid "x"')).toBe('order-1/Paid "x"')
    expect(keyed('k'.repeat(255))).toHaveLength(255)
    expect(idempotencyKeyOf({ headers: {} } as IncomingMessage)).toBeUndefined()
  })

  test.each(['', 'k'.repeat(256), 'größe', 'a\tb', 'a\u007f'])('%j is none', (key) => {
    expect(() => keyed(key)).toThrow(expect.objectContaining({ code: 'IDEMPOTENCY_KEY_MALFORMED' }))
  })

  test('that contradicts itself is a conflict to its caller', () => {
    expect(idempotencyConflict()).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT', fault: 'conflict' })
  })
})

async function waiting({ knex }: Database): Promise<number> {
  const [[row]] = await knex.raw(
    "select count(*) as n from information_schema.innodb_trx t join information_schema.processlist p on p.id = t.trx_mysql_thread_id where t.trx_state = 'LOCK WAIT' and p.db = database()",
  )
  return Number(row.n)
}

async function fill({ knex }: Database, rows: number, madeAt: number): Promise<void> {
  const row = { store: 'default', route: 'r', body_hash: 'b', answer: 'a', made_at: madeAt }
  const all = Array.from({ length: rows }, (_, at) => ({ ...row, key_hash: `old ${at}` }))
  await knex.batchInsert('storecast_idempotency', all, 100)
}
