/** A badge: a state in a word and a sign, readable without colour. */
import { type Html, html } from './html.js'
import type { CardState } from './page.js'
import { sign } from './sign.js'

export function badge(state: CardState, label: string): Html {
  return html`<span class="badge ${state}">${sign(state)} ${label}</span>`
}
