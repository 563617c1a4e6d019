/** Building Purchases: ours and the official SDK in turn, each in a process of its own, from the same shoppers. */
import { fileURLToPath } from 'node:url'
import { lastJson, runChild } from '../children.js'
import { type Spread, spreadOf } from '../spread.js'
import { environmentOf } from './shop.js'

export type Fields = 'eight' | 'every'

export const tellFields: Readonly<Record<Fields, string>> = {
  eight: 'eight fields of the shopper',
  every: 'every field',
}

export interface Building {
  readonly fields: Fields
  /** How many keys the user data has. */
  readonly keys: number
  readonly ours: Spread
  readonly sdk: Spread
  /** Ours over the SDK's, run by run. */
  readonly ratio: Spread
}

export interface BuildingOrder {
  readonly shoppers: number
  readonly rounds: number
}

interface BuildingRun {
  readonly eventsPerSecond: number
  readonly print: string
  readonly keys: number
}

const repeats = 15
const limitMs = 300_000
const script = (who: 'ours' | 'sdk') => fileURLToPath(new URL(`build-${who}.mjs`, import.meta.url))

/** Throws where the two tell Meta something else of the same orders. */
export async function measureBuilding(
  folder: string,
  { shoppers, rounds }: BuildingOrder,
  say: (line: string) => void,
): Promise<readonly Building[]> {
  const env = environmentOf(undefined, undefined, folder)
  const run = async (who: 'ours' | 'sdk', fields: Fields) => {
    const args = [script(who), fields, String(shoppers), String(repeats)]
    return lastJson(await runChild(process.execPath, args, { env, limitMs })) as BuildingRun
  }
  const found: Building[] = []
  for (const fields of ['eight', 'every'] as const) {
    say(`Building purchases of ${shoppers} shoppers, ${tellFields[fields]}.`)
    const pairs: { readonly ours: BuildingRun; readonly sdk: BuildingRun }[] = []
    for (let round = 0; round < rounds; round++) {
      pairs.push({ ours: await run('ours', fields), sdk: await run('sdk', fields) })
    }
    const [first] = pairs
    if (first === undefined) throw new RangeError('Nothing was built')
    if (pairs.some(({ ours, sdk }) => ours.print !== first.ours.print || sdk.print !== first.ours.print))
      throw new Error('The official SDK and ours tell something else of the same orders')
    found.push({
      fields,
      keys: first.ours.keys,
      ours: spreadOf(pairs.map(({ ours }) => ours.eventsPerSecond)),
      sdk: spreadOf(pairs.map(({ sdk }) => sdk.eventsPerSecond)),
      ratio: spreadOf(pairs.map(({ ours, sdk }) => ours.eventsPerSecond / sdk.eventsPerSecond)),
    })
  }
  return found
}
