/** Floor and builds in turn, so that whatever else the machine does meets both alike. */

import { type BuildRun, measureBuild } from './build.js'
import { type ChannelName, channels } from './catalog/expected.js'
import { compareWays, type Floor, measureFloor } from './floor.js'
import type { Shop } from './shop.js'
import { type Spread, spreadOf } from './spread.js'

export interface Speed {
  readonly productsPerSecond: Spread
  readonly cpuMs: Spread
  /** The most of all runs. */
  readonly maxRssMb: number
}

export interface ChannelResult extends Speed {
  readonly channel: ChannelName
  /** Each build over the mean of the floors just before and just after it. */
  readonly ofFloor: Spread
  /** A look at the unchanged catalog, over the build. */
  readonly unchangedShare: Spread
  readonly unchangedMs: Spread
  /** The worst of all builds. */
  readonly delayMs: BuildRun['delayMs']
  readonly packedMb: number
  readonly plainMb: number
  /** What a product costs in a cold build, in the median of all builds. */
  readonly microseconds: number
  readonly run: BuildRun
}

export interface Measured {
  readonly floorWay: string
  readonly floor: Speed
  readonly channels: readonly ChannelResult[]
}

interface Pair {
  readonly channel: ChannelName
  readonly run: BuildRun
  readonly before: Floor
  readonly after: Floor
}

/** Runs `rounds` builds of each channel; throws where two builds of one channel differ by a byte. The fastest floor is found on the `smaller` shop. */
export async function measureRounds(
  { env, products }: Shop,
  smaller: Shop,
  rounds: number,
  say: (line: string) => void,
): Promise<Measured> {
  say('Looking for the fastest floor.')
  const floorWay = await compareWays(smaller.env)
  const floors = [await measureFloor(env, floorWay, products)]
  const pairs: Pair[] = []
  for (let round = 1; round <= rounds; round++) {
    for (const channel of channels) {
      const before = last(floors)
      const run = await measureBuild(env, channel)
      const after = await measureFloor(env, floorWay, products)
      floors.push(after)
      pairs.push({ channel, run, before, after })
      const told = `${Math.round(perSecond(products, run))}/s, ${Math.round(peak(run))} MB`
      say(`Round ${round}: ${channel} ${told}; floor ${Math.round(perSecond(products, after))}/s`)
    }
  }
  return {
    floorWay,
    floor: speedOf(products, floors, (floor) => floor.maxRssMb),
    channels: channels.map((channel) =>
      channelResult(
        channel,
        products,
        pairs.filter((pair) => pair.channel === channel),
      ),
    ),
  }
}

function channelResult(channel: ChannelName, products: number, pairs: readonly Pair[]): ChannelResult {
  const runs = pairs.map(({ run }) => run)
  const { run } = last(pairs)
  if (runs.some(({ snapshot }) => snapshot.sha256 !== run.snapshot.sha256)) {
    throw new Error(`${channel}: two builds of the same catalog differ`)
  }
  return {
    channel,
    ...speedOf(products, runs, peak),
    ofFloor: spreadOf(pairs.map(({ run, before, after }) => (before.tookMs + after.tookMs) / 2 / run.tookMs)),
    unchangedShare: spreadOf(runs.map(({ unchangedMs, tookMs }) => unchangedMs / tookMs)),
    unchangedMs: spreadOf(runs.map(({ unchangedMs }) => unchangedMs)),
    delayMs: {
      p99: Math.max(...runs.map(({ delayMs }) => delayMs.p99)),
      most: Math.max(...runs.map(({ delayMs }) => delayMs.most)),
    },
    packedMb: run.snapshot.packedBytes / 1e6,
    plainMb: run.snapshot.plainBytes / 1e6,
    microseconds: (spreadOf(runs.map(({ tookMs }) => tookMs)).median / products) * 1_000,
    run,
  }
}

interface Timed {
  readonly tookMs: number
  readonly cpuMs: number
}

/** Products read a second: the floor has no items. */
function perSecond(products: number, { tookMs }: Timed): number {
  return products / (tookMs / 1_000)
}

function speedOf<T extends Timed>(products: number, runs: readonly T[], rssMb: (run: T) => number): Speed {
  return {
    productsPerSecond: spreadOf(runs.map((run) => perSecond(products, run))),
    cpuMs: spreadOf(runs.map(({ cpuMs }) => cpuMs)),
    maxRssMb: Math.max(...runs.map(rssMb)),
  }
}

const peak = ({ maxRssMb, highWaterMb }: BuildRun): number => Math.max(maxRssMb, highWaterMb ?? 0)

function last<T>(list: readonly T[]): T {
  const found = list.at(-1)
  if (found === undefined) throw new RangeError('Nothing was measured')
  return found
}
