/** One snapshot with its report: what was built, what became of it, and what it does not tell. */
import { AppError, emptyState, facts, type Html, html, type Page, type Visit } from '../../src/kernel.js'
import { findSnapshot, type SnapshotDetail } from '../engine/snapshot-lines.js'
import type { FeedsState } from '../state.js'
import { changeWords } from './change.js'
import { feedAt, feedHref } from './feed-at.js'
import { byGravity, countTable, sampleTable } from './findings.js'
import { snapshotBadge } from './history.js'
import { pageNumber, pager } from './pager.js'
import { tabs } from './tabs.js'

const rowsPerPage = 50

export function snapshotPage(state: FeedsState): Page {
  const { knex } = state.host.database
  return {
    path: '/feeds/:channel/snapshots/:id',
    summary: 'One snapshot of a feed with its report.',
    async show(visit) {
      const { feed, title } = await feedAt(state, visit)
      const detail = await findSnapshot(knex, feed, visit.params.id ?? '')
      if (detail?.feed.hash !== feed.hash) throw unknownSnapshot()
      const { snapshot } = detail
      const samples = byGravity(snapshot.report.samples)
      const page = pageNumber(visit.query)
      const shown = samples.slice((page - 1) * rowsPerPage, page * rowsPerPage)
      const here = `/snapshots/${snapshot.id}`
      return {
        title: `${title}: snapshot of ${visit.words.exact(snapshot.builtAt)}`,
        body: html`${tabs(visit, feed)}
<h2>What was built</h2>
${told(visit, detail)}
<h2>What it does not tell</h2>
${countTable(visit, snapshot.report.counts)}
<h2>Examples</h2>
${sampleTable(visit, shown, { feed, caption: 'Examples, the gravest first', empty: noExamples })}
${pager({
  label: 'Examples',
  first: page > 1 ? feedHref(visit, feed, here) : undefined,
  next: samples.length > page * rowsPerPage ? feedHref(visit, feed, here, { page: page + 1 }) : undefined,
  nextLabel: 'More examples',
})}
<p><a href="${feedHref(visit, feed)}">Back to the feed</a></p>`,
      }
    },
  }
}

const unknownSnapshot = (): AppError =>
  new AppError(
    'SNAPSHOT_UNKNOWN',
    'missing',
    'There is no such snapshot; old ones are removed by themselves.',
  )

function told({ words }: Visit, { snapshot, itemsBefore, isPublished }: SnapshotDetail): Html {
  const { refusal, items, leftOut, builtAt, tookMs, packedBytes, plainBytes } = snapshot
  return facts([
    ['State', snapshotBadge(refusal !== undefined, isPublished)],
    ...(refusal === undefined ? [] : [['Why it was held back', refusal] as const]),
    ['Items', words.number(items)],
    ['Change', changeWords(words, items, itemsBefore) ?? 'the first one'],
    ['Left out', `${words.number(leftOut)} of ${words.number(items + leftOut)} products`],
    ['Built', html`${words.exact(builtAt)}, ${words.when(builtAt)}`],
    ['Took', words.duration(tookMs)],
    ['Size', `${words.bytes(packedBytes)} packed, ${words.bytes(plainBytes)} unpacked`],
  ])
}

const noExamples = emptyState('No examples', 'Nothing was left out or told otherwise.')
