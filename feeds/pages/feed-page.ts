/** One feed: how it is, what waits for a decision, how far a build is, its switches, and what was built before. */
import {
  AppError,
  badge,
  copyable,
  type Html,
  html,
  notice,
  type Page,
  type Visit,
} from '../../src/kernel.js'
import { findFeedLine, findNewestLine, findSnapshot } from '../engine/snapshot-lines.js'
import type { FeedsState } from '../state.js'
import { feedAddress, feedAt, feedHref } from './feed-at.js'
import { fullFigures } from './figures.js'
import { countTable } from './findings.js'
import { tellings } from './health.js'
import { history } from './history.js'
import { progress, rebuild } from './progress.js'
import { keep, publish, refusalNotice } from './refusal.js'
import { liveness, type Standing, standingsOf } from './standing.js'
import { switchActions, switches } from './switches.js'
import { tabs } from './tabs.js'

const reasonsShown = 5

export function feedPage(state: FeedsState): Page {
  const { knex } = state.host.database
  return {
    path: '/feeds/:channel',
    summary: 'One feed: how it is, its switches, a build at will, and what was built before.',
    async show(visit) {
      const { channel, feed, title } = await feedAt(state, visit)
      const line = await findFeedLine(knex, feed)
      if (feed.query !== '' && !line && !(await findNewestLine(knex, feed))) throw unknownFeed()
      const [standing] = await standingsOf(state, visit, [{ channel, feed, line }])
      if (!standing) throw unknownFeed()
      const published = line && (await findSnapshot(knex, feed, line.snapshot.id))
      return {
        title,
        ...liveness([standing]),
        body: html`${tabs(visit, feed, '')}
<h2>State</h2>
${told(visit, standing)}
${await refusalNotice(state, visit, standing)}
${fullFigures(visit, standing)}
<h2>Build</h2>
${progress(visit, standing)}
${
  feed.query === ''
    ? html`<h2>Switches</h2>${await switches(state.host, visit, channel)}`
    : html`<h2>Address</h2><p>${copyable(feedAddress(state.host.publicUrl, feed), `Address of ${title}`)}</p>`
}
<h2>What the published feed does not tell</h2>
${
  published
    ? html`${countTable(visit, published.snapshot.report.counts, reasonsShown)}
${published.snapshot.report.counts.length > 0 && html`<p><a href="${feedHref(visit, feed, '/left-out')}">In which products, and what to do</a></p>`}`
    : html`<p>Nothing is published yet.</p>`
}
<h2>History</h2>
${await history(state, visit, { feed, publishedId: line?.snapshot.id })}`,
      }
    },
    actions: { ...switchActions(state), rebuild: rebuild(state), publish: publish(state), keep: keep(state) },
  }
}

const unknownFeed = (): AppError => new AppError('FEED_UNKNOWN', 'missing', 'There is no such feed.')

function told(visit: Visit, { health, failure, feed }: Standing): Html {
  const { state, label, says } = tellings[health]
  return html`<p><span data-told>${badge(state, label)}</span> ${says}</p>
${health === 'locked' && html`<p><a href="${feedHref(visit, feed, '/address')}">Make a token</a></p>`}
${failure !== undefined && notice('bad', failure, html`<p>It is tried again by itself. If it goes on, the log says more.</p>`)}`
}
