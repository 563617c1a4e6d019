/** A product's own page. */
import { mostOfOne } from '../cart.js'
import { type Html, html } from '../html.js'
import type { Prices } from '../prices.js'
import type { ShopProduct } from '../products.js'
import { picture } from './picture.js'
import { priceTag } from './price-tag.js'

export interface ProductPage {
  readonly product: ShopProduct
  readonly base: string
  readonly prices: Prices
  readonly isWished: boolean
}

export function productPage({ product, base, prices, isWished }: ProductPage): Html {
  const { id, name, brand, category, description, isAvailable = true } = product
  const way = (path: string, text: string) =>
    html`<li><a href="${base}/${path}/${encodeURIComponent(text)}">${text}</a></li>`
  return html`
<nav class="trail" aria-label="Where you are"><ol>
  <li><a href="${base}/">All products</a></li>
  ${category && way('categories', category)}
</ol></nav>
<article class="product">
  ${picture(product)}
  <div>
    ${brand && html`<p class="brand"><a href="${base}/brands/${encodeURIComponent(brand)}">${brand}</a></p>`}
    <h1>${name}</h1>
    ${priceTag(product, prices)}
    ${description && html`<p class="description">${description}</p>`}
    ${isAvailable ? addForm(id, base) : html`<p class="empty">It is sold out at the moment. Put it on your wishlist to find it again.</p>`}
    <form method="post" action="${base}/wishlist">
      <input type="hidden" name="product" value="${id}">
      ${isWished ? html`<p class="soft">It is on your <a href="${base}/wishlist">wishlist</a>.</p>` : html`<button class="quiet">Add to wishlist</button>`}
    </form>
  </div>
</article>`
}

function addForm(id: string, base: string): Html {
  return html`<form class="add" method="post" action="${base}/cart">
      <input type="hidden" name="product" value="${id}">
      <label for="quantity">Quantity</label>
      <input id="quantity" name="quantity" type="number" value="1" min="1" max="${mostOfOne}" inputmode="numeric">
      <button>Add to cart</button>
    </form>`
}
