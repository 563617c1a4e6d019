/** What the benchmark of the pages is asked for on its command line. */
import { parseArgs } from 'node:util'

export interface Options {
  /** Stored in the large shop. */
  readonly events: number
  /** How often each page is fetched. */
  readonly fetches: number
  readonly warmingFetches: number
  /** How often each page of the shops of 20 and 2,000 lines is fetched. */
  readonly fetchesOfLines: number
  readonly lines: readonly number[]
  /** Little of everything and no judging of speed; every page is fetched and looked at all the same. */
  readonly isSmoke: boolean
  readonly asJson: boolean
  readonly writeDocs: boolean
}

export const usage = `npm run bench:pages -- [options]
  --events N      events stored in the large shop (1000000)
  --fetches N     fetches of each of its pages (200)
  --smoke         2,000 events and a few fetches, no pass or fail on speed
  --json          the result as JSON on standard output
  --write-docs    writes the table into docs/benchmark.md`

/** Throws with the usage for what is not understood. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      events: { type: 'string' },
      fetches: { type: 'string' },
      smoke: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      'write-docs': { type: 'boolean', default: false },
    },
  })
  const { smoke } = values
  return {
    events: whole('events', values.events, smoke ? 2_000 : 1_000_000, 1_000),
    fetches: whole('fetches', values.fetches, smoke ? 5 : 200, 1),
    warmingFetches: smoke ? 1 : 10,
    fetchesOfLines: 50,
    lines: smoke ? [] : [20, 2_000],
    isSmoke: smoke,
    asJson: values.json,
    writeDocs: values['write-docs'],
  }
}

function whole(name: string, text: string | undefined, usual: number, least: number): number {
  if (text === undefined) return usual
  const value = Number(text)
  if (Number.isInteger(value) && value >= least) return value
  throw new RangeError(`--${name} must be a whole number from ${least}\n${usage}`)
}
