/** The benchmark of feeds, `npm run bench:feed`: floor, builds, their correctness, and serving. */
import { join } from 'node:path'
import { inTempFolder } from '../../scripts/run.js'
import { checkFeed } from './correctness.js'
import { type Options, readOptions } from './options.js'
import { judge, type Result, tableOf, writeDocs } from './report.js'
import { measureRounds } from './rounds.js'
import { measureServing } from './serving.js'
import { openShop, type Shop } from './shop.js'

const sampleSize = 1_000
const say = (line: string) => void process.stderr.write(`${line}\n`)

/** As the `storecast` command has it: 0 done, 1 failed, 3 done but a target was missed. */
async function main(options: Options): Promise<number> {
  const result = await inTempFolder(async (folder) => {
    const shop = await openShop(folder, options.products, say)
    try {
      return await measure(shop, folder, options)
    } finally {
      await shop.close()
    }
  })
  const table = tableOf(result)
  if (options.writeDocs) writeDocs(table)
  process.stdout.write(
    options.asJson ? `${JSON.stringify({ ...result, verdicts: judge(result) })}\n` : `${table}\n`,
  )
  if (result.served.catalogQueries > 0) throw new Error('A 304 read the catalog')
  return options.isSmoke || judge(result).every(({ isMet }) => isMet) ? 0 : 3
}

async function measure(shop: Shop, folder: string, options: Options): Promise<Result> {
  const { products, rounds, loadSeconds } = options
  const measured = await measureRounds(shop.env, products, rounds, say)
  const checked: Result['checked'][number][] = []
  for (const { channel, run } of measured.channels) {
    say(`Checking ${channel}.`)
    const { object, items, report } = run.snapshot
    const file = join(folder, 'feeds', object)
    const told = { items, leftOut: report.leftOut }
    checked.push({ channel, ...(await checkFeed(file, channel, products, sampleSize, told)) })
  }
  const [facebook] = measured.channels
  if (!facebook) throw new Error('Nothing was built')
  const served = await measureServing(shop, facebook.run, loadSeconds, say)
  const { descriptionMedianBytes } = shop.seeded
  return { products, rounds, descriptionMedianBytes, measured, checked, served }
}

try {
  process.exitCode = await main(readOptions(process.argv.slice(2)))
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 1
}
