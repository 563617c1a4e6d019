/** A snapshot that the guard held back: its figures, and the two ways to decide. */
import {
  type Action,
  actionButton,
  type GoingOn,
  type Html,
  html,
  notice,
  type Visit,
} from '../../src/kernel.js'
import type { SnapshotLine } from '../engine/snapshot.js'
import { findNewestLine } from '../engine/snapshot-lines.js'
import { XML_FEEDS } from '../settings.js'
import type { FeedsState } from '../state.js'
import { feedAt, feedHref, feedPath } from './feed-at.js'
import type { Standing } from './standing.js'

/** Nothing where no refused snapshot waits for a decision, and none was decided on. */
export async function refusalNotice(
  { host }: Pick<FeedsState, 'host'>,
  visit: Visit,
  standing: Standing,
): Promise<Html | undefined> {
  const { feed, line, isRefused } = standing
  const newest = await findNewestLine(host.database.knex, feed)
  if (newest?.refusal === undefined) return undefined
  if (!isRefused) return decided(visit, standing, newest)
  const limits = await host.registry.read(XML_FEEDS, feed.store)
  return notice(
    'bad',
    line
      ? 'A newly built feed was held back: it lost so many items that the platforms would delete them. The last good one is served.'
      : 'The built feed was held back: it is empty. Nothing is published yet.',
    html`${figures(visit, newest.items, line?.snapshot.items, limits.GUARD_MAX_DROP_PERCENT)}
<p>It was built ${visit.words.when(newest.builtAt)}. Look whether the catalog is whole: if products are missing by mistake, mend it, and the next build is published by itself. How much a feed may lose is <a href="${visit.href(`/settings/${XML_FEEDS.name}`)}">a setting</a>. <a href="${snapshotHref(visit, standing, newest)}">What the held-back feed says</a></p>
${visit.role === 'admin' ? ways(visit, newest, line !== undefined) : html`<p>An admin of this store can decide.</p>`}`,
  )
}

function figures({ words }: Visit, items: number, before: number | undefined, limitPercent: number): Html {
  const isFewer = before !== undefined && before > items
  const shown = [
    ['Items held back', words.number(items)],
    ...(before === undefined ? [] : [['Items published', words.number(before)] as const]),
    ...(isFewer
      ? [
          ['Fewer', words.share((before - items) / before)] as const,
          ['Allowed', words.share(limitPercent / 100)] as const,
        ]
      : []),
  ] as const
  return html`<dl class="numbers">${shown.map(([name, figure]) => html`<div><dt>${name}</dt><dd>${figure}</dd></div>`)}</dl>`
}

function ways({ words }: Visit, { id, items }: SnapshotLine, isAnyPublished: boolean): Html {
  const fields = { snapshot: id }
  return html`<div class="actions">${[
    isAnyPublished && actionButton({ does: 'keep', label: 'Keep the old one', kind: 'main', fields }),
    actionButton({
      does: 'publish',
      label: 'Publish anyway',
      kind: 'danger',
      fields,
      question: `Publish a feed with ${words.number(items)} items? The platforms delete every product that it does not name.`,
    }),
  ]}</div>`
}

function decided(visit: Visit, standing: Standing, newest: SnapshotLine): Html | undefined {
  const { line } = standing
  if (line?.kept?.basis !== newest.basis) return undefined
  return notice(
    'attention',
    html`${line.kept.by} decided ${visit.words.when(line.kept.at)} that the old feed stays, in place of one with ${visit.words.number(newest.items)} items. When the catalog changes, Storecast judges anew.`,
    html`<p><a href="${snapshotHref(visit, standing, newest)}">What the held-back feed says</a></p>
${visit.role === 'admin' && ways(visit, newest, false)}`,
  )
}

const snapshotHref = (visit: Visit, { feed }: Standing, { id }: SnapshotLine): string =>
  feedHref(visit, feed, `/snapshots/${id}`)

/** Publishes what was seen, or what the catalog has become since, unless that lost even more. */
export const publish = (state: FeedsState): Action => ({
  async run(visit, form) {
    const { feed } = await feedAt(state, visit)
    const newest = await findNewestLine(state.host.database.knex, feed)
    const goesOn = { to: feedPath(feed), query: { filter: feed.query } }
    if (newest?.refusal === undefined || newest.id !== form.get('snapshot')) return overtaken(goesOn)
    const { store, channel } = feed
    visit.log.info({ store, channel, by: visit.user, refused: newest.id }, 'a refused feed was accepted')
    state.workshop.start(feed, { acceptDrop: { to: newest.items } })
    return { ...goesOn, notice: 'It is built once more from the catalog as it is now, and published.' }
  },
})

/** The refusal is settled until something is built of another basis. */
export const keep = (state: FeedsState): Action => ({
  async run(visit, form) {
    const { feed } = await feedAt(state, visit)
    const goesOn = { to: feedPath(feed), query: { filter: feed.query } }
    const outcome = await state.keep(feed, { refusedId: form.get('snapshot') ?? '', by: visit.user })
    if (outcome === 'overtaken') return overtaken(goesOn)
    if (outcome === 'busy')
      return { ...goesOn, notice: 'It is being built right now: look at what comes of it first.' }
    return { ...goesOn, notice: 'The old feed stays. Storecast asks again when the catalog has changed.' }
  },
})

const overtaken = (goesOn: GoingOn): GoingOn => ({
  ...goesOn,
  notice: 'Meanwhile it was built again: look at it once more. Nothing was changed.',
})
