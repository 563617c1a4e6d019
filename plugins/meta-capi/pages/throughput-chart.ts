/** The chart of what became of events, stretch by stretch. */
import { barChart, type Html, type Words } from '../../../src/kernel.js'
import type { TimeSlot } from './time-slots.js'

export function throughputChart(title: string, slots: readonly TimeSlot[], words: Words): Html {
  const countsOf = (outcome: 'done' | 'tested' | 'dead') => slots.map(({ counts }) => counts[outcome])
  return barChart({
    title,
    labels: slots.map(({ label }) => label),
    series: [
      { label: 'Meta has it', values: countsOf('done') },
      { label: 'Taken as a test', values: countsOf('tested') },
      { label: 'Given up', values: countsOf('dead') },
    ],
    tell: (value) => words.number(value),
  })
}
