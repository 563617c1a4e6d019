/** Two processes on one outbox: they share the work, and nothing goes twice. */

import type { Server } from './database.js'
import { checkOnce, keepAll } from './delivery.js'
import { startGraph } from './graph.js'
import { environmentOf, startShop } from './shop.js'

export interface Shared {
  readonly events: number
  readonly perSecond: number
  /** Calls of the Graph API by each process. */
  readonly posts: readonly number[]
}

const reachLimitMs = 180_000

/** Both take events in and both deliver; throws where one of them delivers nothing, or an event comes twice or never. */
export async function measureSharing(
  server: Server,
  folder: string,
  events: number,
  say: (line: string) => void,
): Promise<Shared> {
  say(`Two processes with ${events} events.`)
  const graph = await startGraph()
  const env = environmentOf(await server.fresh(), graph, folder)
  // One after the other: the first makes the tables.
  const shops = [await startShop(env), await startShop(env)]
  try {
    const half = events / 2
    const begun = performance.now()
    await Promise.all(shops.map((shop, at) => keepAll(shop, at * half, half)))
    const ended = await graph.reaches(events, reachLimitMs)
    const posts = await Promise.all(shops.map(async (shop) => (await shop.usage()).posts))
    if (posts.some((count) => count === 0)) throw new Error('One of two processes delivered nothing')
    for (const shop of shops) await shop.close()
    // Whatever a second one sent late is counted now.
    checkOnce(events, await graph.totals())
    return { events, perSecond: events / ((ended - begun) / 1_000), posts }
  } finally {
    await graph.close()
  }
}
