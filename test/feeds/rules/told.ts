/** What a channel tells of one example: its item read by an XML parser that is not ours, and its findings. */
import RssParser from 'rss-parser'
import type { Channel } from '../../../feeds/engine/channel.js'
import type { Finding } from '../../../feeds/engine/finding.js'
import type { ItemView } from '../../../feeds/engine/item-view.js'
import { createItemWriter, type ItemWriter } from '../../../feeds/engine/item-writer.js'
import { productOf } from '../../support/product.js'
import { shopTexts, viewOf } from '../../support/view.js'
import type { Example, Told } from './rule.js'

export interface Outcome {
  readonly isItem: boolean
  /** By element, in the order of the feed. */
  readonly elements: ReadonlyMap<string, readonly Told[]>
  readonly findings: readonly Finding[]
}

export type Teller = (example: Pick<Example, 'product' | 'view'>) => Promise<Outcome>

/** One writer tells all examples of a view, as in a build, so that what it remembers is tested as well. */
export function createTeller(channel: Channel): Teller {
  const names = channel.fields.map(({ name }) => name)
  const parser = new RssParser<object, Record<string, readonly Parsed[]>>({
    customFields: { item: names.map((name) => [name, name, { keepArray: true }]) },
  })
  const usual = writerOf(channel)
  return async ({ product, view }) => {
    const writer = view === undefined ? usual : writerOf(channel, view)
    const findings: Finding[] = []
    const item = writer.write(productOf(product), (finding) => findings.push(finding))
    const { items } = await parser.parseString(writer.head + (item ?? '') + writer.tail)
    const [parsed] = items
    const elements = new Map(names.map((name) => [name, (parsed?.[name] ?? []).map(toldOf)]))
    return { isItem: item !== undefined, elements, findings }
  }
}

const writerOf = (channel: Channel, view: Partial<ItemView> = {}): ItemWriter =>
  createItemWriter(channel, viewOf(view), shopTexts)

/** An element with others inside comes as lists by their names. */
type Parsed = string | Readonly<Record<string, readonly string[]>>

function toldOf(parsed: Parsed): Told {
  if (typeof parsed === 'string') return parsed
  return Object.fromEntries(Object.entries(parsed).map(([name, texts]) => [name, texts.join('|')]))
}
