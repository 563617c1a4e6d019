/** Which feed an address of the merchant's pages means: a channel, and a filter where `?filter=` names one. */
import { AppError, type Query, type Visit } from '../../src/kernel.js'
import type { Channel } from '../engine/channel.js'
import type { Feed } from '../engine/feed.js'
import type { FeedsState } from '../state.js'
import { addressOf } from '../welcome.js'
import { filterWords } from './filter-words.js'

export interface ChosenFeed {
  readonly channel: Channel
  readonly feed: Feed
  /** For headings. */
  readonly title: string
}

/** Throws FEED_UNKNOWN for a channel that is none, and FEED_PARAMETER for a filter that is none. */
export async function feedAt(state: FeedsState, visit: Visit): Promise<ChosenFeed> {
  const channel = state.channels.find(({ name }) => name === visit.params.channel)
  if (channel === undefined) throw new AppError('FEED_UNKNOWN', 'missing', 'There is no such feed.')
  const filter = new URLSearchParams(visit.query.get('filter') ?? '')
  const feed = await state.feedFrom(visit.store, channel.name, filter)
  return { channel, feed, title: titleOf(channel, feed) }
}

/** `Google Merchant Center: brand Acme`. */
export function titleOf({ title }: Channel, { filter }: Pick<Feed, 'filter'>): string {
  const words = filterWords(filter)
  return words === '' ? title : `${title}: ${words}`
}

/** The address of one of a feed's pages, as `/left-out`; the feed's own where `page` is empty. */
export function feedHref(
  visit: Visit,
  feed: Pick<Feed, 'channel' | 'query'>,
  page = '',
  query: Query = {},
): string {
  return visit.href(feedPath(feed, page), { filter: feed.query, ...query })
}

/** Where a platform fetches it, without a token. */
export const feedAddress = (
  publicUrl: string,
  { store, channel, query }: Pick<Feed, 'store' | 'channel' | 'query'>,
): string => `${addressOf(publicUrl, store, channel)}${query && `?${query}`}`

/** One of a feed's pages as a path of the admin, without the filter. */
export const feedPath = ({ channel }: Pick<Feed, 'channel'>, page = ''): string => `/feeds/${channel}${page}`
