/** Time slots: the tally's figures by when, one for each stretch of a chart, the empty ones too. */
import {
  beginOf,
  type Figures,
  type Span,
  spans,
  type TallyOutcome,
  type Words,
} from '../../../src/kernel.js'

export interface TimeSlot {
  readonly label: string
  readonly counts: Readonly<Record<TallyOutcome, number>>
  /** From the shopper's action until Meta had it; 0 where nothing arrived. */
  readonly meanMs: number
  readonly longestMs: number
}

/** How many stretches a chart shows. */
export const slotsOf: Readonly<Record<Span, number>> = { minute: 60, hour: 24 }

/** When the first of them begins. */
export const sinceAt = (span: Span, now: number): number =>
  beginOf(span, now) - (slotsOf[span] - 1) * spans[span].lengthMs

export function timeSlots({ byTime }: Figures, span: Span, { now, words }: Reader): readonly TimeSlot[] {
  const clock = new Intl.DateTimeFormat(words.locale, {
    hour: '2-digit',
    minute: '2-digit',
    // With AM and PM they would not stand side by side on a phone.
    hourCycle: 'h23',
    timeZone: words.timeZone,
  })
  const first = sinceAt(span, now)
  return Array.from({ length: slotsOf[span] }, (_, at) => {
    const beginsAt = first + at * spans[span].lengthMs
    const figures = byTime.filter((figure) => figure.beginsAt === beginsAt)
    const counts: Record<TallyOutcome, number> = { done: 0, tested: 0, dead: 0, retried: 0 }
    for (const { outcome, count } of figures) counts[outcome] += count
    return { label: clock.format(beginsAt), counts, ...delayOf(figures) }
  })
}

interface Reader {
  readonly now: number
  readonly words: Words
}

/** Of what arrived, as a test or not. */
export function delayOf(figures: readonly Omit<Figures['byTime'][number], 'beginsAt'>[]): {
  readonly meanMs: number
  readonly longestMs: number
} {
  const arrived = figures.filter(({ outcome }) => outcome === 'done' || outcome === 'tested')
  const count = arrived.reduce((sum, figure) => sum + figure.count, 0)
  const waitedMs = arrived.reduce((sum, figure) => sum + figure.waitedMs, 0)
  return {
    meanMs: count === 0 ? 0 : waitedMs / count,
    longestMs: Math.max(0, ...arrived.map(({ longestMs }) => longestMs)),
  }
}
