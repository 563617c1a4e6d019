/** The page of the demo that shows what Meta would have got: the latest events, live. */
import { badge, emptyState, html, notice, type Page, table } from '../../../src/kernel.js'
import type { LateStandIn } from '../late.js'
import { receivedOf } from './received.js'

const mostShown = 50
const liveSeconds = 3

export function receivedEventsPage(standIn: LateStandIn, pixel: string): Page {
  return {
    path: '/stand-in',
    summary: 'What the stand-in for Meta got, as Meta would have got it.',
    menu: { label: 'Stand-in', rank: 90 },
    async show(visit) {
      const { words, href, below } = visit
      const received = receivedOf(standIn, pixel, visit)
      const rows = received
        .slice(0, mostShown)
        .map(({ place, name, eventId, orderId, receivedAt, isCounted }) => [
          html`<a href="${href(`/stand-in/${place}`)}">${name}</a>`,
          words.when(receivedAt),
          orderId ?? '–',
          html`<code>${eventId}</code>`,
          isCounted ? badge('good', 'Counted') : badge('off', 'A copy'),
        ])
      const empty = emptyState(
        'Nothing has come yet',
        html`Look at a product or buy something <a href="${below('/demo')}">in the demo shop</a>: it shows up here within a second. What came before this start is forgotten.`,
      )
      return {
        title: 'Stand-in for Meta',
        liveSeconds,
        body: html`${notice('attention', 'This is the demo: these events were taken by a stand-in on this machine, and Meta knows nothing of them.')}
<p>It reads every event by the rules of Meta’s Conversions API, answers as Meta does, and counts an event that comes twice only once.</p>
${table({
  caption: `The latest events, ${words.number(rows.length)} of ${words.number(received.length)}`,
  columns: [
    { label: 'Event' },
    { label: 'When' },
    { label: 'Order' },
    { label: 'Event id' },
    { label: 'Meta would have' },
  ],
  rows,
  empty,
  growsAtTop: true,
})}`,
      }
    },
  }
}
