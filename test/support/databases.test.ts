import knexFactory, { type Knex } from 'knex'
import { expect, test } from 'vitest'
import { loadSqliteDriver, sqliteClient } from '../../src/kernel/database/sqlite-driver.js'
import { describeEachDatabase, type FreshDatabase } from './databases.js'

// Knex prints failed connections to the console, and one test makes one fail.
const log = { debug() {}, deprecate() {}, error() {}, warn() {} }

const sqlite = sqliteClient(await loadSqliteDriver(), 5_000)

function open(url: string): Knex {
  return url.startsWith('mysql:')
    ? knexFactory({ client: 'mysql2', connection: url, log })
    : knexFactory({ client: sqlite, connection: { filename: url }, useNullAsDefault: true, log })
}

async function withKnex<T>({ url }: FreshDatabase, work: (knex: Knex) => Promise<T>): Promise<T> {
  const knex = open(url)
  try {
    return await work(knex)
  } finally {
    await knex.destroy()
  }
}

describeEachDatabase('a fresh database', (fresh, kind) => {
  test('keeps what is written, and any letter of any script', async () => {
    const database = await fresh()
    const read = await withKnex(database, async (knex) => {
      await knex.schema.createTable('note', (table) => table.string('text', 50))
      await knex('note').insert({ text: 'Größe 42 · 靴 · 👟' })
      return knex('note').select('text')
    })
    expect(read).toEqual([{ text: 'Größe 42 · 靴 · 👟' }])
  })

  test('shares nothing with another one', async () => {
    const [one, other] = [await fresh(), await fresh()]
    await withKnex(one, (knex) => knex.schema.createTable('note', (table) => table.string('text')))
    expect(await withKnex(other, (knex) => knex.schema.hasTable('note'))).toBe(false)
  })

  test('is gone once it is dropped, and may be dropped again', async () => {
    const database = await fresh()
    await withKnex(database, (knex) => knex.schema.createTable('note', (table) => table.string('text')))
    await database.drop()
    await database.drop()
    const reopened = withKnex(database, (knex) => knex.schema.hasTable('note'))
    await expect(reopened).rejects.toThrow(kind === 'mysql' ? /Unknown database/ : /directory does not exist/)
  })
})
