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
  --products N    products in the largest catalog, in whole thousands (1000000)
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
    products: whole('products', values.products, values.smoke ? 5_000 : 1_000_000),
    rounds: whole('rounds', values.rounds, values.smoke ? 1 : 3),
    loadSeconds: values.smoke ? 2 : 10,
    isSmoke: values.smoke,
    asJson: values.json,
    writeDocs: values['write-docs'],
  }
}

// Fewer products cannot show every reason to leave one out, and groups of four must be whole.
const thousand = 1_000
const fewestProducts = 5_000
const fewestOfAll = 500

function whole(name: 'products' | 'rounds', text: string | undefined, usual: number): number {
  if (text === undefined) return usual
  const value = Number(text)
  const [least, step] = name === 'products' ? [fewestProducts, thousand] : [1, 1]
  if (Number.isInteger(value) && value >= least && value % step === 0) return value
  throw new RangeError(`--${name} must be a whole number from ${least}, in steps of ${step}\n${usage}`)
}

/** The sizes of catalog between which cost must grow no faster than products do, ascending. */
export const sizesOf = (products: number): readonly number[] =>
  [products / 100, products / 10, products].filter((size) => size >= fewestOfAll && size % 4 === 0)
