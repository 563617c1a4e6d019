/** Products as cards, a page of them at a time. */
import { type Html, html } from '../../../src/kernel.js'
import type { Prices } from '../prices.js'
import type { ShopProduct } from '../products.js'
import { picture } from './picture.js'
import { priceTag } from './price-tag.js'
import { seascape } from './seascape.js'

export interface ListPage {
  readonly heading: string
  /** Stands under the heading of the front page. */
  readonly intro?: string
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

export function productList(page: ListPage): Html {
  const { heading, intro, base, prices, products, total, ways, turning, none } = page
  const count = total === 1 ? '1 product' : `${total} products`
  return html`${intro === undefined ? html`<div class="head"><h1>${heading}</h1><p class="soft">${count}</p></div>` : hero(heading, intro)}
${ways}
${products.length === 0 ? html`<p class="empty">${none}</p>` : html`<ul class="cards">${products.map((product) => card(product, base, prices))}</ul>`}
${turning}`
}

function hero(heading: string, intro: string): Html {
  return html`<div class="hero">${seascape}<div><h1>${heading}</h1><p>${intro}</p></div></div>`
}

function card(product: ShopProduct, base: string, prices: Prices): Html {
  return html`
<li class="card">
  <a href="${base}/products/${encodeURIComponent(product.id)}">
    ${picture(product, base, { isNamed: true, isLazy: true })}
    <span class="brand">${product.brand}</span>
    <span class="title">${product.name}</span>
  </a>
  ${priceTag(product, prices)}
</li>`
}
