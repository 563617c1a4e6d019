/** Measures builds: the compiled package builds one feed in a process of its own. */
import { fileURLToPath } from 'node:url'
import type { ChannelName } from './catalog/expected.js'
import { lastJson, runChild } from './children.js'

const limitMs = 1_800_000
const scriptOf = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** The build's own report, without examples. */
export interface ToldReport {
  readonly leftOut: Readonly<Record<string, number>>
  readonly counts: readonly {
    readonly effect: string
    readonly reason: string
    readonly field: string
    readonly count: number
  }[]
}

/** The last build of a run; its times are the median of all that were measured. */
export interface BuildRun {
  readonly snapshot: {
    readonly object: string
    readonly sha256: string
    readonly items: number
    readonly packedBytes: number
    readonly plainBytes: number
    readonly report: ToldReport
  }
  readonly tookMs: number
  readonly cpuMs: number
  /** A look at the feed that finds it up to date. */
  readonly unchangedMs: number
  /** Delays of the event loop while it built, the timer's own 10 ms included. */
  readonly delayMs: { readonly p99: number; readonly most: number }
  readonly maxRssMb: number
  /** `VmHWM`, where the system tells it. */
  readonly highWaterMb: number | null
}

/** One cold build: compiling is a part of it. */
export const measureBuild = (env: NodeJS.ProcessEnv, channel: ChannelName): Promise<BuildRun> =>
  run(env, [scriptOf('build-once.mjs'), channel])

/** Three builds in a process that has built enough before for its code to be compiled. */
export function measureSteadyBuild(
  env: NodeJS.ProcessEnv,
  channel: ChannelName,
  products: number,
): Promise<BuildRun> {
  const plan = { warming: Math.min(mostWarming, Math.ceil(warmingProducts / products)), measured: 3 }
  return run(env, [scriptOf('build-once.mjs'), channel, JSON.stringify(plan)])
}

const warmingProducts = 50_000
const mostWarming = 5

/** One cold build whose items are made by xmlbuilder2. */
export const measureBuilder = (env: NodeJS.ProcessEnv, channel: ChannelName): Promise<BuildRun> =>
  run(env, [scriptOf('builder-once.mjs'), channel])

/** One cold build from the tables of a foreign shop. */
export const measureForeign = (
  env: NodeJS.ProcessEnv,
  channel: ChannelName,
  foreignUrl: string,
): Promise<BuildRun> => run(env, ['--import', 'tsx', scriptOf('foreign-once.mjs'), channel, foreignUrl])

async function run(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<BuildRun> {
  return lastJson(await runChild(process.execPath, args, { env, limitMs })) as BuildRun
}
