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
const limitMs = 600_000
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

/** The fastest of all ways, by the best of two readings each. */
export async function compareWays(env: NodeJS.ProcessEnv): Promise<string> {
  const { readings } = await read(env, ways, 2)
  return best(readings).way
}

/** One way in a process of its own; of a small catalog the best of three readings, so that the first one's compiling is left out. */
export async function measureFloor(env: NodeJS.ProcessEnv, way: string, rows: number): Promise<Floor> {
  const { readings, maxRssMb } = await read(env, [way], rows < manyRows ? 3 : 1)
  const found = best(readings)
  if (found.rows !== rows) throw new Error(`The floor read ${found.rows} rows of ${rows}`)
  return { ...found, maxRssMb }
}

/** From here on compiling is nothing beside reading. */
const manyRows = 500_000

function best(readings: readonly FloorReading[]): FloorReading {
  const [found] = readings.toSorted((a, b) => a.tookMs - b.tookMs)
  if (found === undefined) throw new RangeError('The floor was not read')
  return found
}

async function read(env: NodeJS.ProcessEnv, chosen: readonly string[], repeats: number) {
  const args = [script, productColumns.join(', '), chosen.join(','), String(repeats)]
  const output = lastJson(await runChild(process.execPath, args, { env, limitMs }))
  return output as { readonly readings: readonly FloorReading[]; readonly maxRssMb: number }
}
