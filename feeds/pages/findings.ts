/** Findings for a merchant: what was found in how many products, in which, what it means and what to do. */
import { badge, type CardState, emptyState, type Html, html, table, type Visit } from '../../src/kernel.js'
import { type Effect, effects } from '../engine/effects.js'
import type { Feed } from '../engine/feed.js'
import { type Reason, reasons } from '../engine/reasons.js'
import type { FindingCount, FindingSample } from '../engine/report.js'
import { feedHref } from './feed-at.js'

/** What each effect means for the product or the field. */
export const effectWords: Readonly<
  Record<Effect, { readonly state: CardState; readonly label: string; readonly says: string }>
> = {
  leftOut: { state: 'bad', label: 'Left out', says: 'The product is not in the feed.' },
  dropped: { state: 'attention', label: 'Not told', says: 'The product is in the feed, without this value.' },
  shortened: { state: 'attention', label: 'Shortened', says: 'The text is told up to the platform’s limit.' },
  changed: { state: 'attention', label: 'Changed', says: 'It is told otherwise than the catalog has it.' },
  advised: { state: 'off', label: 'Advice', says: 'It is told as it is; the platform may mind.' },
}

export interface Explained {
  readonly says: string
  readonly todo: string
}

/** A report may be older than the table, and name a reason that is gone. */
export function explain(reason: string): Explained {
  return Object.hasOwn(reasons, reason)
    ? reasons[reason as Reason]
    : { says: `was told for the reason ${reason}.`, todo: 'Build the feed again.' }
}

/** The gravest first. */
export function byGravity<T extends { readonly effect: Effect }>(findings: readonly T[]): readonly T[] {
  return findings.toSorted((a, b) => effects.indexOf(a.effect) - effects.indexOf(b.effect))
}

const rowsShown = 60

/** The first `rows` of them. */
export function countTable(visit: Visit, counts: readonly FindingCount[], rows = rowsShown): Html {
  const sorted = byGravity(counts)
  const more = sorted.length - rows
  return html`${table({
    caption: 'What was found, the gravest first',
    columns: [
      { label: 'What it means' },
      { label: 'Products', isFigure: true },
      { label: 'The product …' },
      { label: 'What to do' },
    ],
    rows: sorted.slice(0, rows).map(({ effect, reason, field, count }) => {
      const { says, todo } = explain(reason)
      return [effectBadge(effect), visit.words.number(count), found(says, field), todo]
    }),
    empty: nothingFound,
  })}${more > 0 && html`<p class="hint">And ${visit.words.number(more)} more kinds.</p>`}`
}

export interface SampleOptions {
  readonly feed: Pick<Feed, 'channel' | 'query'>
  readonly caption: string
  readonly empty: Html
}

/** Each product leads to the page that shows it whole. */
export function sampleTable(
  visit: Visit,
  samples: readonly FindingSample[],
  { feed, caption, empty }: SampleOptions,
): Html {
  return table({
    caption,
    columns: [
      { label: 'Product' },
      { label: 'What it means' },
      { label: 'The product …' },
      { label: 'What to do' },
    ],
    rows: samples.map(({ productId, effect, reason, field = '', detail }) => {
      const { says, todo } = explain(reason)
      return [
        productId === ''
          ? '(no id)'
          : html`<a href="${feedHref(visit, feed, '/product', { id: productId })}">${productId}</a>`,
        effectBadge(effect),
        found(says, field, detail),
        todo,
      ]
    }),
    empty,
  })
}

export const effectBadge = (effect: Effect): Html => {
  const { state, label } = effectWords[effect]
  return badge(state, label)
}

/** Columns of their own would leave no room for the words. */
const found = (says: string, field: string, detail?: string): Html =>
  html`<span>${says}${detail !== undefined && html`<br><small>${detail}</small>`}${field !== '' && html`<br><small>Field <code>${field}</code></small>`}</span>`

export const nothingFound = emptyState(
  'Nothing to remark',
  'Every product of the catalog is in the feed just as the catalog has it.',
)
