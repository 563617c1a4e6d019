/** One event as the stand-in got it, to the letter. */
import { AppError, badge, facts, html, type Page } from '../../../src/kernel.js'
import type { LateStandIn } from '../late.js'
import { receivedOf } from './received.js'

export function receivedEventPage(standIn: LateStandIn, pixel: string): Page {
  return {
    path: '/stand-in/:place',
    summary: 'One event, as Meta would have got it.',
    async show(visit) {
      const { words, href, params } = visit
      const found = receivedOf(standIn, pixel, visit).find(({ place }) => place === params.place)
      if (!found) {
        throw new AppError(
          'EVENT_UNKNOWN',
          'missing',
          'There is no such event: the stand-in forgets with every start, and keeps the latest few hundred.',
        )
      }
      const { name, eventId, orderId, receivedAt, isCounted, testCode, event } = found
      return {
        title: name,
        body: html`<p><a href="${href('/stand-in')}">All that the stand-in got</a></p>
<h2>What became of it</h2>
${facts([
  ['Arrived', words.when(receivedAt)],
  [
    'Meta would have',
    isCounted
      ? badge('good', 'Counted')
      : badge('off', 'A copy: its name and id came before, and count once'),
  ],
  ['Event id', html`<code>${eventId}</code>`],
  ...(orderId === undefined
    ? []
    : [['Order', html`<a href="${href('/events', { order: orderId })}">${orderId}</a>`] as const]),
  ...(testCode === undefined ? [] : [['As a test', testCode] as const]),
])}
<h2>As it was sent</h2>
<p>Names, mail addresses and the like went as SHA-256 digests: Meta compares them with its own and cannot read them.</p>
<pre tabindex="0" aria-label="The event in JSON"><code>${JSON.stringify(event, null, 2)}</code></pre>`,
      }
    },
  }
}
