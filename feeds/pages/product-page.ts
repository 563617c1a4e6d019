/** One product looked up by its id: as a shopper would see it, beside its XML, and why it is in the feed or not. */
import { badge, emptyState, facts, type Html, html, notice, type Page, type Visit } from '../../src/kernel.js'
import type { Product } from '../catalog/product.js'
import { lookUp } from '../commands/look-up.js'
import type { Feed } from '../engine/feed.js'
import type { Finding } from '../engine/finding.js'
import type { FindingSample } from '../engine/report.js'
import { findFeedLine, findSnapshot } from '../engine/snapshot-lines.js'
import { type Preview, previewIn, spellingsOf } from '../preview.js'
import { XML_FEEDS } from '../settings.js'
import type { FeedsState } from '../state.js'
import { askCatalog } from './catalog-answer.js'
import { feedAt, feedHref } from './feed-at.js'
import { sampleTable } from './findings.js'
import { itemFace, titleIn } from './item-face.js'
import { idLength, lookUpForm } from './look-up-form.js'
import { tabs } from './tabs.js'

const groupsLimitMs = 1_000
/** For ids alike; and where a catalog cannot look up by itself, for the product. */
const productsRead = { looking: 256, reading: 20_000 } as const

interface Found {
  readonly product: Product | undefined
  readonly alike: readonly string[]
  readonly preview: Preview | undefined
  /** Whether every product was looked at. */
  readonly isThorough: boolean
}

export function productPage(state: FeedsState): Page {
  return {
    path: '/feeds/:channel/product',
    summary: 'One product as a feed tells it, and why it is in the feed or not.',
    async show(visit) {
      const { feed, title } = await feedAt(state, visit)
      const id = (visit.query.get('id') ?? '').trim().slice(0, idLength)
      const answer =
        id === '' ? undefined : await askCatalog(visit, (signal) => find(state, feed, id, signal))
      const found = answer?.state === 'answered' ? answer.gave : undefined
      return {
        title: `${title}: a product`,
        showsPictures: true,
        status: answer?.state === 'failed' ? 503 : found && !found.product ? 404 : 200,
        body: html`${tabs(visit, feed, '/product')}
<p>By the shop’s own id, or as the feed tells it with its prefix.</p>
${lookUpForm(visit, feed, id)}
${answer?.state === 'failed' && answer.told}
${found && (await told(state, visit, feed, id, found))}`,
      }
    },
  }
}

async function find(state: FeedsState, feed: Feed, id: string, signal: AbortSignal): Promise<Found> {
  const { store } = feed
  const catalog = state.catalog(store)
  const { PAGE_LIMIT_SECONDS } = await state.host.registry.read(XML_FEEDS, store)
  const looksUp = catalog.find !== undefined
  const ids = await spellingsOf(state, store, id)
  const { product, alike } = await lookUp(catalog, ids, {
    pageLimitMs: PAGE_LIMIT_SECONDS * 1_000,
    signal,
    mostRead: looksUp ? productsRead.looking : productsRead.reading,
  })
  const preview = product && (await previewIn(state, feed, product, { signal, groupsLimitMs }))
  return { product, alike, preview, isThorough: looksUp }
}

async function told(state: FeedsState, visit: Visit, feed: Feed, id: string, found: Found): Promise<Html> {
  const { product, preview } = found
  if (!product || !preview) return missing(visit, feed, id, found)
  const findings = preview.findings.map(
    ({ detail, ...rest }: Finding): FindingSample => ({
      ...rest,
      ...(detail !== undefined && { detail }),
    }),
  )
  const published = await publishedFindings(state, feed, product.id, findings)
  return html`<h2>${preview.item === undefined ? product.title || product.id : titleIn(preview.item)}</h2>
<p>${preview.item === undefined ? badge('bad', 'Not in the feed') : badge('good', 'In the feed')} ${
    preview.item === undefined
      ? 'As the catalog has it now, there is no item of it.'
      : 'As the catalog has it now, there is an item of it.'
  }</p>
${facts([
  ['Id', product.id],
  ...(product.groupId === undefined ? [] : [['Variant of', product.groupId] as const]),
])}
${preview.item !== undefined && beside(visit, preview.item)}
<h3>What to do</h3>
${sampleTable(visit, findings, { feed, caption: 'What was found in this product', empty: nothing })}
${published.length > 0 && html`<h3>In the published feed</h3>${sampleTable(visit, published, { feed, caption: 'What the last build found besides', empty: nothing })}`}
${
  preview.knowsGroups
    ? html`<p class="hint">Whether another product has the same id, only a build can tell.</p>`
    : html`<p class="hint">It was not compared with other products: whether one has the same id, or names this one as its parent, only a build can tell.</p>`
}`
}

const beside = ({ words }: Visit, item: string): Html => html`<div class="columns">
<div class="tile">${itemFace(words, item)}</div>
<pre><code>${item.trimEnd().replace(/^ {4}/gm, '')}</code></pre></div>`

const nothing = emptyState('Nothing to remark', 'It is told just as the catalog has it.')

/** What the last build found in it that does not show now, as an id that another product has. */
async function publishedFindings(
  { host }: FeedsState,
  feed: Feed,
  productId: string,
  now: readonly FindingSample[],
): Promise<readonly FindingSample[]> {
  const line = await findFeedLine(host.database.knex, feed)
  const published = line && (await findSnapshot(host.database.knex, feed, line.snapshot.id))
  const isKnown = ({ reason, field }: FindingSample) =>
    now.some((finding) => finding.reason === reason && finding.field === field)
  return (published?.snapshot.report.samples ?? []).filter(
    (sample) => sample.productId === productId && !isKnown(sample),
  )
}

function missing(visit: Visit, feed: Feed, id: string, { alike, isThorough }: Found): Html {
  return html`<h2>Not found</h2>
${notice(
  'attention',
  html`${isThorough ? 'The catalog has no product with the id' : `Among the first ${visit.words.number(productsRead.reading)} products there is none with the id`} <code>${id}</code>.`,
  alike.length > 0 &&
    html`<p>Did you mean one of these?</p><ul>${alike.map((each) => html`<li><a href="${feedHref(visit, feed, '/product', { id: each })}">${each}</a></li>`)}</ul>`,
)}`
}
