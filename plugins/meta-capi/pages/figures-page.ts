/** The page `/events/figures`: how many events reach Meta, and how long they are on their way. */
import {
  barChart,
  emptyState,
  type Figures,
  type Html,
  html,
  type Page,
  type Span,
  table,
  type Visit,
} from '../../../src/kernel.js'
import type { MetaState } from '../state.js'
import { kindLabel } from './kinds.js'
import { subpageLinks } from './subpages.js'
import { throughputChart } from './throughput-chart.js'
import { delayOf, sinceAt, type TimeSlot, timeSlots } from './time-slots.js'

// What is written every five seconds is not newer when it is asked for sooner.
const liveSeconds = 10

const stretches = {
  hour: { span: 'minute', label: 'The last hour', unit: 'minute' },
  day: { span: 'hour', label: 'The last day', unit: 'hour' },
} as const satisfies Record<string, { span: Span; label: string; unit: string }>

type Stretch = keyof typeof stretches

export function figuresPage({ host: { outbox } }: MetaState): Page {
  return {
    path: '/events/figures',
    summary: 'How many events reach Meta, by the minute and by the hour, and how long they are on their way.',
    async show(visit) {
      const stretch: Stretch = visit.query.get('last') === 'day' ? 'day' : 'hour'
      const { span } = stretches[stretch]
      const figures = await outbox.figures(visit.store, span, sinceAt(span, visit.now))
      return {
        title: 'Figures of the events',
        liveSeconds,
        body: html`${subpageLinks(visit, '/events/figures')}
${stretchLinks(visit, stretch)}
<div data-region="figures">${figures.byTime.length === 0 ? nothing : charts(figures, stretch, visit)}</div>`,
      }
    },
  }
}

function stretchLinks(visit: Visit, current: Stretch): Html {
  return html`<nav class="tabs" aria-label="Stretch of time"><ul>${Object.entries(stretches).map(
    ([name, { label }]) =>
      html`<li><a href="${visit.href('/events/figures', { last: name })}"${name === current && html` aria-current="true"`}>${label}</a></li>`,
  )}</ul></nav>`
}

const nothing = emptyState(
  'Nothing was sent in this time.',
  'Figures begin with the first event that is sent. The log shows whether events wait, and why.',
)

function charts(figures: Figures, stretch: Stretch, visit: Visit): Html {
  const { span, label, unit } = stretches[stretch]
  const slots = timeSlots(figures, span, visit)
  return html`<section><h2>How many</h2>
${throughputChart(`${label}: events per ${unit}`, slots, visit.words)}</section>
<section><h2>How fast</h2>
<p>From what the shopper did until Meta had it. Meta asks for it within an hour.</p>
${delayChart(`${label}: mean time until Meta has it, per ${unit}`, 'Mean', slots, 'meanMs', visit)}
${delayChart(`${label}: longest time until Meta has it, per ${unit}`, 'Longest', slots, 'longestMs', visit)}</section>
<section><h2>By kind</h2>
${kindTable(figures, label, visit)}</section>`
}

function delayChart(
  title: string,
  label: string,
  slots: readonly TimeSlot[],
  which: 'meanMs' | 'longestMs',
  { words }: Visit,
): Html {
  return barChart({
    title,
    labels: slots.map((slot) => slot.label),
    series: [{ label, values: slots.map((slot) => slot[which]) }],
    tell: (ms) => words.duration(ms),
  })
}

const outcomes = [
  ['done', 'Meta has it'],
  ['tested', 'Taken as a test'],
  ['retried', 'Tried again'],
  ['dead', 'Given up'],
] as const

function kindTable({ byName }: Figures, label: string, { words }: Visit): Html {
  const names = [...new Set(byName.map(({ name }) => name))]
  return table({
    caption: `${label}, by kind of event`,
    columns: [
      { label: 'Kind' },
      ...[...outcomes.map(([, told]) => told), 'Mean time', 'Longest'].map((told) => ({
        label: told,
        isFigure: true,
      })),
    ],
    rows: names.map((name) => {
      const own = byName.filter((figure) => figure.name === name)
      const { meanMs, longestMs } = delayOf(own)
      return [
        kindLabel(name),
        ...outcomes.map(([outcome]) =>
          words.number(own.find((figure) => figure.outcome === outcome)?.count ?? 0),
        ),
        words.duration(meanMs),
        words.duration(longestMs),
      ]
    }),
    empty: nothing,
  })
}
