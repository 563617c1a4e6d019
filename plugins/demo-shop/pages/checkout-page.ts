/** The checkout: who orders, where it goes, and what it comes to. */

import { type Html, html } from '../../../src/kernel.js'
import type { CartLine } from '../cart.js'
import type { Mistakes, Typed } from '../form.js'
import type { Prices } from '../prices.js'
import { type Field, fields, mistakesNotice } from './field.js'
import { summary } from './summary.js'

export interface CheckoutPage {
  readonly cartId: string
  readonly lines: readonly CartLine[]
  readonly base: string
  readonly prices: Prices
  readonly typed: Typed
  readonly mistakes: Mistakes
  /** Why the order could not be taken. */
  readonly trouble?: string
}

const who: readonly Field[] = [
  { name: 'email', label: 'E-mail', type: 'email', autocomplete: 'email' },
  { name: 'firstName', label: 'First name', autocomplete: 'given-name' },
  { name: 'lastName', label: 'Last name', autocomplete: 'family-name' },
]

const where: readonly Field[] = [
  { name: 'street', label: 'Street and number', autocomplete: 'street-address', isOptional: true },
  { name: 'zip', label: 'Postal code', autocomplete: 'postal-code', isOptional: true },
  { name: 'city', label: 'Town', autocomplete: 'address-level2', isOptional: true },
]

const countries = { DE: 'Germany', AT: 'Austria', FR: 'France', GB: 'United Kingdom', US: 'United States' }

export function checkoutPage(page: CheckoutPage): Html {
  const { cartId, lines, base, prices, typed, mistakes, trouble } = page
  return html`<h1>Checkout</h1>
${trouble !== undefined && html`<p class="wrong" role="alert">${trouble}</p>`}
${mistakesNotice(mistakes)}
<div class="checkout">
<form method="post" action="${base}/checkout">
  <input type="hidden" name="cart" value="${cartId}">
  <fieldset><legend>You</legend>${fields(who, typed, mistakes)}</fieldset>
  <fieldset><legend>Where it goes</legend>${ways(typed.delivery)}${fields(where, typed, mistakes)}${country(typed.country)}</fieldset>
  <button>Pay ${prices.show(prices.total(lines))}</button>
  <p class="soft">No card is asked for: in this demonstration every order counts as paid.</p>
</form>
<aside aria-label="Your order">${summary(lines, prices)}</aside>
</div>`
}

function ways(chosen = 'home_delivery'): Html {
  const way = (value: string, label: string) =>
    html`<label class="choice"><input type="radio" name="delivery" value="${value}"${value === chosen && html` checked`}> ${label}</label>`
  return html`<div role="group" aria-label="How it gets to you">${way('home_delivery', 'Bring it to my door')}${way('in_store', 'I collect it in the shop')}</div>`
}

function country(chosen = 'DE'): Html {
  const options = Object.entries(countries).map(
    ([code, name]) => html`<option value="${code}"${code === chosen && html` selected`}>${name}</option>`,
  )
  return html`
<div class="field">
  <label for="country">Country</label>
  <select id="country" name="country" autocomplete="country">${options}</select>
</div>`
}
