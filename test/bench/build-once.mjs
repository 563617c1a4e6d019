/** Builds one feed in a process of its own, by the compiled package, as a shop in plain JavaScript would. */
import { readFileSync } from 'node:fs'
import { createStorecast } from 'storecast'

const channel = process.argv[2]
const cast = await createStorecast({ catalog: 'sql', background: false })
const cpuBefore = process.cpuUsage()
const begun = performance.now()
const { state, snapshot } = await cast.feeds.refresh(channel, '', { force: true })
const tookMs = performance.now() - begun
const { user, system } = process.cpuUsage(cpuBefore)
await cast.close()

const highWater = /VmHWM:\s+(\d+) kB/.exec(readStatus())
process.stdout.write(
  `${JSON.stringify({
    state,
    snapshot,
    tookMs,
    cpuMs: (user + system) / 1000,
    maxRssMb: process.resourceUsage().maxRSS / 1024,
    highWaterMb: highWater ? Number(highWater[1]) / 1024 : null,
  })}\n`,
)

function readStatus() {
  try {
    return readFileSync('/proc/self/status', 'utf8')
  } catch {
    return ''
  }
}
