import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, test, vi } from 'vitest'
import { openDatabase } from '../../../src/kernel/database/open-database.js'
import { waitForDatabase } from '../../../src/kernel/database/wait-for-database.js'
import { AppError } from '../../../src/kernel/errors.js'
import { createLog } from '../../../src/kernel/log.js'
import { freePort } from '../../support/free-port.js'
import { lines } from '../../support/lines.js'
import { opened } from '../../support/opened.js'
import { testFolder } from '../../support/temp-folder.js'

async function refusal(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => undefined,
    (thrown) => thrown,
  )
  if (!(error instanceof AppError)) throw new Error(`no refusal of ours: ${String(error)}`)
  expect(`${error.message} ${String(error.cause)}`).not.toContain('C4NARY')
  return error
}

async function waited(address: string, limitMs = 0) {
  const written = lines()
  const log = createLog({ level: 'debug', destination: written })
  const since = performance.now()
  const error = await refusal(opened(address).then((database) => waitForDatabase(database, limitMs, log)))
  log.error({ err: error }, 'no start')
  expect(written.text).not.toContain('C4NARY')
  return { error, written, tookMs: performance.now() - since }
}

test.each([
  'postgres://user:C4NARY@db.example/shop',
  'sqlite:./shop.db',
  'file:./shop.db',
  'mysql:/user:C4NARY@db.example/shop',
  'mysql:user:C4NARY@db.example',
  ':memory:',
])('%s is no address that is spoken here', async (address) => {
  const { code, message } = await refusal(openDatabase(address))
  expect(code).toBe('DATABASE_ADDRESS_UNKNOWN')
  expect(message).toMatch(/does not speak\. Use mysql:\/\/user:password@host:3306\/name, or the path/)
})

test.each([
  'mysql://',
  'mysql://db.example',
  'mysql://db.example/',
  'mysql:///shop',
  'mysql://user:C4NARY#x@db.example/shop',
  'mysql://user:C4NARY@db.example:port/shop',
  'mysql://user:C4NARY%zz@db.example/shop',
  'mariadb://user:C4NARY@/shop',
])('%s is malformed, and that is told with an example', async (address) => {
  const { code, message } = await refusal(openDatabase(address))
  expect(code).toBe('DATABASE_ADDRESS_MALFORMED')
  expect(message).toContain('mysql://user:password@host:3306/name')
})

test('an address of MySQL is taken apart into its parts', async () => {
  const { knex, place } = await opened('MariaDB://us%40er:p%2Fw%23@[::1]:3307/shop%20one?ssl')
  expect(knex.client.connectionSettings).toMatchObject({
    host: '::1',
    port: 3307,
    user: 'us@er',
    database: 'shop one',
    ssl: {},
  })
  expect(knex.client.connectionSettings.password).toBe('p/w#')
  expect(place).not.toContain('us%40er')
})

describe('a server that cannot be reached', () => {
  test('is told with its host and what to check, and without the password', async () => {
    const port = await freePort()
    const { error } = await waited(`mysql://user:C4NARY@127.0.0.1:${port}/shop`)
    expect(error.code).toBe('DATABASE_UNREACHABLE')
    expect(error.message).toBe(
      `The database mysql://127.0.0.1:${port}/shop cannot be used (ECONNREFUSED). Check that the server runs, and host, port, user and database name in DATABASE_URL.`,
    )
  })

  test('is waited for as long as was said, and that is told once', async () => {
    const port = await freePort()
    const { written, tookMs } = await waited(`mysql://user:C4NARY@127.0.0.1:${port}/shop`, 1_200)
    expect(tookMs).toBeGreaterThan(700)
    expect(tookMs).toBeLessThan(2_500)
    const told = written.objects.filter(
      ({ msg }) => msg === 'the database does not answer yet; waiting for it',
    )
    expect(told).toMatchObject([{ place: `mysql://127.0.0.1:${port}/shop`, limitMs: 1_200 }])
  })

  test.skipIf(inject('mysqlUrl') === '').each([
    ['user', 'ER_ACCESS_DENIED_ERROR'],
    ['pathname', 'ER_BAD_DB_ERROR'],
  ])('because its %s is wrong is told with the code %s', async (part, code) => {
    const url = new URL(inject('mysqlUrl'))
    url.pathname = '/no_such_database'
    if (part === 'user') [url.username, url.password] = ['nobody', 'C4NARY']
    const { error } = await waited(url.href)
    expect(error.message).toContain(`(${code})`)
  })
})

describe('an SQLite file', () => {
  /** Runs `work` as a user who owns nothing; root may write everywhere. */
  async function asNobody<T>(work: () => Promise<T>): Promise<T> {
    if (process.geteuid?.() !== 0) return work()
    process.seteuid?.(65_534)
    try {
      return await work()
    } finally {
      process.seteuid?.(0)
    }
  }

  test('is made with its folders, and its name may hold what addresses may not', async () => {
    const path = join(testFolder(), 'new', 'deeper', 'shop 1 #ä?.db')
    const database = await opened(path)
    await database.ping()
    expect(existsSync(path)).toBe(true)
    expect(database.place).toBe(path)
  })

  test('whose folder cannot be made is told with what to do', async () => {
    const folder = testFolder()
    writeFileSync(join(folder, 'file'), '')
    const { code, message } = await refusal(openDatabase(join(folder, 'file', 'data', 'shop.db')))
    expect(code).toBe('DATABASE_FOLDER_UNUSABLE')
    expect(message).toMatch(/file.data.shop\.db cannot be made: check who owns it/)
  })

  test('in a folder that may not be written is told at once', async () => {
    const folder = testFolder()
    chmodSync(folder, 0o555)
    const { error, tookMs } = await asNobody(() => waited(join(folder, 'shop.db'), 10_000))
    expect(error.code).toBe('DATABASE_UNREACHABLE')
    expect(error.message).toMatch(
      /shop\.db cannot be used \(SQLITE_CANTOPEN\)\. Check that the file and its folder/,
    )
    expect(tookMs).toBeLessThan(2_000)
  })

  test('that may only be read, or is no database, is told at once', async () => {
    const folder = testFolder()
    chmodSync(folder, 0o777)
    const path = join(folder, 'shop.db')
    const made = await opened(path)
    await made.knex.schema.createTable('note', (table) => table.integer('n'))
    await made.close()
    chmodSync(path, 0o444)
    chmodSync(folder, 0o555)
    const readOnly = await asNobody(() => waited(path, 10_000))
    expect(readOnly.error.message).toMatch(/\(SQLITE_(READONLY|CANTOPEN)/)
    const text = join(folder, 'text.db')
    writeFileSync(text, 'this is no database, but a text of some length\n'.repeat(50))
    expect((await waited(text, 10_000)).error.message).toContain('(SQLITE_NOTADB)')
    mkdirSync(join(folder, 'folder.db'))
    expect((await waited(join(folder, 'folder.db'), 10_000)).error.message).toContain('(SQLITE_CANTOPEN')
  })

  test('without its driver is told with the two ways out', async () => {
    const names = ['better-sqlite3', 'better-sqlite3-13']
    for (const name of names) {
      vi.doMock(name, () => {
        throw new Error('not built')
      })
    }
    try {
      const { code, message } = await refusal(openDatabase(join(testFolder(), 'shop.db')))
      expect(code).toBe('DATABASE_DRIVER_MISSING')
      expect(message).toMatch(/npm rebuild better-sqlite3/)
      expect(message).toMatch(/DATABASE_URL=mysql:\/\//)
    } finally {
      for (const name of names) vi.doUnmock(name)
    }
  })
})
