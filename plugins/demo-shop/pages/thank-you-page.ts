/** Thanks for an order. */
import { type Html, html } from '../html.js'
import type { Order } from '../orders.js'
import type { Prices } from '../prices.js'
import { summary } from './summary.js'

export function thankYouPage(order: Order, prices: Prices, base: string): Html {
  return html`<div class="thanks">
<h1>Thank you for your order</h1>
<p>Its number is <strong class="number">${order.orderId}</strong>. As this is a demonstration, nothing was charged and nothing will arrive.</p>
${summary(order.lines, prices)}
<p><a class="button" href="${base}/">Look around again</a></p>
</div>`
}
