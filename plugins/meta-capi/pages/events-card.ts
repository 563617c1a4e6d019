/** The card of the events: what of each kind Meta has lately, and what it does not have. */
import {
  type BacklogCount,
  type Card,
  type Figures,
  html,
  table,
  type Visit,
  type Words,
} from '../../../src/kernel.js'
import { type Count, events, told } from './counted.js'
import { type Backlog, backlogByName, countsByName, kindLabel, noBacklog, sumOf } from './kinds.js'
import type { Situation } from './situation.js'
import { throughputChart } from './throughput-chart.js'
import { timeSlots } from './time-slots.js'

interface CardParts {
  readonly situation: Situation
  readonly backlog: readonly BacklogCount[]
  /** Of the last hour, by the minute. */
  readonly hour: Figures
  /** Of the last day, by the hour. */
  readonly day: Figures
}

const mostKinds = 8

export function eventsCard({ situation, backlog, hour, day }: CardParts, visit: Visit): Card {
  const { words } = visit
  const backlogs = backlogByName(backlog, situation)
  const sum = sumOf(backlogs.values())
  const [inHour, inDay] = [countsByName(hour, taken), countsByName(day, taken)]
  const names = [...new Set([...inDay.keys(), ...inHour.keys(), ...backlogs.keys()])].sort(
    (a, b) => (inDay.get(b) ?? 0) - (inDay.get(a) ?? 0),
  )
  return {
    title: 'Events',
    path: '/events',
    ...stateOf(sum, total(inHour), total(inDay), situation, visit),
    body: html`${table({
      caption: 'Events by kind',
      columns: [
        { label: 'Kind' },
        { label: 'Last hour', isFigure: true },
        { label: 'Last day', isFigure: true },
        { label: 'Not at Meta' },
      ],
      rows: names
        .slice(0, mostKinds)
        .map((name) => [
          kindLabel(name),
          words.number(inHour.get(name) ?? 0),
          words.number(inDay.get(name) ?? 0),
          restOf(backlogs.get(name) ?? noBacklog, words).join(', ') || '–',
        ]),
      empty: html`<p>No event has come yet. The first one shows here when the shop calls a hook.</p>`,
    })}
${names.length > mostKinds && html`<p class="hint">And ${words.number(names.length - mostKinds)} more kinds.</p>`}
${day.byTime.length > 0 && throughputChart('The last day: events per hour', timeSlots(day, 'hour', visit), words)}`,
  }
}

const taken = ['done', 'tested'] as const

const total = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((a, b) => a + b, 0)

function stateOf(
  sum: Backlog,
  inHour: number,
  inDay: number,
  { configuration: { account } }: Situation,
  { words }: Visit,
): Pick<Card, 'state' | 'summary'> {
  const sent = `${events(words, inHour)} in the last hour, ${words.number(inDay)} in the last day`
  const { held, dead } = sum
  const state = held.count > 0 ? 'bad' : account === undefined ? 'off' : dead.count > 0 ? 'attention' : 'good'
  return { state, summary: `${[sent, ...restOf(sum, words)].join('; ')}.` }
}

/** What has not reached Meta, the gravest first. */
function restOf({ held, dead, waiting, pending }: Backlog, words: Words): readonly string[] {
  const parts: readonly (readonly [Count, string])[] = [
    [held, 'held'],
    [dead, 'given up'],
    [waiting, 'waiting'],
    [pending, 'waiting for consent'],
  ]
  return parts.filter(([{ count }]) => count > 0).map(([count, what]) => `${told(words, count)} ${what}`)
}
