/** From the hook through the database to the Graph API: how many events a second, and whether memory stays flat. */
import { setTimeout as pause } from 'node:timers/promises'
import { cpuMsOf } from './cpu.js'
import type { Server } from './database.js'
import { type Graph, startGraph, type Totals } from './graph.js'
import { environmentOf, type ShopProcess, startShop } from './shop.js'

export interface Delivered {
  readonly events: number
  readonly perSecond: number
  /** Processor time an event costs, in microseconds; undefined where the system does not tell. */
  readonly shopMicroseconds: number
  readonly databaseMicroseconds: number | undefined
  readonly graphMicroseconds: number | undefined
}

export interface Soaked extends Delivered {
  readonly minutes: number
  /** Of the last four fifths. */
  readonly rssSlopeMbPerMinute: number
  readonly rssMb: number
}

// As many requests as a busy shop has under way.
const mostUnderWay = 1_000
const warmingEvents = 5_000
const chunk = 5_000
// Beyond this the hooks wait for the delivery: memory and tables shall not grow by what is merely waiting.
const mostBehind = 20_000
const reachLimitMs = 120_000
const rssEveryMs = 1_000

export async function measureDelivery(
  server: Server,
  folder: string,
  minutes: number,
  say: (line: string) => void,
): Promise<Soaked> {
  const graph = await startGraph()
  const shop = await startShop(environmentOf(await server.fresh(), graph, folder))
  try {
    await shop.hook({ from: 0, count: warmingEvents, most: mostUnderWay })
    await graph.reaches(warmingEvents, reachLimitMs)
    say(`Events from the hook to the Graph API for ${minutes} minutes.`)
    const before = cpuOf(shop, server, graph)
    const begun = performance.now()
    const deadline = begun + minutes * 60_000
    const rss: { readonly atMs: number; readonly mb: number }[] = []
    const look = setInterval(() => {
      shop.usage().then(
        ({ rssMb }) => rss.push({ atMs: performance.now() - begun, mb: rssMb }),
        () => {},
      )
    }, rssEveryMs)
    let handed = warmingEvents
    try {
      while (performance.now() < deadline) {
        await keepAll(shop, handed, chunk)
        handed += chunk
        while (handed - (await graph.totals()).events > mostBehind) await pause(20)
      }
    } finally {
      clearInterval(look)
    }
    const events = handed - warmingEvents
    const ended = await graph.reaches(handed, reachLimitMs)
    const cost = costs(before, cpuOf(shop, server, graph), events)
    checkOnce(handed, await graph.totals())
    const { rssMb } = await shop.usage()
    return {
      events,
      perSecond: events / ((ended - begun) / 1_000),
      ...cost,
      minutes,
      rssSlopeMbPerMinute: slopePerMinute(rss.filter(({ atMs }) => atMs > minutes * 12_000)),
      rssMb,
    }
  } finally {
    await shop.close()
    await graph.close()
  }
}

/** Throws where an event was not kept. */
export async function keepAll(shop: ShopProcess, from: number, count: number): Promise<void> {
  const { kept } = await shop.hook({ from, count, most: mostUnderWay })
  if (kept.stored !== count) throw new Error(`Of ${count} events were kept: ${JSON.stringify(kept)}`)
}

/** Throws unless the Graph API got each event once, and no event twice. */
export function checkOnce(handed: number, { events, counted }: Totals): void {
  if (events !== handed || counted !== handed) {
    throw new Error(`Of ${handed} events the Graph API got ${counted}, in ${events} sends`)
  }
}

export interface Cpu {
  readonly shop: number | undefined
  readonly database: number | undefined
  readonly graph: number | undefined
}

export const cpuOf = (shop: { readonly pid: number }, server: Server, graph: Graph): Cpu => ({
  shop: cpuMsOf(shop.pid),
  database: server.pid === undefined ? undefined : cpuMsOf(server.pid),
  graph: cpuMsOf(graph.pid),
})

export function costs(before: Cpu, after: Cpu, events: number) {
  const each = (a: number | undefined, b: number | undefined) =>
    a === undefined || b === undefined ? undefined : ((b - a) * 1_000) / events
  return {
    shopMicroseconds: each(before.shop, after.shop) ?? Number.NaN,
    databaseMicroseconds: each(before.database, after.database),
    graphMicroseconds: each(before.graph, after.graph),
  }
}

/** By least squares. */
function slopePerMinute(points: readonly { readonly atMs: number; readonly mb: number }[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const x = mean(points.map(({ atMs }) => atMs))
  const y = mean(points.map(({ mb }) => mb))
  const over = points.reduce((sum, { atMs, mb }) => sum + (atMs - x) * (mb - y), 0)
  const under = points.reduce((sum, { atMs }) => sum + (atMs - x) ** 2, 0)
  return (over / under) * 60_000
}
