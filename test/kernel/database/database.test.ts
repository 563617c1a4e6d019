import { fileURLToPath } from 'node:url'
import { describe, expect, inject, test } from 'vitest'
import { createTable, keyColumn } from '../../../src/kernel/database/columns.js'
import type { Database } from '../../../src/kernel/database/database.js'
import { startChild } from '../../support/child.js'
import { databases, describeEachDatabase } from '../../support/databases.js'
import { deferred } from '../../support/deferred.js'
import { opened } from '../../support/opened.js'
import { tcpProxy } from '../../support/tcp-proxy.js'

async function withNotes(url: string): Promise<Database> {
  const database = await opened(url)
  await createTable(database, 'note', (table) => table.string('text', 60))
  return database
}

const texts = (knex: Database['knex']): Promise<string[]> => knex('note').orderBy('text').pluck('text')

describeEachDatabase('a database', (fresh, kind) => {
  test('does all of a transaction or nothing', async () => {
    const { knex, transaction } = await withNotes((await fresh()).url)
    expect(
      await transaction(async (trx) => {
        await trx('note').insert({ text: 'kept' })
        return 'done'
      }),
    ).toBe('done')
    const failing = transaction(async (trx) => {
      await trx('note').insert({ text: 'undone' })
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await texts(knex)).toEqual(['kept'])
  })

  test('runs a transaction once that fails of itself', async () => {
    const { knex, transaction } = await withNotes((await fresh()).url)
    let runs = 0
    await expect(
      transaction(async (trx) => {
        runs++
        await trx('nowhere').insert({ text: 'x' })
      }),
    ).rejects.toThrow()
    expect(runs).toBe(1)
    expect(await texts(knex)).toEqual([])
  })

  test('knows a duplicate from every other error', async () => {
    const database = await opened((await fresh()).url)
    await createTable(database, 'thing', (table) => {
      keyColumn(database, table, 'id', 36).primary()
      keyColumn(database, table, 'code', 36).notNullable().unique()
    })
    const things = () => database.knex('thing')
    await things().insert({ id: 'a', code: 'x' })
    await things().insert({ id: 'A', code: 'X' })
    const errorOf = (query: PromiseLike<unknown>) =>
      query.then(
        () => undefined,
        (error) => error,
      )
    for (const [row, duplicate] of [
      [{ id: 'a', code: 'y' }, true],
      [{ id: 'b', code: 'x' }, true],
      [{ id: 'b', code: null }, false],
      [{ id: 'b', nothing: 1 }, false],
    ] as const) {
      const error = await errorOf(things().insert(row))
      expect(error).toBeInstanceOf(Error)
      expect(database.isDuplicate(error), String(error)).toBe(duplicate)
    }
    for (const other of [undefined, null, 'x', new Error('x'), {}])
      expect(database.isDuplicate(other)).toBe(false)
  })

  test('tells the time in whole milliseconds', async () => {
    const { knex, nowMs } = await opened((await fresh()).url)
    const before = Date.now()
    const [{ now }] = await knex.select({ now: nowMs })
    expect(Number.isInteger(now)).toBe(true)
    expect(now).toBeGreaterThanOrEqual(before - 1_000)
    expect(now).toBeLessThanOrEqual(Date.now() + 1_000)
  })

  test('shows a still view that no writer changes and that keeps no writer waiting', async () => {
    const { url } = await fresh()
    const database = await withNotes(url)
    const other = await opened(url)
    await database.knex('note').insert({ text: 'a' })
    const seen = await database.still(async (view) => {
      const before = await texts(view)
      await database.knex('note').insert({ text: 'b' })
      await other.transaction((trx) => trx('note').insert({ text: 'c' }))
      await other.knex('note').where({ text: 'a' }).delete()
      return [before, await texts(view), await texts(database.knex)]
    })
    expect(seen).toEqual([['a'], ['a'], ['b', 'c']])
    expect(await database.still(texts)).toEqual(['b', 'c'])
  })

  test('gives several still views at the same time', async () => {
    const database = await withNotes((await fresh()).url)
    const [first, second] = [deferred(), deferred()]
    const long = database.still(async (view) => {
      await texts(view)
      first.resolve()
      await second.promise
      return texts(view)
    })
    await first.promise
    await database.knex('note').insert({ text: 'meanwhile' })
    expect(await database.still(texts)).toEqual(['meanwhile'])
    second.resolve()
    expect(await long).toEqual([])
  })

  test('keeps any script in every column, and the keys apart letter by letter', async () => {
    const database = await opened((await fresh()).url)
    if (kind === 'mysql') await database.knex.raw('alter database character set latin1')
    await createTable(database, 'word', (table) => {
      keyColumn(database, table, 'id', 36).primary()
      table.text('text')
    })
    const words = ['purchase.A1b', 'purchase.a1B', 'größe', 'grösse', '靴 👟', 'a', 'a '].map((id) => ({
      id,
      text: `${id}!`,
    }))
    for (const word of words.filter(({ id }) => id !== 'a ' || kind === 'sqlite'))
      await database.knex('word').insert(word)
    for (const word of words.slice(0, 6))
      expect(await database.knex('word').where({ id: word.id }).first()).toEqual(word)
  })

  test('makes a table once, whoever tries at the same moment', async () => {
    const { url } = await fresh()
    const both = [await opened(url), await opened(url)]
    const made = Array.from({ length: 8 }, (_, n) =>
      createTable(both[n % 2] as Database, 'note', (table) => table.string('text', 60)),
    )
    await Promise.all(made)
    expect(await texts((both[0] as Database).knex)).toEqual([])
  })

  test('names its place without user and password', async () => {
    const { url } = await fresh()
    const { place } = await opened(url)
    expect(place).toBe(kind === 'mysql' ? url.replace(/\/\/.*@/, '//') : url)
  })

  if (kind === 'mysql') {
    test('runs the loser of a deadlock again', async () => {
      const { url } = await fresh()
      const database = await withNotes(url)
      const other = await opened(url)
      await database.knex.schema.alterTable('note', (table) => table.primary(['text']))
      for (const text of ['a', 'b']) await database.knex('note').insert({ text })
      let runs = 0
      const met = [deferred(), deferred()] as const
      const lock = (from: Database, mine: 0 | 1, order: readonly string[]) =>
        from.transaction(async (trx) => {
          runs++
          await trx('note').where({ text: order[0] }).forUpdate().first()
          met[mine].resolve()
          await met[mine === 0 ? 1 : 0].promise
          await trx('note').where({ text: order[1] }).forUpdate().first()
          return mine
        })
      const done = await Promise.all([lock(database, 0, ['a', 'b']), lock(other, 1, ['b', 'a'])])
      expect(done).toEqual([0, 1])
      expect(runs).toBe(3)
    })

    test('gives up a transaction that meets a deadlock again and again', async () => {
      const database = await opened((await fresh()).url)
      let runs = 0
      const deadlock = database.transaction(async () => {
        runs++
        throw Object.assign(new Error('Deadlock found'), { errno: 1213 })
      })
      await expect(deadlock).rejects.toThrow('Deadlock found')
      expect(runs).toBe(5)
    })

    test('shows a still view whatever isolation the server begins with', async () => {
      const { url } = await fresh()
      const database = await withNotes(url)
      const other = await opened(url)
      // The one connection there is, and so the one that the view takes.
      await database.knex.raw('set session transaction isolation level read committed')
      const seen = await database.still(async (view) => {
        const before = await texts(view)
        await other.knex('note').insert({ text: 'meanwhile' })
        const [[{ level }]] = await view.raw(
          'select trx_isolation_level as level from information_schema.innodb_trx where trx_mysql_thread_id = connection_id()',
        )
        return [level, before, await texts(view)]
      })
      expect(seen).toEqual(['REPEATABLE READ', [], []])
    })

    test('refuses what does not fit instead of cutting it, and speaks UTC', async () => {
      const database = await withNotes((await fresh()).url)
      await expect(database.knex('note').insert({ text: 'x'.repeat(61) })).rejects.toThrow(/too long/)
      const [[{ zone }]] = await database.knex.raw('select @@session.time_zone as zone')
      expect(zone).toBe('+00:00')
    })
    return
  }

  test('lets nobody write through a still view', async () => {
    const database = await withNotes((await fresh()).url)
    await expect(database.still(async (view) => view('note').insert({ text: 'x' }))).rejects.toThrow(
      /read.?only/i,
    )
    expect(await texts(database.knex)).toEqual([])
  })

  describe('beside another process', () => {
    const fixture = fileURLToPath(new URL('../fixtures/other-writer.ts', import.meta.url))

    test('runs a transaction again whose view another process made old', async () => {
      const { url } = await fresh()
      const { knex, transaction } = await withNotes(url)
      const other = startChild(fixture, { args: [url] })
      try {
        await other.line('ready')
        const seen: string[][] = []
        await transaction(async (trx) => {
          seen.push(await texts(trx))
          if (seen.length === 1) {
            other.send('write')
            await other.line('wrote')
          }
          await trx('note').insert({ text: `after ${seen.length}` })
        })
        expect(seen).toEqual([[], ['of the other process']])
        expect(await texts(knex)).toEqual(['after 2', 'of the other process'])
        other.send('end')
        expect(await other.ended).toMatchObject({ code: 0 })
      } finally {
        await other.kill()
      }
    })

    test('waits for a lock that another process holds', async () => {
      const { url } = await fresh()
      const { knex } = await withNotes(url)
      const other = startChild(fixture, { args: [url] })
      try {
        await other.line('ready')
        other.send('lock')
        await other.line('locked')
        await knex('note').insert({ text: 'after the lock' })
        expect(await texts(knex)).toEqual(['after the lock', 'of the other process'])
        other.send('end')
        expect(await other.ended).toMatchObject({ code: 0 })
      } finally {
        await other.kill()
      }
    })
  })
})

describe.skipIf(inject('mysqlUrl') === '')('a connection to MariaDB', () => {
  test('that no longer answers does not keep a ping waiting, and a new one heals it', async () => {
    const mysql = databases.find(({ kind }) => kind === 'mysql')
    if (!mysql) throw new Error('no MySQL among the databases')
    const { url, drop } = await mysql.fresh()
    const { hostname, port } = new URL(url)
    const proxy = await tcpProxy({ host: hostname, port: Number(port) })
    try {
      const database = await opened(proxy.through(url))
      await database.ping()
      proxy.blackHole()
      await expect(database.ping()).rejects.toThrow(/timeout/i)
      await proxy.pass()
      await database.ping()
    } finally {
      await proxy.close()
      await drop()
    }
  })
})
