/** The filter of the log: read from the address, and the form that writes it there. */
import {
  choiceField,
  type EntryFilter,
  entryStates,
  type Html,
  html,
  type Query,
  textField,
  type Visit,
} from '../../../src/kernel.js'
import { standardNames } from '../browser-tag/standard-names.js'
import { stateNamed, stateWords } from './entry-words.js'

type Filter = Omit<EntryFilter, 'limit'>

/** What cannot be meant is left out; what no entry can have finds none. */
export function filterOf({ query }: Pick<Visit, 'query'>): Filter {
  const text = (name: string) => query.get(name)?.trim() || undefined
  return {
    name: text('kind'),
    state: stateNamed(query.get('state')),
    orderId: text('order'),
    eventId: text('event'),
    before: text('before'),
  }
}

/** The filter as an address has it. */
export const queryOf = ({ name, state, orderId, eventId, before }: Filter): Query => ({
  kind: name,
  state,
  order: orderId,
  event: eventId,
  before,
})

/** Whether some entries are left out by it; a later page is not. */
export const isNarrow = ({ name, state, orderId, eventId }: Filter): boolean =>
  [name, state, orderId, eventId].some((part) => part !== undefined)

/** `names` are those of the store's events. */
export function filterForm(visit: Visit, filter: Filter, names: readonly string[]): Html {
  const { name, state, orderId, eventId } = filter
  const kinds = [...new Set([...names, ...standardNames, ...(name === undefined ? [] : [name])])].sort()
  return html`<form method="get" action="${visit.href('/events')}" class="filters" role="search" aria-label="Filter of the events">
${choiceField({
  name: 'kind',
  label: 'Kind',
  value: name ?? '',
  options: [{ value: '', label: 'All kinds' }, ...kinds.map((kind) => ({ value: kind, label: kind }))],
})}
${choiceField({
  name: 'state',
  label: 'State',
  value: state ?? '',
  options: [
    { value: '', label: 'All states' },
    ...entryStates.map((each) => ({ value: each, label: stateWords[each].label })),
  ],
})}
${textField({ name: 'order', label: 'Order', value: orderId, type: 'search', autocomplete: 'off' })}
${textField({ name: 'event', label: 'Event id', value: eventId, type: 'search', autocomplete: 'off' })}
<div class="actions"><button class="main">Show</button>${isNarrow(filter) && html`<a href="${visit.href('/events')}">Show all</a>`}</div>
</form>`
}
