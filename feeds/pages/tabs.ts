/** The tabs of a feed: the way between its pages. */
import { type Html, html, type Visit } from '../../src/kernel.js'
import type { Feed } from '../engine/feed.js'
import { feedHref } from './feed-at.js'

const pages = [
  { page: '', label: 'State' },
  { page: '/left-out', label: 'Left out' },
  { page: '/items', label: 'Items' },
  { page: '/product', label: 'Look up a product' },
  { page: '/address', label: 'Address' },
] as const

export type TabPage = (typeof pages)[number]['page']

/** `current` is marked. */
export function tabs(visit: Visit, feed: Pick<Feed, 'channel' | 'query'>, current?: TabPage): Html {
  const shown = pages.filter(({ page }) => page !== '/address' || feed.query === '')
  return html`<p class="up"><a href="${visit.href('/feeds')}">All feeds</a></p>
<nav class="tabs" aria-label="This feed"><ul>${shown.map(
    ({ page, label }) =>
      html`<li><a href="${feedHref(visit, feed, page)}"${page === current && html` aria-current="page"`}>${label}</a></li>`,
  )}</ul></nav>`
}
