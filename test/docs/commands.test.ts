/** The commands of the README and of the documents for merchants: each document's are run in their order, and do what stands there. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startGraphStandIn } from '../../plugins/graph-stand-in/index.js'
import { createStorecast } from '../../src/index.js'
import { openDatabase } from '../../src/kernel/database/open-database.js'
import { databases } from '../support/databases.js'
import { pixel, secret, token } from '../support/event-environment.js'
import { testFolder } from '../support/temp-folder.js'
import { blockBehind, blocksOf, read } from './documents.js'
import { follow } from './followed.js'

interface Reader {
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
}

/** Somebody with a database that has the products of docs/catalog.md, and a local Graph API in Meta's place. */
async function reader(database?: string): Promise<Reader> {
  const graph = await startGraphStandIn({ pixels: { [pixel]: token } })
  onTestFinished(() => graph.close())
  const folder = testFolder()
  const url = database ?? join(folder, 'storecast.db')
  const cast = await createStorecast({
    database: url,
    dataFolder: folder,
    environment: {},
    secret,
    logLevel: 'silent',
    background: false,
    tell: () => {},
  })
  const { knex, close } = await openDatabase(url)
  for (const block of blocksOf('docs/catalog.md', 'sql'))
    for (const statement of block.split(/;\s*(?:\n|$)/).filter(Boolean)) await knex.raw(statement)
  await close()
  await cast.close()
  writeFileSync(join(folder, 'secret'), secret)
  const environment = {
    DATABASE_URL: url,
    STORECAST_DATA: folder,
    STORECAST_SECRET: secret,
    STORECAST_GRAPH_URL: graph.url,
    STORECAST_CATALOG: 'sql',
  }
  return { folder, environment }
}

/** What a reader puts in place of the examples. */
const own = (script: string, { folder, environment }: Reader) =>
  script
    .replaceAll('EAAB…', token)
    .replaceAll('/etc/storecast.secret', join(folder, 'secret'))
    .replaceAll('mysql://user:password@127.0.0.1:3306/shop', environment.DATABASE_URL ?? '')
    .replaceAll('/srv/storecast', folder)
    .replaceAll('feed.xml', join(folder, 'feed.xml'))

/** Not what goes into a file of the environment. */
const scriptOf = (document: string) =>
  blocksOf(document, 'sh')
    .filter((block) => !/^STORECAST_PUBLIC_URL=/.test(block))
    .join('\n')

async function followed(script: string, somebody: Reader) {
  const done = await follow(own(script, somebody), somebody.environment)
  const told = script.match(/(?<![\w/-])storecast [a-z]/g)?.length ?? 0
  expect(done).toHaveLength(told)
  for (const { line, code, said } of done) expect([0, 3], `${line}\n${said}`).toContain(code)
  return done
}

const saidOf = (done: Awaited<ReturnType<typeof followed>>, line: string) =>
  done.filter((each) => each.line.startsWith(line)).at(-1)?.said

describe('followed from top to bottom', () => {
  test('the way to go live ends with events that go to Meta, and a feed', async () => {
    const done = await followed(scriptOf('docs/going-live.md'), await reader())
    expect(done.length).toBeGreaterThan(8)
    expect(saidOf(done, 'doctor --live')).toContain(`The token may send events to pixel ${pixel}.`)
    expect(saidOf(done, 'feed build')).toMatch(/2 items/)
    expect(done.at(-1)?.said).toContain(pixel)
  })

  test('docs/merchants-page.md lets people in, gives a new password, and switches the page off', async () => {
    const done = await followed(scriptOf('docs/merchants-page.md'), await reader())
    expect(saidOf(done, 'admin add ada')).toMatch(
      /ada@shop\.example is let in as admin; the one-time password is \S+/,
    )
    expect(saidOf(done, 'admin list')).toMatch(/^admin {2}admin {2}all stores/m)
    expect(saidOf(done, 'admin password')).toMatch(/one-time password of ada@shop\.example is \S+/)
  })

  test('docs/troubleshooting.md looks without changing anything', async () => {
    const done = await followed(scriptOf('docs/troubleshooting.md'), await reader())
    expect(done.length).toBeGreaterThan(5)
  })

  test('the README looks at the demo', async () => {
    const folder = testFolder()
    const cast = await createStorecast({
      catalog: 'demo',
      dataFolder: folder,
      environment: {},
      logLevel: 'silent',
      tell: () => {},
    })
    for (const channel of ['google-merchant', 'facebook-catalog']) await cast.feeds.refresh(channel)
    await cast.close()
    const [script = ''] = blocksOf('README.md', 'sh').filter((block) => block.includes('feed preview'))
    const done = await followed(script, { folder, environment: { STORECAST_DATA: folder } })
    expect(saidOf(done, 'feed preview')).toContain('HP-GALLEY-TEAL')
  })

  test('the README runs beside a shop in another language', async () => {
    const done = await followed(blockBehind('README.md', 'beside a shop'), await reader())
    expect(done.at(-1)?.said).toContain('https://shop.example/storecast/admin')
  })

  const mariadb = databases.find(({ kind }) => kind === 'mysql')
  test.skipIf(!mariadb?.available)('the README runs on MariaDB', async () => {
    const database = await mariadb?.fresh()
    onTestFinished(() => database?.drop())
    const [script = ''] = blocksOf('README.md', 'sh').filter((block) => block.includes('PORT=3001'))
    const done = await followed(script, await reader(database?.url))
    expect(done.filter(({ line }) => line === 'serve')).toHaveLength(2)
  })

  test('the README replaces a token', async () => {
    const [script = ''] = blocksOf('README.md', 'sh').filter((block) => block.includes('--overlap-hours'))
    const done = await followed(script, await reader())
    expect(saidOf(done, 'registry get')).toMatch(/[\w-]{20,}/)
  })
})

test.each(['README.md', 'docs/going-live.md', 'docs/merchants-page.md', 'docs/troubleshooting.md'])(
  '%s has no block of commands that no test runs',
  (document) => {
    const run = /\bstorecast [a-z]|^export |^npm ci && npm start$|^STORECAST_PUBLIC_URL=/m
    for (const block of blocksOf(document, 'sh')) expect(block).toMatch(run)
    expect(read(document)).not.toMatch(/^```(?:bash|shell|console)$/m)
  },
)
