/** The benchmark of events, `npm run bench:events`: building them, what hooks add to requests, and the way to the Graph API. */
import { inTempFolder } from '../../scripts/run.js'
import { writeDocs } from './docs.js'
import { measureBuilding } from './events/building.js'
import { measureCatchingUp } from './events/catching-up.js'
import { openServer } from './events/database.js'
import { measureDelivery } from './events/delivery.js'
import { measureLatency } from './events/latency.js'
import { type Options, readOptions } from './events/options.js'
import { type Result, tableOf } from './events/report.js'
import { measureSharing } from './events/sharing.js'
import { judge } from './events/verdicts.js'

const say = (line: string) => void process.stderr.write(`${line}\n`)

/** As the `storecast` command has it: 0 done, 1 failed, 3 done but a target was missed. */
async function main(options: Options): Promise<number> {
  const result = await inTempFolder((folder) => measure(folder, options))
  const table = tableOf(result)
  if (options.writeDocs) writeDocs('events', table)
  process.stdout.write(
    options.asJson ? `${JSON.stringify({ ...result, verdicts: judge(result) })}\n` : `${table}\n`,
  )
  return options.isSmoke || judge(result).every(({ isMet }) => isMet) ? 0 : 3
}

async function measure(folder: string, options: Options): Promise<Result> {
  const { rounds, shoppers, windowSeconds, warmingVisits, minutes, sharedEvents, backlog } = options
  const built = await measureBuilding(folder, { shoppers, rounds }, say)
  const server = await openServer(say)
  try {
    const latencies = await measureLatency(
      server,
      folder,
      { pairs: rounds, windowSeconds, warmingVisits },
      say,
    )
    const delivered = await measureDelivery(server, folder, minutes, say)
    const shared = await measureSharing(server, folder, sharedEvents, say)
    const caughtUp = await measureCatchingUp(server, folder, backlog, say)
    return { rounds, built, latencies, delivered, shared, caughtUp }
  } finally {
    await server.close()
  }
}

try {
  process.exitCode = await main(readOptions(process.argv.slice(2)))
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 1
}
