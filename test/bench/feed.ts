/** The benchmark of feeds, `npm run bench:feed`: floor, builds, their correctness, what they are compared with, and serving. */
import { join } from 'node:path'
import { inTempFolder } from '../../scripts/run.js'
import { compareBuilds, measureCosts } from './comparisons.js'
import { checkFeeds } from './correctness.js'
import { openServer, type Server } from './database.js'
import { writeDocs } from './docs.js'
import { type Options, readOptions, sizesOf } from './options.js'
import { type Result, tableOf } from './report.js'
import { measureRounds } from './rounds.js'
import { measureServing } from './serving.js'
import { openShop, type Shop } from './shop.js'
import { judge } from './verdicts.js'

const sampleSize = 1_000
const dayMs = 86_400_000
const say = (line: string) => void process.stderr.write(`${line}\n`)

/** As the `storecast` command has it: 0 done, 1 failed, 3 done but a target was missed. */
async function main(options: Options): Promise<number> {
  const result = await inTempFolder(async (folder) => {
    const server = await openServer(options.products, say)
    try {
      return await measure(server, folder, options)
    } finally {
      await server.close()
    }
  })
  const table = tableOf(result)
  if (options.writeDocs) writeDocs('table', table)
  process.stdout.write(
    options.asJson ? `${JSON.stringify({ ...result, verdicts: judge(result) })}\n` : `${table}\n`,
  )
  if (result.served.catalogQueries > 0) throw new Error('A 304 read the catalog')
  return options.isSmoke || judge(result).every(({ isMet }) => isMet) ? 0 : 3
}

async function measure(server: Server, folder: string, options: Options): Promise<Result> {
  const { products, rounds, loadSeconds } = options
  const today = Math.floor(Date.now() / dayMs) * dayMs
  const shops: Shop[] = []
  for (const size of sizesOf(products)) {
    shops.push(await openShop(server, join(folder, String(size)), size, today, say))
  }
  const [smaller, largest] = shops.slice(-2)
  if (smaller === undefined || largest === undefined)
    throw new RangeError('There must be catalogs of two sizes')
  const measured = await measureRounds(largest, smaller, rounds, say)
  say('Checking the feeds.')
  const checked = await checkFeeds(
    measured.channels.map(({ channel, run: { snapshot } }) => ({
      path: join(largest.folder, 'feeds', snapshot.object),
      channel,
      products,
      today,
      sample: sampleSize,
      told: { items: snapshot.items, ...snapshot.report },
    })),
  )
  const costs = await measureCosts(shops.slice(0, -1), say)
  const compared = await compareBuilds(server, smaller, say)
  const [facebook] = measured.channels
  if (!facebook) throw new Error('Nothing was built')
  const served = await measureServing(largest, facebook.run, loadSeconds, say)
  const { poolMb } = server
  return { products, rounds, seeded: largest.seeded, poolMb, measured, checked, costs, compared, served }
}

try {
  process.exitCode = await main(readOptions(process.argv.slice(2)))
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 1
}
