/** A notice: something that the reader should know before anything else on the page, and what to do. */
import { type Html, html, type Shown } from './html.js'
import type { CardState } from './page.js'
import { sign } from './sign.js'

export function notice(state: CardState, text: Shown, more?: Shown): Html {
  const role = state === 'bad' ? 'alert' : 'status'
  return html`<div class="notice ${state}" role="${role}">${sign(state)}<div><p>${text}</p>${more}</div></div>`
}

/** What stands where there is nothing to list: why, and what to do. */
export function emptyState(title: string, text: Shown): Html {
  return html`<div class="empty"><p class="empty-title">${title}</p><p>${text}</p></div>`
}
