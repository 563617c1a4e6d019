/** Registry groups of the feeds, under the names that merchants coming from other systems know. */
import { defineGroup, flag, schedule, tokens, type Values, whole } from '../src/kernel.js'
import { TRACKING } from './contract.js'

export const XML_FEEDS = defineGroup('XML_FEEDS', {
  IS_ENABLED_FACEBOOK: flag('Serves the Facebook catalog feed.', false),
  IS_PROTECTED_FACEBOOK: flag('Asks for a token before it serves the Facebook feed.', true),
  FACEBOOK_TOKEN: tokens('Opens the Facebook feed.'),
  CUSTOM_PRICE_FACEBOOK: flag(
    'Takes a product’s custom price, where it has one, in the Facebook feed.',
    false,
  ),
  IS_ENABLED_GOOGLE: flag('Serves the Google Merchant feed.', false),
  IS_PROTECTED_GOOGLE: flag('Asks for a token before it serves the Google feed.', true),
  GOOGLE_TOKEN: tokens('Opens the Google feed.'),
  CUSTOM_PRICE_GOOGLE: flag('Takes a product’s custom price, where it has one, in the Google feed.', false),
  REFRESH_SCHEDULE: schedule('When to look whether the catalog changed, and to build if so.', '*/15 * * * *'),
  STALE_AFTER_MINUTES: whole('A fetch of a feed that was checked longer ago starts a check.', 60, 1, 100_000),
  GUARD_MAX_DROP_PERCENT: whole('A feed that lost more items than this is not published.', 50, 0, 100),
  GUARD_FROM_ITEMS: whole(
    'The guard compares with a published feed of at least this many items.',
    20,
    1,
    1_000_000,
  ),
  FIRST_BUILD_WAIT_SECONDS: whole('How long a fetch waits for a feed that was never built.', 25, 0, 600),
  PAGE_LIMIT_SECONDS: whole('How long the catalog may take for one page.', 60, 1, 3_600),
  MAX_FILTERED_FEEDS: whole('Filtered feeds kept; the one longest not fetched goes first.', 100, 1, 100_000),
  MAX_FILTERED_DISK_MB: whole('Disk that filtered feeds may take together.', 1_024, 1, 10_000_000),
  FORGET_FILTERED_AFTER_DAYS: whole(
    'A filtered feed that nobody fetched for so long is forgotten.',
    7,
    1,
    3_650,
  ),
})

export const DEMO = defineGroup('DEMO', {
  IS_PLANTED: flag(
    'The demo shop came into this database first; it goes when a catalog of your own comes.',
    false,
  ),
})

/** What the registry says about one channel. */
export interface ChannelSettings {
  readonly isEnabled: boolean
  readonly isProtected: boolean
  readonly tokens: readonly string[]
  readonly usesCustomPrice: boolean
  readonly idPrefix: string
}

type Read = (feeds: Values<typeof XML_FEEDS>, tracking: Values<typeof TRACKING>) => ChannelSettings

/** By channel name; a channel that is not here has no flags of its own and stays disabled. */
export const channelSettings: Readonly<Record<string, Read>> = {
  'facebook-catalog': (feeds, tracking) => ({
    isEnabled: feeds.IS_ENABLED_FACEBOOK,
    isProtected: feeds.IS_PROTECTED_FACEBOOK,
    tokens: feeds.FACEBOOK_TOKEN,
    usesCustomPrice: feeds.CUSTOM_PRICE_FACEBOOK,
    idPrefix: tracking.PRODUCT_ID_PREFIX_FACEBOOK,
  }),
  'google-merchant': (feeds, tracking) => ({
    isEnabled: feeds.IS_ENABLED_GOOGLE,
    isProtected: feeds.IS_PROTECTED_GOOGLE,
    tokens: feeds.GOOGLE_TOKEN,
    usesCustomPrice: feeds.CUSTOM_PRICE_GOOGLE,
    idPrefix: tracking.PRODUCT_ID_PREFIX_GOOGLE,
  }),
}

/** Registry keys of a channel, for messages that say what to set. */
export const channelKeys: Readonly<
  Record<string, { readonly enabled: string; readonly protected: string; readonly token: string }>
> = {
  'facebook-catalog': {
    enabled: 'IS_ENABLED_FACEBOOK',
    protected: 'IS_PROTECTED_FACEBOOK',
    token: 'FACEBOOK_TOKEN',
  },
  'google-merchant': {
    enabled: 'IS_ENABLED_GOOGLE',
    protected: 'IS_PROTECTED_GOOGLE',
    token: 'GOOGLE_TOKEN',
  },
}

export { TRACKING }
