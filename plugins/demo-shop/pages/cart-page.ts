/** The cart: what is in it, how many, and what it comes to. */

import { type Html, html } from '../../../src/kernel.js'
import { type CartLine, mostOfOne } from '../cart.js'
import type { Prices } from '../prices.js'
import { picture } from './picture.js'

export interface CartPage {
  readonly lines: readonly CartLine[]
  readonly base: string
  readonly prices: Prices
}

export function cartPage({ lines, base, prices }: CartPage): Html {
  if (lines.length === 0) {
    return html`<h1>Your cart</h1>
<p class="empty">There is nothing in it yet. <a href="${base}/">Look around</a></p>`
  }
  return html`<h1>Your cart</h1>
<ul class="lines">${lines.map((line, place) => row(line, place, base, prices))}</ul>
<div class="sum">
  <p>Total <strong>${prices.show(prices.total(lines))}</strong></p>
  <a class="button" href="${base}/checkout">Go to checkout</a>
</div>`
}

function row({ product, quantity, price }: CartLine, place: number, base: string, prices: Prices): Html {
  const field = `quantity-${place}`
  return html`
<li>
  ${picture(product, base, { isNamed: true })}
  <p class="title"><a href="${base}/products/${encodeURIComponent(product.id)}">${product.name}</a><br><span class="soft">${prices.show(price)} each</span></p>
  <form class="actions" method="post" action="${base}/cart/quantity">
    <input type="hidden" name="product" value="${product.id}">
    <label class="unseen" for="${field}">Quantity of ${product.name}</label>
    <input id="${field}" name="quantity" type="number" value="${quantity}" min="0" max="${mostOfOne}" inputmode="numeric">
    <button class="quiet">Change<span class="unseen"> the quantity of ${product.name}</span></button>
    <button class="quiet" name="remove" value="yes">Remove<span class="unseen"> ${product.name}</span></button>
  </form>
  <p class="amount">${prices.show(prices.total([{ price, quantity }]))}</p>
</li>`
}
