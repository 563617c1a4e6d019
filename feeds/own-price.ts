/** The shop's own price of a product: its function, held to what a feed can tell. */
import type { Money } from './catalog/money.js'
import type { Product } from './catalog/product.js'
import type { PriceHook } from './engine/item-view.js'

/** What one channel asks; throws for an answer that is no price, which costs that one product. */
export function ownPrice(price: PriceHook, channel: string): (product: Product) => Money | undefined {
  const about = { channel }
  return (product) => {
    const answer: unknown = price(product, about)
    if (answer === undefined || answer === null) return undefined
    if (isMoney(answer)) return answer
    if (answer instanceof Promise) throw new TypeError('price gave a promise; it must answer at once')
    throw new TypeError(
      'price gave no { amountMinor, currency } with a whole number of minor units, as cents',
    )
  }
}

function isMoney(answer: object): answer is Money {
  const { amountMinor, currency } = answer as Partial<Money>
  return Number.isSafeInteger(amountMinor) && typeof currency === 'string' && currency.length === 3
}
