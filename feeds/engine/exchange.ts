/** The exchange of one build: any currency of the catalog into the feed's own, or nothing where a rate is missing. */
import type { Money } from '../catalog/product.js'
import { exchange, parseRate, type Rate } from './money.js'

/**
 * `rates` tell how much of a currency one unit of the shop's buys, as decimal texts.
 * A currency without a usable rate converts to undefined: its items are left out, and currencies never mix.
 */
export function createExchange(
  shopCurrency: string,
  toCurrency: string,
  rates: ReadonlyMap<string, string>,
): (money: Money) => Money | undefined {
  const parsed = new Map<string, Rate>()
  for (const [currency, text] of rates) {
    const rate = parseRate(text)
    if (rate) parsed.set(currency, rate)
  }
  parsed.set(shopCurrency, { digits: 1n, scale: 0 })
  const target = parsed.get(toCurrency)
  return (money) => {
    if (money.currency === toCurrency) return money
    const own = parsed.get(money.currency)
    return own && target && exchange(money, target, toCurrency, own)
  }
}
