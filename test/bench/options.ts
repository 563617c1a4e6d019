/** What the benchmark is asked for on its command line. */
import { parseArgs } from 'node:util'

export interface Options {
  readonly products: number
  /** Builds of each channel. */
  readonly rounds: number
  /** How long the 304 load lasts. */
  readonly loadSeconds: number
  /** Few products and no judging of speed; every correctness check all the same. */
  readonly isSmoke: boolean
  readonly asJson: boolean
  readonly writeDocs: boolean
}

export const usage = `npm run bench:feed -- [options]
  --products N    products in the catalog (200000)
  --rounds N      builds of each channel (3)
  --smoke         5,000 products, one round, no pass or fail on speed
  --json          the result as JSON on standard output
  --write-docs    writes the table into docs/benchmark.md`

/** Throws with the usage for what is not understood. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      products: { type: 'string' },
      rounds: { type: 'string' },
      smoke: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      'write-docs': { type: 'boolean', default: false },
    },
  })
  return {
    products: whole('products', values.products, values.smoke ? 5_000 : 200_000),
    rounds: whole('rounds', values.rounds, values.smoke ? 1 : 3),
    loadSeconds: values.smoke ? 2 : 10,
    isSmoke: values.smoke,
    asJson: values.json,
    writeDocs: values['write-docs'],
  }
}

function whole(name: string, text: string | undefined, usual: number): number {
  if (text === undefined) return usual
  const value = Number(text)
  // Fewer products than this cannot show every reason to leave one out.
  const least = name === 'products' ? 2_000 : 1
  if (Number.isInteger(value) && value >= least) return value
  throw new RangeError(`--${name} must be a whole number from ${least}\n${usage}`)
}
