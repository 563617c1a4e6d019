/** How far a build is, and the button that begins one. */
import { type Action, actionButton, type Html, html, type Visit } from '../../src/kernel.js'
import type { Activity } from '../engine/workshop.js'
import type { FeedsState } from '../state.js'
import { feedAt, feedHref, feedPath } from './feed-at.js'
import type { Standing } from './standing.js'

/** The build that is under way; else the button, for those who may. */
export function progress(visit: Visit, standing: Standing): Html {
  const { activity, isBuiltElsewhere, feed, line } = standing
  const again = html`<p><a href="${feedHref(visit, feed)}">Look again</a></p>`
  if (isBuiltElsewhere) {
    return html`<p>Another process of this Storecast is building it; from here nobody can see how far it is.</p>${again}`
  }
  if (activity) return html`${underway(visit, activity, productsOf(line))}${again}`
  if (visit.role !== 'admin') return html``
  return html`<p>Storecast looks by itself whether the catalog changed. After a repair you need not wait.</p>
${actionButton({ does: 'rebuild', label: 'Build now', kind: 'main' })}`
}

const productsOf = (line: Standing['line']): number | undefined =>
  line && line.snapshot.items + line.snapshot.leftOut

function underway({ words }: Visit, activity: Activity, expected: number | undefined): Html {
  const { state, startedAt, progress: far } = activity
  if (state === 'waiting') {
    return html`<p>It waits until another feed is built, since ${words.when(startedAt)}.</p>
<progress aria-label="Waiting to be built"></progress>`
  }
  if (!far) {
    return html`<p>The catalog is looked at, since ${words.when(startedAt)}.</p>
<progress aria-label="Looking at the catalog"></progress>`
  }
  const isMeasured = expected !== undefined && expected >= far.products && expected > 0
  return html`<p>${words.number(far.products)} products are read${
    isMeasured && html`, of about ${words.number(expected)}`
  }; ${words.number(far.items)} items so far. It began ${words.when(startedAt)}.</p>
<progress aria-label="Building"${isMeasured && html` max="${expected}" value="${far.products}"`}></progress>`
}

/** Builds the feed though nothing changed, and does not wait for it. */
export const rebuild = (state: FeedsState): Action => ({
  async run(visit) {
    const { feed } = await feedAt(state, visit)
    const goesOn = { to: feedPath(feed), query: { filter: feed.query } }
    if (state.workshop.activity(feed)) return { ...goesOn, notice: 'It is being built already.' }
    visit.log.info({ store: feed.store, channel: feed.channel, by: visit.user }, 'a build was asked for')
    state.workshop.start(feed, { force: true })
    return { ...goesOn, notice: 'The build has begun.' }
  },
})
