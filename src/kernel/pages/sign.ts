/** A sign for each state, for eyes only: a word always stands beside it. */
import { type Html, html } from './html.js'
import type { CardState } from './page.js'

const signs: Readonly<Record<CardState, string>> = { good: '✓', attention: '!', bad: '✕', off: '–' }

export function sign(state: CardState): Html {
  return html`<span class="sign" aria-hidden="true">${signs[state]}</span>`
}
