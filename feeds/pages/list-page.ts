/** The list of all feeds: how each is, how much is in it, and where it is fetched. */
import {
  badge,
  copyable,
  emptyState,
  type Html,
  html,
  type Page,
  type Shown,
  table,
  type Visit,
} from '../../src/kernel.js'
import { listFilteredLines, listWholeLines } from '../engine/snapshot-lines.js'
import type { FeedsState } from '../state.js'
import { changeWords } from './change.js'
import { feedAddress, feedHref, titleOf } from './feed-at.js'
import { shortFigures } from './figures.js'
import { tellings } from './health.js'
import { pageNumber, pager } from './pager.js'
import { filteredFeeds, liveness, type Standing, standingsOf, wholeFeeds } from './standing.js'

const rowsPerPage = 50

export function listPage(state: FeedsState): Page {
  const { database, publicUrl } = state.host
  return {
    path: '/feeds',
    summary: 'All feeds: how each is, what is in it, and where it is fetched.',
    menu: { label: 'Feeds', rank: 10 },
    async show(visit) {
      const { store, query } = visit
      const page = pageNumber(query)
      const bounds = { limit: rowsPerPage + 1, offset: (page - 1) * rowsPerPage }
      const filteredLines = await listFilteredLines(database.knex, store, bounds)
      const whole =
        page === 1 ? await wholeFeeds(state, store, await listWholeLines(database.knex, store)) : []
      const filtered = filteredFeeds(state.channels, filteredLines.slice(0, rowsPerPage))
      const standings = await standingsOf(state, visit, [...whole, ...filtered])
      const cards = standings.slice(0, whole.length)
      return {
        title: 'Feeds',
        ...liveness(standings),
        body: html`${
          page === 1 &&
          html`<h2>Whole feeds</h2>
<ul class="cards">${cards.map((standing) => wholeCard(visit, publicUrl, standing))}</ul>`
        }
<h2>Filtered feeds</h2>
${filteredTable(visit, publicUrl, standings.slice(whole.length))}
${pager({
  label: 'Filtered feeds',
  first: page > 1 ? visit.href('/feeds') : undefined,
  next: filteredLines.length > rowsPerPage ? visit.href('/feeds', { page: page + 1 }) : undefined,
  nextLabel: 'More filtered feeds',
})}`,
      }
    },
  }
}

function wholeCard(visit: Visit, publicUrl: string, standing: Standing): Html {
  const { channel, feed, health } = standing
  const { state, label, says } = tellings[health]
  return html`<li class="card"><header><h3><a href="${feedHref(visit, feed)}">${channel.title}</a></h3><span data-told>${badge(state, label)}</span></header>
<p>${says}</p>
${shortFigures(visit, standing)}
${copyable(feedAddress(publicUrl, feed), `Address of ${channel.title}`)}
</li>`
}

function filteredTable(visit: Visit, publicUrl: string, standings: readonly Standing[]): Html {
  return table({
    caption: 'Filtered feeds, the latest fetched first',
    columns: [
      { label: 'Feed and its address' },
      { label: 'State' },
      { label: 'Items' },
      { label: 'Left out', isFigure: true },
      { label: 'Built' },
    ],
    rows: standings.flatMap(({ channel, feed, line, health }) => {
      if (!line) return []
      const { words } = visit
      const title = titleOf(channel, feed)
      const { state, label } = tellings[health]
      const { items, itemsBefore, leftOut, builtAt } = line.snapshot
      return [
        [
          html`<a href="${feedHref(visit, feed)}">${title}</a><br><code>${feedAddress(publicUrl, feed)}</code>`,
          badge(state, label),
          withMore(words.number(items), changeWords(words, items, itemsBefore) ?? 'the first one'),
          html`<a href="${feedHref(visit, feed, '/left-out')}">${words.number(leftOut)}<span class="hidden"> left out of ${title}</span></a>`,
          withMore(words.when(builtAt), html`checked ${words.when(line.checkedAt)}`),
        ],
      ]
    }),
    empty: noFiltered,
  })
}

const withMore = (first: Shown, more: Shown): Html => html`<span>${first}<br><small>${more}</small></span>`

const noFiltered = emptyState(
  'No filtered feed was asked for yet',
  'A filtered feed holds a part of the catalog, as one brand. Put its address together under “Address” of a feed; it comes to be when it is first fetched.',
)
