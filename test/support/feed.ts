/** Reading a feed with a parser that is not ours. */
import RssParser from 'rss-parser'
import { googleMerchant } from '../../feeds/channels/google-merchant.js'

export interface ReadFeed {
  readonly title: string | undefined
  /** By element name; of a repeated element the first. */
  readonly items: readonly Readonly<Record<string, string>>[]
}

const names = googleMerchant.fields.map(({ name }) => name)

/** Fetches and parses; what is not well-formed throws. */
export async function readFeed(address: URL | string): Promise<ReadFeed> {
  const answer = await fetch(address)
  if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`)
  return parseFeed(await answer.text())
}

export async function parseFeed(xml: string): Promise<ReadFeed> {
  const parser = new RssParser<object, Record<string, string>>({ customFields: { item: names } })
  const { title, items } = await parser.parseString(xml)
  return { title, items }
}
