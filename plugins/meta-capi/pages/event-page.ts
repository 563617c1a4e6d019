/** The page `/events/:id`: one event whole, what happened to it, and what may be done. */
import { type EntryDetail, facts, type Html, html, type Page, type Visit } from '../../../src/kernel.js'
import { unknownEntry } from '../commands/options.js'
import type { MetaState } from '../state.js'
import { dropAction, entryButtons, retryAction } from './entry-actions.js'
import { eventGoods } from './event-goods.js'
import { eventShopper } from './event-shopper.js'
import { eventStory } from './event-story.js'
import { exchangeTable } from './exchanges.js'
import { type Json, parsedBody, partOf, redacted } from './redacted.js'
import { pixelOf, situationOf } from './situation.js'

const liveSeconds = 3
// A page is for reading; the command `events show` gives all of it.
const mostCharacters = 20_000

export function eventPage(state: MetaState): Page {
  return {
    path: '/events/:id',
    summary:
      'One event whole: what Meta is told, each try and its answer; an admin sends it again or drops it.',
    async show(visit) {
      const id = visit.params.id ?? ''
      const entry = await state.host.outbox.find(visit.store, id)
      if (!entry) throw unknownEntry(id)
      const situation = await situationOf(state, visit.store)
      const parsed = parsedBody(entry.body)
      const event = parsed && redacted(parsed)
      return {
        title: entry.orderId === undefined ? entry.name : `${entry.name} of order ${entry.orderId}`,
        ...((entry.state === 'waiting' || entry.state === 'sending') && { liveSeconds }),
        body: html`<section data-region="story">${eventStory(entry, situation, visit)}
${entryButtons(entry, visit)}</section>
<section><h2>What it is</h2>
${factsOf(entry, event, visit)}</section>
${event === undefined ? unreadable : contentOf(event, visit)}
<section data-region="exchanges"><h2>Tries</h2>
${exchangeTable(entry, visit)}</section>
${event !== undefined && asSent(event)}
<p><a href="${visit.href('/events')}">To the log</a></p>`,
      }
    },
    actions: { retry: retryAction(state), drop: dropAction(state) },
  }
}

function factsOf(entry: EntryDetail, event: Json | undefined, { words }: Visit): Html {
  const { occurredAt, madeAt, attemptedAt, reportedAt, attempts, destination, eventId } = entry
  const page = event?.event_source_url
  return facts([
    ['The shopper acted', words.when(occurredAt)],
    ['Kept here', words.when(madeAt)],
    ['Sent', attemptedAt === undefined ? 'not yet' : words.when(attemptedAt)],
    ['Meta has it', reportedAt === undefined ? 'no' : words.when(reportedAt)],
    ['Tries', words.number(attempts)],
    ['Who gets it', `Pixel ${pixelOf(destination)}`],
    ['Event id', eventId],
    ...(typeof page === 'string' ? ([['On the page', page]] as const) : []),
  ])
}

function contentOf(event: Json, visit: Visit): Html {
  return html`<section><h2>What the shopper did</h2>
${eventGoods(partOf(event, 'custom_data'), visit)}</section>
<section><h2>What Meta is told of the shopper</h2>
${eventShopper(partOf(event, 'user_data'))}</section>`
}

function asSent(event: Json): Html {
  const text = JSON.stringify(event, null, 2)
  const left = text.length - mostCharacters
  return html`<details><summary>As Meta gets it</summary>
<pre tabindex="0" role="group" aria-label="The event as Meta gets it">${text.slice(0, mostCharacters)}${left > 0 && `\n… and ${left} characters more`}</pre></details>`
}

const unreadable = html`<p>What it carries cannot be shown.</p>`
