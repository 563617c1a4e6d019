/** The wishlist. */
import { type Html, html } from '../../../src/kernel.js'
import type { Prices } from '../prices.js'
import type { ShopProduct } from '../products.js'
import { picture } from './picture.js'
import { priceTag } from './price-tag.js'

export interface WishlistPage {
  readonly products: readonly ShopProduct[]
  readonly base: string
  readonly prices: Prices
}

export function wishlistPage({ products, base, prices }: WishlistPage): Html {
  if (products.length === 0) {
    return html`<h1>Your wishlist</h1>
<p class="empty">There is nothing on it yet. <a href="${base}/">Look around</a></p>`
  }
  return html`<h1>Your wishlist</h1>
<ul class="lines">${products.map((product) => row(product, base, prices))}</ul>`
}

function row(product: ShopProduct, base: string, prices: Prices): Html {
  const { id, name, isAvailable = true } = product
  return html`
<li>
  ${picture(product, base, { isNamed: true })}
  <div class="title"><a href="${base}/products/${encodeURIComponent(id)}">${name}</a>${priceTag(product, prices)}</div>
  <div class="actions">
    ${isAvailable && action(`${base}/cart`, id, html`Add to cart<span class="unseen">: ${name}</span>`)}
    ${action(`${base}/wishlist/remove`, id, html`Remove<span class="unseen"> ${name}</span>`)}
  </div>
</li>`
}

function action(address: string, id: string, label: Html): Html {
  return html`<form method="post" action="${address}"><input type="hidden" name="product" value="${id}"><button class="quiet">${label}</button></form>`
}
