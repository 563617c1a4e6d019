/** A tenth less on Facebook and Instagram; amounts are whole cents. */
import { defineConfig } from 'storecast'

const less = ({ amountMinor, currency }) => ({ amountMinor: Math.round(amountMinor * 0.9), currency })

export default defineConfig({
  price: ({ price }, { channel }) => (channel === 'facebook-catalog' ? less(price) : undefined),
})
