/** A channel from the ground up: of Google's fields only what a price comparison reads. */
import { defineChannel, defineConfig, googleMerchant } from 'storecast'

const spec = 'https://compare.example/feed'
const names = ['g:id', 'g:title', 'g:link', 'g:price', 'g:gtin']
const fields = googleMerchant.fields.filter(({ name }) => names.includes(name))

export default defineConfig({
  channels: [googleMerchant, defineChannel({ name: 'compare', title: 'Price comparison', spec, fields })],
})
