/** Google's feed without the maker's numbers; no feed for Facebook. */
import { defineConfig, extendChannel, googleMerchant } from 'storecast'

export default defineConfig({
  channels: [extendChannel(googleMerchant, { without: ['g:mpn'] })],
})
