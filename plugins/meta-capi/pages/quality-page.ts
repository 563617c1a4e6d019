/** The page `/events/quality`: by which signs Meta finds the shoppers, which are missing, and whether products match the feed. */
import {
  badge,
  emptyState,
  facts,
  type Html,
  html,
  type Page,
  table,
  type Visit,
} from '../../../src/kernel.js'
import { type ContentMatch, contentMatch } from '../content-match.js'
import type { MetaState } from '../state.js'
import { events } from './counted.js'
import { matchFields } from './match-fields.js'
import { type Presence, presenceIn } from './presence.js'
import { subpageLinks } from './subpages.js'

const mostEvents = 500
// More columns than this are no table that anybody reads.
const mostKinds = 6
// From this share on nothing needs to be done for a field.
const wellShare = 0.8
// A product that came or went since the last feed is no fault.
const goodMatch = 0.95

export function qualityPage(state: MetaState): Page {
  return {
    path: '/events/quality',
    summary: 'How well Meta can tell who did what: the signs in the last events, and what to add.',
    async show(visit) {
      const bodies = await state.host.outbox.recentBodies(visit.store, mostEvents)
      const match = await contentMatch(state, visit.store)
      const presences = presenceIn(bodies)
      return {
        title: 'Match quality',
        body: html`${subpageLinks(visit, '/events/quality')}
${presences[0].events === 0 ? nothing : signs(presences, visit)}
<section><h2>Products of the events in the feed</h2>
${matchOf(match, visit)}</section>`,
      }
    },
  }
}

const nothing = emptyState(
  'No events yet.',
  'As soon as some are kept, this page says which signs they carry and what would help Meta to find more shoppers.',
)

function signs([all, ...kinds]: readonly [Presence, ...Presence[]], visit: Visit): Html {
  const { words } = visit
  const shown = [{ ...all, name: 'All events' }, ...kinds.slice(0, mostKinds)]
  return html`<section><h2>By what Meta finds the shopper</h2>
<p>Of the last ${events(words, all.events)}. The more of these signs an event carries, the more shoppers Meta finds, and the better it knows which ad led to what.</p>
${table({
  caption: 'Share of the events that carry each sign, by kind',
  columns: [{ label: 'Sign' }, ...shown.map(({ name }) => ({ label: name, isFigure: true }))],
  rows: matchFields.map(({ label }, at) => [
    label,
    ...shown.map((presence) => words.share(shareOf(presence, at))),
  ]),
  empty: html``,
})}
${kinds.length > mostKinds && html`<p class="hint">And ${words.number(kinds.length - mostKinds)} more kinds.</p>`}</section>
<section><h2>What to add</h2>
${hints(all, visit)}</section>`
}

const shareOf = ({ events: count, having }: Presence, at: number): number =>
  count === 0 ? 0 : (having[at] ?? 0) / count

function hints(all: Presence, { words }: Visit): Html {
  const missing = matchFields
    .map((field, at) => ({ ...field, share: shareOf(all, at) }))
    .filter(({ share }) => share < wellShare)
  if (missing.length === 0)
    return html`<p>${badge('good', 'Well')} Every sign stands in most of the events.</p>`
  return facts(
    missing.map(({ label, brings, how, share }) => [
      `${label} (in ${words.share(share)} of the events)`,
      html`<p>${brings}</p><p>${how}</p>`,
    ]),
  )
}

function matchOf(match: ContentMatch | undefined, { words }: Visit): Html {
  if (match === undefined)
    return html`<p>${badge('off', 'Not known yet')} It is known as soon as a feed for Facebook has been published.</p>`
  const { ids, standing, missing } = match
  if (ids === 0) return html`<p>${badge('off', 'Not known yet')} The last events name no products.</p>`
  const share = standing / ids
  const isWell = share >= goodMatch
  return html`<p>${isWell ? badge('good', 'Well') : badge('attention', 'Look at this')} ${words.share(share)} of the products that the last events name stand in the last published feed (${words.number(standing)} of ${words.number(ids)}).</p>
${missing.length > 0 && html`<p>Not in the feed, for example: ${missing.map((id, at) => [at > 0 && ', ', html`<code>${id}</code>`])}</p>`}
${!isWell && html`<p>Ads can only show products that the catalog has under the same id. Give the hooks the catalog’s own id of a product, not its SKU, and let TRACKING.PRODUCT_ID_PREFIX_FACEBOOK alone set a prefix.</p>`}`
}
