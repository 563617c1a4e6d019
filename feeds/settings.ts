/** Registry groups of the feeds, under the names that merchants coming from other systems know. */
import { defineGroup, flag, schedule, webAddress, whole } from '../src/kernel.js'

/** What all channels share; each channel's own settings come on top. */
export const XML_FEEDS = defineGroup('XML_FEEDS', {
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
  ADDRESS: webAddress('Where the demo was served last, so that commands write the same links.'),
})
