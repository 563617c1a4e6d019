/** A title that begins with the brand, in Google's feed. */
import { defineConfig, extendChannel, facebookCatalog, googleMerchant, required } from 'storecast'

const read = ({ brand, title }) => (brand ? `${brand} – ${title}` : title)
const title = required('g:title', { kind: 'line', limit: 150, read })

export default defineConfig({
  channels: [extendChannel(googleMerchant, { fields: [title] }), facebookCatalog],
})
