/** Where feeds stand right now: what is published of each, what is being done, and what stands in the way. */
import type { View, Visit } from '../../src/kernel.js'
import { type ChannelSettings, readChannel } from '../channel-settings.js'
import type { Channel } from '../engine/channel.js'
import { type Feed, leaseOf } from '../engine/feed.js'
import type { FeedLine } from '../engine/snapshot-lines.js'
import { subjectOf } from '../engine/troubles.js'
import type { Activity } from '../engine/workshop.js'
import { XML_FEEDS } from '../settings.js'
import type { FeedsState } from '../state.js'
import { type Health, healthOf } from './health.js'

/** A feed, and what is published of it. */
export interface FeedAt {
  readonly channel: Channel
  readonly feed: Pick<Feed, 'store' | 'channel' | 'hash' | 'query' | 'filter'>
  readonly line: FeedLine | undefined
}

export interface Standing extends FeedAt {
  readonly settings: ChannelSettings
  readonly health: Health
  /** What this process does with it. */
  readonly activity: Activity | undefined
  /** Another process is at it. */
  readonly isBuiltElsewhere: boolean
  /** Why it could not be built last. */
  readonly failure: string | undefined
  readonly isRefused: boolean
}

/** In the order of `feeds`, with as many questions whatever their number. */
export async function standingsOf(
  { host, workshop }: Pick<FeedsState, 'host' | 'workshop'>,
  { store, now }: Pick<Visit, 'store' | 'now'>,
  feeds: readonly FeedAt[],
): Promise<readonly Standing[]> {
  const { registry, problems, leases } = host
  const [{ STALE_AFTER_MINUTES }, standing, held] = await Promise.all([
    registry.read(XML_FEEDS, store),
    problems.standing(store),
    leases.heldOf(feeds.map(({ feed }) => leaseOf(feed))),
  ])
  const messages = new Map(standing.map(({ code, subject, message }) => [`${code} ${subject}`, message]))
  return Promise.all(
    feeds.map(async (at): Promise<Standing> => {
      const { channel, feed, line } = at
      const settings = await readChannel(registry, store, channel)
      const activity = workshop.activity(feed)
      const isBuiltElsewhere = activity === undefined && held.has(leaseOf(feed))
      const failure = messages.get(`FEED_BUILD_FAILED ${subjectOf(feed)}`)
      const isRefused = messages.has(`FEED_REFUSED ${subjectOf(feed)}`)
      const health = healthOf({
        isEnabled: settings.isEnabled,
        lacksToken: settings.isProtected && settings.tokens.length === 0,
        isBuilding: activity !== undefined || isBuiltElsewhere,
        hasFailed: failure !== undefined,
        isRefused,
        checkedAt: line?.checkedAt,
        staleAfterMs: STALE_AFTER_MINUTES * 60_000,
        now,
      })
      return { ...at, settings, health, activity, isBuiltElsewhere, failure, isRefused }
    }),
  )
}

/** The whole feed of every channel, in the channels' order. */
export async function wholeFeeds(
  state: Pick<FeedsState, 'channels' | 'feedFrom'>,
  store: string,
  lines: readonly FeedLine[],
): Promise<readonly FeedAt[]> {
  return Promise.all(
    state.channels.map(async (channel) => ({
      channel,
      feed: await state.feedFrom(store, channel.name, new URLSearchParams()),
      line: lines.find(({ feed }) => feed.channel === channel.name),
    })),
  )
}

const liveSeconds = 2

/** For a view: that it looks again soon, while one of these is being built. */
export const liveness = (standings: readonly Standing[]): Pick<View, 'liveSeconds'> =>
  standings.some(({ activity, isBuiltElsewhere }) => activity !== undefined || isBuiltElsewhere)
    ? { liveSeconds }
    : {}

/** Feeds of channels that this Storecast does not have any more are left out. */
export function filteredFeeds(channels: readonly Channel[], lines: readonly FeedLine[]): readonly FeedAt[] {
  return lines.flatMap((line) => {
    const channel = channels.find(({ name }) => name === line.feed.channel)
    return channel ? [{ channel, feed: line.feed, line }] : []
  })
}
