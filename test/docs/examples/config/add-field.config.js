/** A field that Google knows and our table lacks, for books only. */
import { defineConfig, extendChannel, facebookCatalog, googleMerchant, optional } from 'storecast'

const read = ({ productType = [] }) => (productType.includes('Books & Maps') ? 'books' : undefined)
const taxCategory = optional('g:tax_category', { kind: 'line', limit: 100, read })

export default defineConfig({
  channels: [extendChannel(googleMerchant, { fields: [taxCategory] }), facebookCatalog],
})
