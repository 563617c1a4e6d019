/** The log's table: events line by line, each leading to its own page. */
import {
  type EntryLine,
  type EntryPage,
  emptyState,
  type Html,
  html,
  type Shown,
  table,
  type Visit,
} from '../../../src/kernel.js'
import { stateBadge } from './entry-words.js'
import { isNarrow, queryOf } from './log-filter.js'
import { reasonOf } from './reasons.js'
import type { Situation } from './situation.js'

type Filter = Parameters<typeof queryOf>[0]

export function logTable(page: EntryPage, filter: Filter, situation: Situation, visit: Visit): Html {
  const held = new Set(situation.held.map(({ destination }) => destination))
  return html`<div data-region="log">${table({
    caption: 'Events, the newest first',
    columns: columns.map((label) => ({ label })),
    rows: page.entries.map((entry) => rowOf(entry, held.has(entry.destination), visit)),
    empty: nothing(page, filter),
    growsAtTop: true,
  })}
${further(page, filter, visit)}</div>`
}

const columns = ['Event', 'When', 'State', 'Order']

function rowOf(entry: EntryLine, isHeld: boolean, visit: Visit): readonly Shown[] {
  const { id, name, state, orderId, reason, madeAt } = entry
  return [
    html`<a href="${visit.href(`/events/${encodeURIComponent(id)}`)}">${name}</a>`,
    visit.words.when(madeAt),
    html`<span>${stateBadge(state, isHeld)}${reason !== undefined && html`<br><small>${reasonOf(reason).what}</small>`}</span>`,
    orderId !== undefined && html`<a href="${visit.href('/events', { order: orderId })}">${orderId}</a>`,
  ]
}

function nothing({ lookedBackTo }: EntryPage, filter: Filter): Html {
  if (lookedBackTo !== undefined)
    return emptyState('None of these fits.', 'There may be older ones: look further below.')
  if (isNarrow(filter))
    return emptyState(
      'No event fits.',
      'Take a part of the filter away. What was sent long ago is forgotten.',
    )
  if (filter.before !== undefined) return emptyState('No event is older.', 'This is the end of the log.')
  return emptyState(
    'No events yet.',
    'As soon as a shopper looks at a product or buys one, it shows here. If shoppers are there and nothing comes, the shop does not call the hooks yet.',
  )
}

function further({ next, lookedBackTo }: EntryPage, filter: Filter, visit: Visit): Html {
  const more = next !== undefined && visit.href('/events', queryOf({ ...filter, before: next }))
  const newest =
    filter.before !== undefined && visit.href('/events', queryOf({ ...filter, before: undefined }))
  return html`${lookedBackTo !== undefined && html`<p class="hint">Looked back to ${visit.words.when(lookedBackTo)}.</p>`}
${(more || newest) && html`<nav class="pager" aria-label="Further events">${newest && html`<a href="${newest}">To the newest</a> `}${more && html`<a rel="next" href="${more}">${lookedBackTo === undefined ? 'Older events' : 'Look further'}</a>`}</nav>`}`
}
