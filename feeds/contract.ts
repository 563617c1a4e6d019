/** All that plugins may import of the feeds: the maker of content ids, where their prefixes are set, and which are in a feed. */
import { defineGroup, defineOffer, text } from '../src/kernel.js'

export { contentId, groupContentId } from './engine/content-id.js'

/** Where the prefix of a channel's ids is set, by the channel's code. */
export const prefixKeyOf = (code: string): string => `PRODUCT_ID_PREFIX_${code}`

/** The setting itself; `whereto` completes "every product id that goes to". */
export const prefixSetting = (whereto: string) =>
  text(`Stands before every product id that goes to ${whereto}.`, '', 40)

/** The prefixes that always are; a channel of a shop's own brings its own into this group. */
export const TRACKING = defineGroup('TRACKING', {
  PRODUCT_ID_PREFIX_FACEBOOK: prefixSetting('Facebook: feed, pixel and events'),
  PRODUCT_ID_PREFIX_GOOGLE: prefixSetting('Google'),
})

/** What the feeds know of content ids. */
export interface FeedIds {
  /**
   * Which of these ids stand in the last published feed of a channel, letter by letter; undefined where none is on
   * record. `channelCode` as in the names of settings: `FACEBOOK`.
   */
  standing(
    store: string,
    channelCode: string,
    ids: readonly string[],
  ): Promise<ReadonlySet<string> | undefined>
}

/** Ask the host for it: `host.offers(FEED_IDS)`. */
export const FEED_IDS = defineOffer<FeedIds>('feed ids')
