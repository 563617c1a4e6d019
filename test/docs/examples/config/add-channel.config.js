/** A third feed, /xml/pinterest: Google's with texts of another length. */
import { defineConfig, extendChannel, facebookCatalog, googleMerchant, required } from 'storecast'

const title = required('g:title', { kind: 'line', limit: 500, read: (product) => product.title })
const own = { name: 'pinterest', title: 'Pinterest', code: 'PINTEREST' }

export default defineConfig({
  channels: [googleMerchant, facebookCatalog, extendChannel(googleMerchant, { ...own, fields: [title] })],
})
