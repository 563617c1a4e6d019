/** Measures a build: the compiled package builds one feed, cold, in a process of its own. */
import { fileURLToPath } from 'node:url'
import type { ChannelName } from './catalog/expected.js'
import { lastJson, runChild } from './children.js'

const limitMs = 900_000
const script = fileURLToPath(new URL('build-once.mjs', import.meta.url))

export interface BuildRun {
  readonly state: string
  readonly snapshot: {
    readonly object: string
    readonly sha256: string
    readonly items: number
    readonly packedBytes: number
    readonly plainBytes: number
    readonly report: { readonly leftOut: Readonly<Record<string, number>> }
  }
  readonly tookMs: number
  readonly cpuMs: number
  readonly maxRssMb: number
  /** `VmHWM`, where the system tells it. */
  readonly highWaterMb: number | null
}

export async function measureBuild(env: NodeJS.ProcessEnv, channel: ChannelName): Promise<BuildRun> {
  const run = lastJson(await runChild(process.execPath, [script, channel], { env, limitMs })) as BuildRun
  if (run.state !== 'published') throw new Error(`${channel}: the build ended as ${run.state}`)
  return run
}
