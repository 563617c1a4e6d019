/** One run of builds by the compiled package, as a shop in plain JavaScript would: what it prints is a `BuildRun`. */
import { readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createStorecast } from 'storecast'

/** As fine as it gets; each delay has this millisecond inside. */
const resolutionMs = 1
const unchangedLooks = 3

/** Builds `warming` times unmeasured, then `measured` times, then looks at the feed that is up to date. */
export async function runBuilds(catalog, channel, { warming = 0, measured = 1 }) {
  const cast = await createStorecast({ catalog, background: false })
  for (let count = 0; count < warming; count++) await cast.feeds.refresh(channel, '', { force: true })
  const builds = []
  for (let count = 0; count < measured; count++) builds.push(await build(cast, channel))
  const unchangedMs = []
  for (let count = 0; count < unchangedLooks; count++) unchangedMs.push(await look(cast, channel))
  await cast.close()
  const highWater = /VmHWM:\s+(\d+) kB/.exec(readStatus())
  const run = {
    ...builds.at(-1),
    tookMs: median(builds.map(({ tookMs }) => tookMs)),
    cpuMs: median(builds.map(({ cpuMs }) => cpuMs)),
    unchangedMs: median(unchangedMs),
    maxRssMb: process.resourceUsage().maxRSS / 1024,
    highWaterMb: highWater ? Number(highWater[1]) / 1024 : null,
  }
  process.stdout.write(`${JSON.stringify(run)}\n`)
}

async function build(cast, channel) {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs })
  const cpuBefore = process.cpuUsage()
  delay.enable()
  const begun = performance.now()
  const { state, snapshot } = await cast.feeds.refresh(channel, '', { force: true })
  const tookMs = performance.now() - begun
  delay.disable()
  const { user, system } = process.cpuUsage(cpuBefore)
  if (state !== 'published') throw new Error(`${channel}: the build ended as ${state}`)
  // The report is small, but its samples are of no use here.
  const { report, ...kept } = snapshot
  return {
    snapshot: { ...kept, report: { leftOut: report.leftOut, counts: report.counts } },
    tookMs,
    cpuMs: (user + system) / 1000,
    delayMs: { p99: delay.percentile(99) / 1e6, most: delay.max / 1e6 },
  }
}

async function look(cast, channel) {
  const begun = performance.now()
  const { state } = await cast.feeds.refresh(channel)
  if (state !== 'unchanged')
    throw new Error(`${channel}: a feed that was just built was looked at as ${state}`)
  return performance.now() - begun
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1]
}

function readStatus() {
  try {
    return readFileSync('/proc/self/status', 'utf8')
  } catch {
    return ''
  }
}
