/** Measures the floor: the fastest way in which mysql2 alone reads the rows that a build reads. */
import { fileURLToPath } from 'node:url'
import { productColumns } from '../../feeds/catalog/sql/product-of.js'
import { lastJson, runChild } from './children.js'

const ways = [
  'pages:500',
  'pages:1000',
  'pages:2000',
  'pages:5000',
  'prepared:1000',
  'prepared:2000',
  'whole',
]
const limitMs = 300_000
const script = fileURLToPath(new URL('floor-once.mjs', import.meta.url))

export interface FloorReading {
  readonly way: string
  readonly rows: number
  readonly tookMs: number
  readonly cpuMs: number
}

export interface Floor extends FloorReading {
  readonly maxRssMb: number
}

/** Every way, the best of two readings each, fastest first. */
export async function compareWays(env: NodeJS.ProcessEnv): Promise<readonly FloorReading[]> {
  const { readings } = await read(env, ways, 2)
  const sorted = readings.toSorted((a, b) => a.tookMs - b.tookMs)
  return ways
    .flatMap((way) => sorted.find((reading) => reading.way === way) ?? [])
    .sort((a, b) => a.tookMs - b.tookMs)
}

/** One way in a process of its own; the best of three readings, so that the first one's compiling is left out. */
export async function measureFloor(env: NodeJS.ProcessEnv, way: string, rows: number): Promise<Floor> {
  const { readings, maxRssMb } = await read(env, [way], 3)
  const best = readings.toSorted((a, b) => a.tookMs - b.tookMs)[0]
  if (best?.rows !== rows) throw new Error(`The floor read ${best?.rows} rows of ${rows}`)
  return { ...best, maxRssMb }
}

async function read(env: NodeJS.ProcessEnv, chosen: readonly string[], repeats: number) {
  const args = [script, productColumns.join(', '), chosen.join(','), String(repeats)]
  const output = lastJson(await runChild(process.execPath, args, { env, limitMs }))
  return output as { readonly readings: readonly FloorReading[]; readonly maxRssMb: number }
}
