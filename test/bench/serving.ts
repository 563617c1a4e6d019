/** Serving the built feeds: unchanged ones under load, with the proof that no catalog is read, and first bytes. */
import { setTimeout as pause } from 'node:timers/promises'
import type { BuildRun } from './build.js'
import { countCatalogQueries } from './catalog-queries.js'
import { measureFirstByte } from './first-byte.js'
import { type Load, putLoad } from './load.js'
import { type Running, startServer } from './server.js'
import type { Shop } from './shop.js'
import type { Spread } from './spread.js'

export interface Served {
  readonly unchanged: Load
  /** Queries on catalog tables while the load ran. */
  readonly catalogQueries: number
  readonly firstByteMs: { readonly gzip: Spread; readonly identity: Spread }
}

const channel = 'facebook-catalog'

/** Starts the server, measures, ends it; throws where an answer was not the one that is measured. */
export async function measureServing(
  shop: Shop,
  { snapshot }: BuildRun,
  seconds: number,
  say: (line: string) => void,
): Promise<Served> {
  const server = await startServer(shop)
  try {
    const address = `${server.address}/xml/${channel}`
    say('Fetching unchanged feeds.')
    const { unchanged, catalogQueries } = await measureUnchanged(shop, server, snapshot.sha256, seconds, say)
    say('Waiting for first bytes.')
    const gzip = await measureFirstByte(address, shop.token, 'gzip')
    const identity = await measureFirstByte(address, shop.token, 'identity')
    return { unchanged, catalogQueries, firstByteMs: { gzip, identity } }
  } finally {
    await server.close()
  }
}

async function measureUnchanged(
  shop: Shop,
  server: Running,
  sha256: string,
  seconds: number,
  say: (line: string) => void,
) {
  const headers = {
    authorization: `Bearer ${shop.token}`,
    'accept-encoding': 'gzip',
    'if-none-match': `"${sha256}-gz"`,
  }
  const address = `${server.address}/xml/${channel}`
  const queries = await countCatalogQueries(shop.serverUrl)
  try {
    const before = await server.answers(channel)
    const unchanged = await putLoad({ address, headers, seconds }, say)
    const catalogQueries = await queries.count()
    checkAnswers(before, await server.answers(channel), unchanged)
    await proveCounter(server, shop, queries.count)
    return { unchanged, catalogQueries }
  } finally {
    await queries.close()
  }
}

/** The server's own count: all were 304, and no fewer than the load tells of. */
function checkAnswers(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  { requests }: Load,
): void {
  for (const [status, count] of after) {
    const added = count - (before.get(status) ?? 0)
    // 499 are those that the load left when its time was over.
    if (status === '304' ? added < requests : status !== '499' && added > 0) {
      throw new Error(`${requests} requests were sent, and ${added} answered with ${status}`)
    }
  }
  if (!after.has('304')) throw new Error('No request was answered with 304')
}

/** A count of nothing proves nothing unless it would have counted: a filtered feed reads the catalog. */
async function proveCounter(server: Running, shop: Shop, count: () => Promise<number>): Promise<void> {
  const before = await count()
  const headers = { authorization: `Bearer ${shop.token}` }
  const answer = await fetch(`${server.address}/xml/${channel}?top=10`, { headers })
  await answer.text()
  // The log is written by the server's own time.
  for (let tries = 0; tries < 50 && (await count()) === before; tries++) await pause(20)
  if (!answer.ok || (await count()) === before) {
    throw new Error('The database’s log does not show the catalog queries of a build')
  }
}
