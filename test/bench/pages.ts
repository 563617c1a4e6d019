/** The benchmark of the merchant's pages, `npm run bench:pages`: how long each takes, what it weighs, and whether anything moves. */
import { inTempFolder } from '../../scripts/run.js'
import { openServer, type Server } from './database.js'
import { writeDocs } from './docs.js'
import { type Amounts, fullShop, shopOfLines } from './pages/amounts.js'
import { type Options, readOptions } from './pages/options.js'
import { type Result, tableOf } from './pages/report.js'
import { measureShifts } from './pages/shifts.js'
import { openPages, type ShopOfPages } from './pages/shop.js'
import { assetBytes, type Timing, type TimingOrder, timePage } from './pages/timing.js'
import { judge } from './pages/verdicts.js'

const say = (line: string) => void process.stderr.write(`${line}\n`)

/** As the `storecast` command has it: 0 done, 1 failed, 3 done but a target was missed. */
async function main(options: Options): Promise<number> {
  const result = await inTempFolder(async (folder) => {
    const server = await openServer(0, say)
    try {
      return await measure(server, folder, options)
    } finally {
      await server.close()
    }
  })
  const table = tableOf(result)
  if (options.writeDocs) writeDocs('pages', table)
  process.stdout.write(
    options.asJson ? `${JSON.stringify({ ...result, verdicts: judge(result) })}\n` : `${table}\n`,
  )
  return options.isSmoke || judge(result).every(({ isMet }) => isMet) ? 0 : 3
}

async function measure(server: Server, folder: string, options: Options): Promise<Result> {
  const { events, fetches, warmingFetches } = options
  const amounts = fullShop(events)
  const lines: { lines: number; timings: readonly Timing[] }[] = []
  for (const count of options.lines) {
    const order = { fetches: options.fetchesOfLines, warmingFetches }
    const timings = await inShop(server, folder, shopOfLines(count), (shop) => timeAll(shop, order))
    lines.push({ lines: count, timings })
  }
  const large = await inShop(server, folder, amounts, async (shop) => ({
    tablesMb: shop.tablesMb,
    assets: await assetBytes(shop.session),
    timings: await timeAll(shop, { fetches, warmingFetches }),
    shifts: options.isSmoke ? undefined : await measureShifts(shop, say),
  }))
  return { events, snapshots: amounts.snapshots, fetches, ...large, lines }
}

async function inShop<T>(
  server: Server,
  folder: string,
  amounts: Amounts,
  work: (shop: ShopOfPages) => Promise<T>,
): Promise<T> {
  const shop = await openPages(server, folder, amounts, say)
  try {
    return await work(shop)
  } finally {
    await shop.close()
  }
}

async function timeAll(
  { asked, session, server }: ShopOfPages,
  order: TimingOrder,
): Promise<readonly Timing[]> {
  say(`Fetching ${asked.length} addresses, ${order.fetches} times each.`)
  const timings: Timing[] = []
  for (const each of asked) timings.push(await timePage(session, server, each, order))
  return timings
}

try {
  process.exitCode = await main(readOptions(process.argv.slice(2)))
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 1
}
