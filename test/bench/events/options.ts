/** What the benchmark of events is asked for on its command line. */
import { parseArgs } from 'node:util'

export interface Options {
  /** How long events are delivered without a pause. */
  readonly minutes: number
  /** Pairs of windows, and pairs of building runs. */
  readonly rounds: number
  readonly windowSeconds: number
  /** Visits of each storefront before its latency is measured. */
  readonly warmingVisits: number
  /** Distinct ones whose purchases are built. */
  readonly shoppers: number
  /** Entries that wait when the Graph API comes back. */
  readonly backlog: number
  readonly sharedEvents: number
  /** Little of everything and no judging of speed; every check of correctness all the same. */
  readonly isSmoke: boolean
  readonly asJson: boolean
  readonly writeDocs: boolean
}

export const usage = `npm run bench:events -- [options]
  --minutes N     minutes of delivering without a pause (10)
  --rounds N      pairs of windows, and of building runs (8)
  --backlog N     entries that wait when the Graph API comes back (100000)
  --smoke         little of everything, no pass or fail on speed
  --json          the result as JSON on standard output
  --write-docs    writes the table into docs/benchmark.md`

/** Throws with the usage for what is not understood. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string' },
      rounds: { type: 'string' },
      backlog: { type: 'string' },
      smoke: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      'write-docs': { type: 'boolean', default: false },
    },
  })
  const { smoke } = values
  return {
    minutes: positive('minutes', values.minutes, smoke ? 0.03 : 10),
    rounds: whole('rounds', values.rounds, smoke ? 1 : 8),
    windowSeconds: smoke ? 0.5 : 5,
    warmingVisits: smoke ? 500 : 20_000,
    shoppers: smoke ? 500 : 5_000,
    backlog: whole('backlog', values.backlog, smoke ? 2_000 : 100_000),
    sharedEvents: smoke ? 4_000 : 100_000,
    isSmoke: smoke,
    asJson: values.json,
    writeDocs: values['write-docs'],
  }
}

function positive(name: string, text: string | undefined, usual: number): number {
  const value = text === undefined ? usual : Number(text)
  if (Number.isFinite(value) && value > 0) return value
  throw new RangeError(`--${name} must be a number above 0\n${usage}`)
}

function whole(name: string, text: string | undefined, usual: number): number {
  const value = positive(name, text, usual)
  if (Number.isInteger(value)) return value
  throw new RangeError(`--${name} must be a whole number\n${usage}`)
}
