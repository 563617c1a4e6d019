/** Products as cards, a page of them at a time. */
import { type Html, html } from '../html.js'
import type { Prices } from '../prices.js'
import type { ShopProduct } from '../products.js'
import { picture } from './picture.js'
import { priceTag } from './price-tag.js'

export interface ListPage {
  readonly heading: string
  readonly base: string
  readonly prices: Prices
  /** Those of this page. */
  readonly products: readonly ShopProduct[]
  /** How many there are on all pages. */
  readonly total: number
  /** Ways on: brands and categories. */
  readonly ways?: Html
  readonly turning?: Html | undefined
  /** Stands in for the cards where there are none. */
  readonly none: string
}

export function productList({ heading, base, prices, products, total, ways, turning, none }: ListPage): Html {
  const count = total === 1 ? '1 product' : `${total} products`
  return html`<div class="head"><h1>${heading}</h1><p class="soft">${count}</p></div>
${ways}
${products.length === 0 ? html`<p class="empty">${none}</p>` : html`<ul class="cards">${products.map((product) => card(product, base, prices))}</ul>`}
${turning}`
}

function card(product: ShopProduct, base: string, prices: Prices): Html {
  return html`
<li class="card">
  <a href="${base}/products/${encodeURIComponent(product.id)}">
    ${picture(product, { isNamed: true, isLazy: true })}
    <span class="brand">${product.brand}</span>
    <span class="title">${product.name}</span>
  </a>
  ${priceTag(product, prices)}
</li>`
}
