/** A page that is one form: signing up, writing to the shop, subscribing to its news. */

import { type Html, html } from '../../../src/kernel.js'
import type { Mistakes, Typed } from '../form.js'
import { type Field, fields, mistakesNotice } from './field.js'

export interface FormPage {
  readonly heading: string
  readonly intro: string
  readonly action: string
  readonly fields: readonly Field[]
  readonly button: string
  readonly typed?: Typed
  readonly mistakes?: Mistakes
}

export function formPage({
  heading,
  intro,
  action,
  button,
  typed = {},
  mistakes = {},
  ...form
}: FormPage): Html {
  return html`<div class="narrow">
<h1>${heading}</h1>
<p class="soft">${intro}</p>
${mistakesNotice(mistakes)}
<form method="post" action="${action}">${fields(form.fields, typed, mistakes)}<button>${button}</button></form>
</div>`
}
