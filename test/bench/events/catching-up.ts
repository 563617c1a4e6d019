/** Catching up after an outage: how fast a backlog leaves when the Graph API is back. */

import type { Server } from './database.js'
import { checkOnce, costs, cpuOf, type Delivered, keepAll } from './delivery.js'
import { startGraph } from './graph.js'
import { environmentOf, startShop } from './shop.js'

export interface CaughtUp extends Delivered {
  /** From the end of the outage to the first event: the breaker’s wait. */
  readonly waitedMs: number
}

const backLimitMs = 900_000
const chunk = 10_000

export async function measureCatchingUp(
  server: Server,
  folder: string,
  events: number,
  say: (line: string) => void,
): Promise<CaughtUp> {
  say(`A backlog of ${events} events while the Graph API answers with faults.`)
  const graph = await startGraph()
  const env = environmentOf(await server.fresh(), graph, folder)
  // A minute unless set: how long the breaker waits is none of what is measured.
  const shop = await startShop({ ...env, CIRCUIT_BREAKER__META_COOLDOWN_SECONDS: '5' })
  try {
    await graph.misbehave({ name: 'temporary' })
    for (let from = 0; from < events; from += chunk) await keepAll(shop, from, Math.min(chunk, events - from))
    const { events: before } = await graph.totals()
    if (before > 0) throw new Error('The Graph API took events while it was away')
    say('The Graph API is back.')
    await graph.misbehave(null)
    const backMs = performance.now()
    const begun = await graph.reaches(1, backLimitMs)
    const cpu = cpuOf(shop, server, graph)
    const { events: early } = await graph.totals()
    const ended = await graph.reaches(events, backLimitMs)
    const left = events - early
    const cost = costs(cpu, cpuOf(shop, server, graph), left)
    checkOnce(events, await graph.totals())
    return {
      events,
      perSecond: left / ((ended - begun) / 1_000),
      ...cost,
      waitedMs: begun - backMs,
    }
  } finally {
    await shop.close()
    await graph.close()
  }
}
