/** What a product costs, what it cost before, and whether it can be had. */
import { type Html, html } from '../../../src/kernel.js'
import type { Prices } from '../prices.js'
import type { ShopProduct } from '../products.js'

export function priceTag({ price, formerPrice, isAvailable = true }: ShopProduct, prices: Prices): Html {
  const former =
    formerPrice !== undefined &&
    html` <s><span class="unseen">instead of </span>${prices.show(formerPrice)}</s> <span class="sale">Sale</span>`
  return html`<p class="price"><span>${prices.show(price)}</span>${former}${!isAvailable && html` <span class="gone">Sold out</span>`}</p>`
}
