/** The card of the server: what runs here, since when, and how quickly the database answers. */
import { createRequire } from 'node:module'
import { type Card, type Database, facts, type Visit } from '../../../kernel.js'

const { version } = createRequire(import.meta.url)('storecast/package.json') as { readonly version: string }

const engines: Readonly<Record<Database['kind'], string>> = {
  sqlite: 'embedded SQLite',
  mysql: 'MySQL or MariaDB',
}

// What a merchant notices: every page asks the database a few times.
const slowMs = 250

export async function serverCard(database: Pick<Database, 'kind' | 'ping'>, visit: Visit): Promise<Card> {
  const { words, now } = visit
  const askedAt = performance.now()
  await database.ping()
  const tookMs = performance.now() - askedAt
  const isSlow = tookMs > slowMs
  return {
    title: 'Server',
    state: isSlow ? 'attention' : 'good',
    summary: isSlow
      ? `The database is slow: it took ${words.duration(tookMs)} to answer.`
      : 'Runs, and its database answers.',
    body: facts([
      ['Started', words.when(now - process.uptime() * 1_000)],
      ['Database', `${engines[database.kind]}, answered in ${words.duration(Math.max(1, tookMs))}`],
      ['Storecast', version],
      ['Node.js', process.versions.node],
    ]),
    path: '/',
  }
}
