/** The ways between the pages of the events. */
import { type Html, html, type Visit } from '../../../src/kernel.js'

const subpages = [
  ['/events', 'Log'],
  ['/events/figures', 'Figures'],
  ['/events/quality', 'Match quality'],
] as const

export function subpageLinks(visit: Visit, current: (typeof subpages)[number][0]): Html {
  return html`<nav class="tabs" aria-label="Pages of the events"><ul>${subpages.map(
    ([path, label]) =>
      html`<li><a href="${visit.href(path)}"${path === current && html` aria-current="page"`}>${label}</a></li>`,
  )}</ul></nav>`
}
