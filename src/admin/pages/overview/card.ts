/** A card of the overview as it is drawn. */
import { badge, type Card, type CardState, type Html, html, type Visit } from '../../../kernel.js'

const labels: Readonly<Record<CardState, string>> = {
  good: 'Well',
  attention: 'Have a look',
  bad: 'Not well',
  off: 'Off',
}

export function cardView({ title, state, summary, body, path }: Card, { href }: Visit): Html {
  // A card that leads to the overview leads nowhere.
  const name = path === '/' ? title : html`<a href="${href(path)}">${title}</a>`
  return html`<section class="card"><header><h3>${name}</h3>${badge(state, labels[state])}</header><p>${summary}</p>${body}</section>`
}
