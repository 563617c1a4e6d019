/** A feed's history: its snapshots, the newest first. */
import { badge, emptyState, type Html, html, table, type Visit } from '../../src/kernel.js'
import type { Feed } from '../engine/feed.js'
import { type HistoryLine, listHistory } from '../engine/snapshot-lines.js'
import type { FeedsState } from '../state.js'
import { changeWords } from './change.js'
import { feedHref } from './feed-at.js'
import { pager } from './pager.js'

const rowsPerPage = 50

export interface HistoryOptions {
  readonly feed: Pick<Feed, 'store' | 'channel' | 'hash' | 'query'>
  readonly publishedId: string | undefined
}

/** From the newest one, or behind the one that `?before=` names. */
export async function history(
  { host }: Pick<FeedsState, 'host'>,
  visit: Visit,
  { feed, publishedId }: HistoryOptions,
): Promise<Html> {
  const before = beforeOf(visit.query)
  const lines = await listHistory(host.database.knex, feed, { before, limit: rowsPerPage + 1 })
  const shown = lines.slice(0, rowsPerPage)
  return html`${table({
    caption: 'Snapshots, the newest first',
    columns: [
      { label: 'Built' },
      { label: 'State' },
      { label: 'Items', isFigure: true },
      { label: 'Change', isFigure: true },
      { label: 'Left out', isFigure: true },
      { label: 'Took', isFigure: true },
      { label: 'Size', isFigure: true },
    ],
    rows: shown.map((line) => rowOf(visit, feed, line, line.id === publishedId)),
    empty: emptyState('Nothing was built yet', 'The first build begins by itself when the feed is on.'),
    growsAtTop: true,
  })}
${pager({
  label: 'Snapshots',
  first: before === undefined ? undefined : feedHref(visit, feed),
  next: lines.length > rowsPerPage ? feedHref(visit, feed, '', { before: shown.at(-1)?.id }) : undefined,
  nextLabel: 'Older snapshots',
})}`
}

function beforeOf(query: URLSearchParams): string | undefined {
  const asked = query.get('before') ?? ''
  return /^[0-9a-f-]{36}$/.test(asked) ? asked : undefined
}

function rowOf(visit: Visit, feed: HistoryOptions['feed'], line: HistoryLine, isPublished: boolean) {
  const { words } = visit
  return [
    html`<a href="${feedHref(visit, feed, `/snapshots/${line.id}`)}">${words.exact(line.builtAt)}</a>`,
    snapshotBadge(line.refusal !== undefined, isPublished),
    words.number(line.items),
    changeWords(words, line.items, line.itemsBefore) ?? 'the first',
    words.number(line.leftOut),
    words.duration(line.tookMs),
    words.bytes(line.packedBytes),
  ]
}

/** What became of a snapshot. */
export function snapshotBadge(isRefused: boolean, isPublished: boolean): Html {
  if (isPublished) return badge('good', 'Published')
  return isRefused ? badge('attention', 'Held back') : badge('off', 'Replaced')
}
