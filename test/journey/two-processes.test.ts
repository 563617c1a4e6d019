/** Two processes on one MariaDB: they start together, share the work, and see each other's changes. */
import { createConnection } from 'mysql2/promise'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databases, type FreshDatabase, type TestDatabase } from '../support/databases.js'
import { eventually } from '../support/eventually.js'
import { type Program, startProgram } from '../support/program.js'
import { type TempFolder, tempFolder } from '../support/temp-folder.js'

const mariadb = databases.find(({ kind }) => kind === 'mysql')

describe.skipIf(!mariadb?.available)('two processes on one MariaDB', () => {
  let database: FreshDatabase
  let data: TempFolder
  let programs: [Program, Program]

  beforeAll(async () => {
    database = await (mariadb as TestDatabase).fresh()
    data = tempFolder()
    const start = () =>
      startProgram({
        DATABASE_URL: database.url,
        STORECAST_DATA: data.path,
        STORECAST_PUBLIC_URL: 'https://feeds.shop.example',
      })
    programs = await Promise.all([start(), start()])
  })
  afterAll(async () => {
    for (const program of programs) await program.end()
    data.remove()
    await database.drop()
  })

  test('run each migration once', () => {
    const migrated = programs
      .flatMap((program) => program.output().split('\n'))
      .flatMap((line) => line.match(/"migration":"([^"]+)"/)?.[1] ?? [])
    expect(migrated.length).toBeGreaterThan(5)
    expect(new Set(migrated).size).toBe(migrated.length)
  })

  test('agree on the tokens and on the files', async () => {
    const [first, second] = programs
    for (const channel of ['google-merchant', 'facebook-catalog']) {
      expect(second.feed(channel).search).toBe(first.feed(channel).search)
      const tags = await Promise.all(
        programs.map(async (program) => (await fetch(program.feed(channel))).headers.get('etag')),
      )
      expect(tags[0]).toMatch(/^"[0-9a-f]{64}/)
      expect(tags[1]).toBe(tags[0])
    }
  })

  test('built each feed once between them', () => {
    const built = programs
      .flatMap((program) => program.output().split('\n'))
      .filter((line) => line.includes('"feed built"'))
    expect(built.length).toBe(2)
  })

  test('a flag switched off in the database is seen by both within seconds', async () => {
    const connection = await createConnection({ uri: database.url })
    await connection.query(
      "update storecast_registry set value = 'false' where key_name = 'IS_ENABLED_GOOGLE'",
    )
    await connection.end()
    for (const program of programs) {
      await eventually(async () => (await fetch(program.feed('google-merchant'))).status === 403, 5_000)
    }
  })

  test('one goes on when the other is killed', async () => {
    const [first, second] = programs
    process.kill(first.pid, 'SIGKILL')
    expect((await fetch(second.feed('facebook-catalog'))).status).toBe(200)
  })
})
