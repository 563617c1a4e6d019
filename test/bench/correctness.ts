/** Whether a built feed is right: every item's id, and a seeded sample of items field by field. */
import { isDeepStrictEqual } from 'node:util'
import { type ChannelName, type Expected, expectedItem, type Fields } from './catalog/expected.js'
import { randomOf } from './catalog/random.js'
import { seed, seededProduct } from './catalog/seeded-product.js'
import { readFeed } from './feed-file.js'

export interface Checked {
  readonly items: number
  readonly compared: number
  /** Products without an item, by reason. */
  readonly leftOut: Readonly<Record<string, number>>
}

/** What the product itself says of its build. */
export interface Told {
  readonly items: number
  readonly leftOut: Readonly<Record<string, number>>
}

/** Throws, with the first difference, where the file or what was told of it is not as the seed says. */
export async function checkFeed(
  path: string,
  channel: ChannelName,
  products: number,
  sample: number,
  told: Told,
): Promise<Checked> {
  const { ids, leftOut } = recompute(channel, products)
  const chosen = choose(ids, sample)
  let items = 0
  let compared = 0
  await readFeed(path, (item) => {
    const id = item.find(([name]) => name === 'g:id')?.[1]
    const expected = ids[items++]
    if (expected?.id !== id) {
      throw new Error(`${channel}: item ${items} is ${id}, not ${expected?.id}`)
    }
    if (expected === undefined || !chosen.has(expected.index)) return
    compareItems(channel, item, fieldsOf(expectedItem(seededProduct(expected.index), channel)))
    compared++
  })
  if (items !== ids.length) throw new Error(`${channel}: the file has ${items} items, not ${ids.length}`)
  if (compared !== chosen.size) throw new Error(`${channel}: ${compared} of ${chosen.size} were compared`)
  if (!isDeepStrictEqual({ items: told.items, leftOut: { ...told.leftOut } }, { items, leftOut })) {
    const both = JSON.stringify({ told, leftOut, items })
    throw new Error(`${channel}: the build's own report differs from the recomputation: ${both}`)
  }
  return { items, compared, leftOut }
}

function recompute(channel: ChannelName, products: number) {
  const ids: { readonly id: string; readonly index: number }[] = []
  const leftOut: Record<string, number> = {}
  for (let index = 0; index < products; index++) {
    const expected = expectedItem(seededProduct(index), channel)
    if ('leftOut' in expected) leftOut[expected.leftOut] = (leftOut[expected.leftOut] ?? 0) + 1
    else ids.push({ id: fieldsOf(expected)[0]?.[1] ?? '', index })
  }
  return { ids, leftOut }
}

function choose(from: readonly { readonly index: number }[], count: number): ReadonlySet<number> {
  const random = randomOf(seed, -1)
  const chosen = new Set<number>()
  while (chosen.size < Math.min(count, from.length)) chosen.add(random.pick(from).index)
  return chosen
}

function fieldsOf(expected: Expected): Fields {
  if ('leftOut' in expected) throw new Error(`There is no item: ${expected.leftOut}`)
  return expected
}

function compareItems(channel: ChannelName, item: Fields, expected: Fields): void {
  for (let at = 0; at < Math.max(item.length, expected.length); at++) {
    if (isDeepStrictEqual(item[at], expected[at])) continue
    throw new Error(
      `${channel}: item ${expected[0]?.[1]} says ${JSON.stringify(item[at])}, not ${JSON.stringify(expected[at])}`,
    )
  }
}
