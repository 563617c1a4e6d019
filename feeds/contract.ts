/** All that plugins may import of the feeds: the one maker of content ids, and where their prefixes are set. */
import { defineGroup, text } from '../src/kernel.js'

export { contentId, groupContentId } from './engine/content-id.js'

export const TRACKING = defineGroup('TRACKING', {
  PRODUCT_ID_PREFIX_FACEBOOK: text(
    'Stands before every product id that goes to Facebook: feed, pixel and events.',
    '',
    40,
  ),
  PRODUCT_ID_PREFIX_GOOGLE: text('Stands before every product id that goes to Google.', '', 40),
})
