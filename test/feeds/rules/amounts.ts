/** The amounts and instants that examples share. */
import type { Money } from '../../../feeds/catalog/product.js'

export const eur = (amountMinor: number): Money => ({ amountMinor, currency: 'EUR' })

/** A currency without an exchange rate. */
export const usd = (amountMinor: number): Money => ({ amountMinor, currency: 'USD' })

/** The instant of the build in the tests' shop, in milliseconds. */
export const builtAt = Date.UTC(2026, 10, 21, 12)

export const dayMs = 86_400_000
