/** What is ordered, with its total. */
import { type Html, html } from '../../../src/kernel.js'
import type { OrderLine } from '../orders.js'
import type { Prices } from '../prices.js'

export function summary(lines: readonly OrderLine[], prices: Prices): Html {
  const rows = lines.map(
    ({ product, quantity, price }) => html`
<tr><th scope="row">${product.name}</th><td>${quantity} ×</td><td>${prices.show(prices.total([{ price, quantity }]))}</td></tr>`,
  )
  return html`<table>
<caption>Your order</caption>
<thead class="unseen"><tr><th scope="col">Product</th><th scope="col">Quantity</th><th scope="col">Amount</th></tr></thead>
<tbody>${rows}</tbody>
<tfoot><tr><th scope="row" colspan="2">Total</th><td>${prices.show(prices.total(lines))}</td></tr></tfoot>
</table>`
}
