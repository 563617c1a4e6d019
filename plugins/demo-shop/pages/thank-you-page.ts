/** Thanks for an order, and in the demo the way to where its event is seen. */
import { type Html, html } from '../../../src/kernel.js'
import type { Order } from '../orders.js'
import type { Prices } from '../prices.js'
import { summary } from './summary.js'

/** `seenAt` is relative to the shop. */
export function thankYouPage(order: Order, prices: Prices, base: string, seenAt?: string): Html {
  return html`<div class="thanks">
<h1>Thank you for your order</h1>
<p>Its number is <strong class="number">${order.orderId}</strong>. As this is a demonstration, nothing was charged and nothing will arrive.</p>
${seenAt !== undefined && arrival(`${base}/${seenAt}`)}
${summary(order.lines, prices)}
<p><a class="button${seenAt !== undefined && ' quiet'}" href="${base}/">Look around again</a></p>
</div>`
}

function arrival(address: string): Html {
  return html`<div class="arrival">
<p>The order and its event were written together. By now the stand-in for Meta has it.</p>
<p><a class="button" href="${address}">See it arrive in the merchant’s page</a></p>
</div>`
}
