/** The box in which a merchant looks a product up by its id. */
import { type Html, html, textField, type Visit } from '../../src/kernel.js'
import type { Feed } from '../engine/feed.js'
import { feedHref } from './feed-at.js'

/** More than any id that a platform takes. */
export const idLength = 200

export function lookUpForm(visit: Visit, feed: Pick<Feed, 'channel' | 'query'>, id = ''): Html {
  return html`<form method="get" action="${feedHref(visit, { channel: feed.channel, query: '' }, '/product')}" class="filters" role="search" aria-label="Look up a product">
${feed.query !== '' && html`<input type="hidden" name="filter" value="${feed.query}">`}
${textField({ name: 'id', label: 'Product id', type: 'search', value: id, limit: idLength })}
<div class="actions"><button class="main">Look up</button></div></form>`
}
