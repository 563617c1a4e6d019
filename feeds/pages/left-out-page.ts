/** What the published feed leaves out or tells otherwise: counted, with examples to search in, and what to do. */
import {
  choiceField,
  emptyState,
  facts,
  type Html,
  html,
  type Page,
  textField,
  type Visit,
} from '../../src/kernel.js'
import { type Effect, effects } from '../engine/effects.js'
import type { Feed } from '../engine/feed.js'
import type { FindingSample, Report } from '../engine/report.js'
import { findFeedLine, findSnapshot } from '../engine/snapshot-lines.js'
import type { FeedsState } from '../state.js'
import { feedAt, feedHref } from './feed-at.js'
import { byGravity, countTable, effectWords, explain, sampleTable } from './findings.js'
import { lookUpForm } from './look-up-form.js'
import { pageNumber, pager } from './pager.js'
import { tabs } from './tabs.js'

const rowsPerPage = 50
const searchLength = 200

export function leftOutPage(state: FeedsState): Page {
  const { knex } = state.host.database
  return {
    path: '/feeds/:channel/left-out',
    summary: 'What a feed leaves out or tells otherwise, why, and what to do about it.',
    async show(visit) {
      const { feed, title } = await feedAt(state, visit)
      const line = await findFeedLine(knex, feed)
      const published = line && (await findSnapshot(knex, feed, line.snapshot.id))
      return {
        title: `${title}: left out`,
        body: html`${tabs(visit, feed, '/left-out')}
${published && line ? found(visit, feed, published.snapshot.report, line.snapshot) : unpublished}
<h2>Any other product</h2>
<p>Whether a product is in the feed, and why not, as the catalog has it now.</p>
${lookUpForm(visit, feed)}`,
      }
    },
  }
}

const unpublished = emptyState(
  'Nothing is published yet',
  'What a feed leaves out is known when it was built once.',
)

interface Wishes {
  /** In small letters. */
  readonly words: readonly string[]
  readonly effect: Effect | undefined
}

function wishesOf(query: URLSearchParams): Wishes {
  const asked = query.get('what')
  return {
    words: (query.get('q') ?? '').slice(0, searchLength).toLowerCase().split(/\s+/).filter(Boolean),
    effect: effects.find((effect) => effect === asked),
  }
}

function found(
  visit: Visit,
  feed: Feed,
  report: Report,
  { items, leftOut }: { readonly items: number; readonly leftOut: number },
): Html {
  const { words, query } = visit
  const wishes = wishesOf(query)
  const counts = report.counts.filter(({ effect }) => (wishes.effect ?? effect) === effect)
  const samples = byGravity(report.samples.filter((sample) => fits(sample, wishes)))
  const page = pageNumber(query)
  const from = (page - 1) * rowsPerPage
  const shown = samples.slice(from, from + rowsPerPage)
  const asked = { q: query.get('q')?.slice(0, searchLength), what: wishes.effect }
  const isNarrowed = wishes.words.length > 0 || wishes.effect !== undefined
  return html`<p>${words.number(leftOut)} of ${words.number(items + leftOut)} products are left out${leftOut > 0 && html` (${words.share(leftOut / (items + leftOut))})`}.</p>
<form method="get" class="filters" role="search" aria-label="Search the examples">
${feed.query !== '' && html`<input type="hidden" name="filter" value="${feed.query}">`}
${textField({ name: 'q', label: 'Product id, reason or field', type: 'search', value: asked.q, limit: searchLength })}
${choiceField({
  name: 'what',
  label: 'Show',
  value: wishes.effect ?? '',
  options: [
    { value: '', label: 'everything' },
    ...effects.map((effect) => ({ value: effect, label: effectWords[effect].label })),
  ],
})}
<div class="actions"><button class="main">Search</button></div></form>
${wishes.words.length === 0 && html`<h2>How often</h2>${countTable(visit, counts)}${legend}`}
<h2>Examples</h2>
${samples.length > 0 && html`<p class="hint">${words.number(samples.length)} examples${isNarrowed && ' that fit'}. Of what is found often the report keeps some twenty; any other product can be looked up below.</p>`}
${sampleTable(visit, shown, { feed, caption: 'Examples, the gravest first', empty: isNarrowed ? noneFits : noExamples })}
${pager({
  label: 'Examples',
  first: page > 1 ? feedHref(visit, feed, '/left-out', asked) : undefined,
  next:
    samples.length > from + rowsPerPage
      ? feedHref(visit, feed, '/left-out', { ...asked, page: page + 1 })
      : undefined,
  nextLabel: 'More examples',
})}`
}

const legend = html`<details><summary>What the words mean</summary>${facts(
  Object.values(effectWords).map(({ label, says }) => [label, says] as const),
)}</details>`

const noneFits = emptyState(
  'No example fits',
  'The report keeps some examples of each kind only: look the product up by its id below.',
)

const noExamples = emptyState('No examples', 'Nothing was left out or told otherwise.')

function fits(sample: FindingSample, { words, effect }: Wishes): boolean {
  if (effect !== undefined && sample.effect !== effect) return false
  const { says } = explain(sample.reason)
  const text = [
    sample.productId,
    sample.reason,
    sample.field ?? '',
    sample.detail ?? '',
    effectWords[sample.effect].label,
    says,
  ]
    .join('\n')
    .toLowerCase()
  return words.every((word) => text.includes(word))
}
