/** Whether a built feed is right: every item's id, and a seeded sample of items field by field. */
import { isDeepStrictEqual } from 'node:util'
import { channels as tables } from '../../feeds/channels/index.js'
import type { ToldReport } from './build.js'
import { seededAttributes } from './catalog/attributes/index.js'
import { type ChannelName, expectedFields, expectedItem, type Fields } from './catalog/expected.js'
import { randomOf } from './catalog/random.js'
import { seed, seededProduct } from './catalog/seeded-product.js'
import { type ReadItem, readFeed } from './feed-file.js'
import { countFindings } from './findings.js'

export interface CheckOrder {
  readonly path: string
  readonly channel: ChannelName
  readonly products: number
  /** The first instant of the day for which the catalog was seeded. */
  readonly today: number
  /** Items that are compared field by field. */
  readonly sample: number
  /** What the product itself says of its build. */
  readonly told: ToldReport & { readonly items: number }
}

export interface Checked {
  readonly channel: ChannelName
  readonly items: number
  readonly compared: number
  /** Elements that some compared item had, those inside others not counted. */
  readonly elements: number
  /** Products without an item, by reason. */
  readonly leftOut: Readonly<Record<string, number>>
  /** Values that the build told otherwise, or not. */
  readonly findings: number
}

/** Throws, with the first difference, where the file or what was told of it is not as the seed says. */
export async function checkFeed({
  path,
  channel,
  products,
  today,
  sample,
  told,
}: CheckOrder): Promise<Checked> {
  const { ids, indexes, leftOut, findings } = recompute(channel, products)
  const chosen = choose(indexes, sample)
  const elements = new Set<string>()
  let items = 0
  let compared = 0
  await readFeed(path, (item) => {
    const id = item.find(([name]) => name === 'g:id')?.[1]
    const index = indexes[items] ?? Number.NaN
    if (ids[items++] !== id) throw new Error(`${channel}: item ${items} is ${id}, not ${ids[items - 1]}`)
    if (!chosen.has(index)) return
    compareItems(channel, item, fieldsOf(index, channel, today))
    for (const [name] of item) elements.add(name)
    compared++
  })
  if (items !== ids.length) throw new Error(`${channel}: the file has ${items} items, not ${ids.length}`)
  if (compared !== chosen.size) throw new Error(`${channel}: ${compared} of ${chosen.size} were compared`)
  const unseen = fieldNames(channel).filter((name) => !elements.has(name))
  if (unseen.length > 0) throw new Error(`${channel}: no compared item has ${unseen.join(', ')}`)
  if (!isDeepStrictEqual({ items: told.items, leftOut: { ...told.leftOut } }, { items, leftOut })) {
    const both = JSON.stringify({ told, leftOut, items })
    throw new Error(`${channel}: the build's own report differs from the recomputation: ${both}`)
  }
  const found = findings.check(told.counts)
  return { channel, items, compared, elements: elements.size, leftOut, findings: found }
}

/** All that the channel can tell: the seed must fill every field, also one that is new. */
function fieldNames(channel: ChannelName): readonly string[] {
  const table = tables.find(({ name }) => name === channel)
  if (table === undefined) throw new RangeError(`There is no channel ${channel}`)
  return table.fields.map(({ name }) => name)
}

function recompute(channel: ChannelName, products: number) {
  const ids: string[] = []
  const indexes: number[] = []
  const leftOut: Record<string, number> = {}
  const findings = countFindings(channel)
  for (let index = 0; index < products; index++) {
    const product = seededProduct(index)
    const expected = expectedItem(product, channel)
    findings.add(product, expected)
    if ('leftOut' in expected) {
      leftOut[expected.leftOut] = (leftOut[expected.leftOut] ?? 0) + 1
    } else {
      ids.push(expected.id)
      indexes.push(index)
    }
  }
  return { ids, indexes, leftOut, findings }
}

function choose(from: readonly number[], count: number): ReadonlySet<number> {
  const random = randomOf(seed, -1)
  const chosen = new Set<number>()
  while (chosen.size < Math.min(count, from.length)) chosen.add(random.pick(from))
  return chosen
}

function fieldsOf(index: number, channel: ChannelName, today: number): Fields {
  const product = seededProduct(index)
  const item = expectedItem(product, channel)
  if ('leftOut' in item) throw new Error(`There is no item: ${item.leftOut}`)
  return expectedFields(item, product, seededAttributes(index, product, today), channel)
}

/** Elements of different names may stand in any order; those of one name in the one expected. */
function compareItems(channel: ChannelName, item: ReadItem, expected: Fields): void {
  const found = byName(item)
  const wanted = byName(expected)
  for (let at = 0; at < Math.max(found.length, wanted.length); at++) {
    if (isDeepStrictEqual(found[at], wanted[at])) continue
    throw new Error(
      `${channel}: item ${expected[0]?.[1]} says ${JSON.stringify(found[at])}, not ${JSON.stringify(wanted[at])}`,
    )
  }
}

const byName = (fields: Fields): Fields => fields.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
