/** A product's own page. */

import { type Html, html } from '../../../src/kernel.js'
import { mostOfOne } from '../cart.js'
import type { Prices } from '../prices.js'
import type { ShopProduct, Variant } from '../products.js'
import { picture } from './picture.js'
import { priceTag } from './price-tag.js'

export interface ProductPage {
  readonly product: ShopProduct
  readonly base: string
  readonly prices: Prices
  readonly isWished: boolean
}

export function productPage({ product, base, prices, isWished }: ProductPage): Html {
  const { id, name, brand, category, description, variants = [], isAvailable = true } = product
  const way = (path: string, text: string) =>
    html`<li><a href="${base}/${path}/${encodeURIComponent(text)}">${text}</a></li>`
  return html`
<nav class="trail" aria-label="Where you are"><ol>
  <li><a href="${base}/">All products</a></li>
  ${category && way('categories', category)}
</ol></nav>
<article class="product">
  ${picture(product, base)}
  <div>
    ${brand && html`<p class="brand"><a href="${base}/brands/${encodeURIComponent(brand)}">${brand}</a></p>`}
    <h1>${name}</h1>
    ${priceTag(product, prices)}
    ${description && html`<p class="description">${description}</p>`}
    ${variants.length > 1 && choiceOf(variants, id, base)}
    ${isAvailable ? addForm(id, base) : html`<p class="empty">It is sold out at the moment. Put it on your wishlist to find it again.</p>`}
    <form method="post" action="${base}/wishlist">
      <input type="hidden" name="product" value="${id}">
      ${isWished ? html`<p class="soft">It is on your <a href="${base}/wishlist">wishlist</a>.</p>` : html`<button class="quiet">Add to wishlist</button>`}
    </form>
  </div>
</article>`
}

function choiceOf(variants: readonly Variant[], chosen: string, base: string): Html {
  const ways = variants.map(
    ({ id, label, isAvailable }) =>
      html`<li><a href="${base}/products/${encodeURIComponent(id)}"${id === chosen && html` aria-current="true"`}${!isAvailable && html` class="out"`}>${label}${!isAvailable && html`<span class="unseen">, sold out</span>`}</a></li>`,
  )
  return html`<nav class="ways" aria-label="Choose another"><ul>${ways}</ul></nav>`
}

function addForm(id: string, base: string): Html {
  return html`<form class="add" method="post" action="${base}/cart">
      <input type="hidden" name="product" value="${id}">
      <label for="quantity">Quantity</label>
      <input id="quantity" name="quantity" type="number" value="1" min="1" max="${mostOfOne}" inputmode="numeric">
      <button>Add to cart</button>
    </form>`
}
