/** Reading a feed with a parser that is not ours. */
import { Parser } from 'xml2js'

export interface ReadFeed {
  readonly head: Readonly<Record<string, string>>
  /** By element name; of a repeated element the first. */
  readonly items: readonly Readonly<Record<string, string>>[]
}

type Node = Readonly<Record<string, readonly unknown[]>>

/** Fetches and parses strictly: what is not well-formed throws. */
export async function readFeed(address: URL | string): Promise<ReadFeed> {
  const answer = await fetch(address)
  if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`)
  return parseFeed(await answer.text())
}

export async function parseFeed(xml: string): Promise<ReadFeed> {
  const { rss } = await new Parser({ strict: true }).parseStringPromise(xml)
  const [channel] = rss.channel as [Node]
  const { item: items = [], ...head } = channel
  return { head: firsts(head), items: items.map((item) => firsts(item as Node)) }
}

function firsts(node: Node): Record<string, string> {
  return Object.fromEntries(Object.entries(node).map(([name, [first]]) => [name, String(first)]))
}
