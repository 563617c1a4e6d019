/** The exchanges of an event: each time it went to Meta, and what Meta answered. */
import {
  badge,
  type CardState,
  type EntryDetail,
  type Html,
  html,
  table,
  type Visit,
} from '../../../src/kernel.js'

interface Outcome {
  readonly state: CardState
  readonly label: string
}

const outcomes: Readonly<Record<string, Outcome>> = {
  accepted: { state: 'good', label: 'Taken' },
  event: { state: 'bad', label: 'An event was refused' },
  repair: { state: 'attention', label: 'A field was refused' },
  credentials: { state: 'bad', label: 'Token refused' },
  configuration: { state: 'bad', label: 'Version refused' },
  throttled: { state: 'attention', label: 'Asked to wait' },
  transient: { state: 'attention', label: 'Fault of Meta’s' },
  neverSent: { state: 'attention', label: 'Not reached' },
  unknown: { state: 'attention', label: 'No answer' },
}

export function exchangeTable({ exchanges }: Pick<EntryDetail, 'exchanges'>, { words }: Visit): Html {
  return table({
    caption: 'Each time it was sent, with Meta’s answer',
    columns: [
      { label: 'When' },
      { label: 'Result' },
      { label: 'Answer' },
      { label: 'Took', isFigure: true },
      { label: 'Events together', isFigure: true },
    ],
    rows: exchanges.map(({ startedAt, durationMs, outcome, answer, entries }) => {
      const { state, label } = outcomes[outcome] ?? { state: 'off', label: outcome }
      return [
        words.when(startedAt),
        badge(state, label),
        // A trace has no gaps to break at.
        html`<span class="value">${answer}</span>`,
        words.duration(durationMs),
        words.number(entries),
      ]
    }),
    empty: html`<p>It was not sent yet, or that is so long ago that it is forgotten.</p>`,
  })
}
