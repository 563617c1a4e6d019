/** A few items of a feed at a time, as a shopper would see them, each with the XML that a platform reads. */
import { emptyState, type Html, html, type Page, type Visit } from '../../src/kernel.js'
import type { Product, ProductKey } from '../catalog/product.js'
import type { Feed } from '../engine/feed.js'
import type { Finding } from '../engine/finding.js'
import { answerWithin } from '../engine/patience.js'
import { tooSlow } from '../engine/walk.js'
import type { FeedsState } from '../state.js'
import { askCatalog } from './catalog-answer.js'
import { feedAt, feedHref } from './feed-at.js'
import { explain } from './findings.js'
import { itemFace, titleIn } from './item-face.js'
import { lookUpForm } from './look-up-form.js'
import { pager } from './pager.js'
import { tabs } from './tabs.js'

const productsPerPage = 24
/** Catalogs give the variants of a parent together, however many they are. */
const productsShown = 48
/** The list is to be small; a product's own page has all of it. */
const xmlLength = 700

export function itemsPage(state: FeedsState): Page {
  return {
    path: '/feeds/:channel/items',
    summary: 'Items of a feed as a shopper would see them, and their XML.',
    async show(visit) {
      const { feed, title } = await feedAt(state, visit)
      const after = keyIn(visit.query)
      const answer = await askCatalog(visit, (signal) => readItems(state, feed, after, signal))
      return {
        title: `${title}: items`,
        showsPictures: true,
        ...(answer.state === 'failed' && { status: 503 }),
        body: html`${tabs(visit, feed, '/items')}
<p>As the catalog has the products now; what the published feed holds may be a little older. A product’s own page also says whether it is the parent of others.</p>
${lookUpForm(visit, feed)}
<h2>Items</h2>
${answer.state === 'failed' ? answer.told : list(visit, feed, answer.gave, after !== null)}`,
      }
    },
  }
}

interface Shown {
  readonly product: Product
  readonly item: string | undefined
  readonly findings: readonly Finding[]
}

interface Read {
  readonly shown: readonly Shown[]
  /** Behind which the next page begins. */
  readonly last: ProductKey | undefined
  readonly hidden: number
}

async function readItems(
  state: FeedsState,
  feed: Feed,
  after: ProductKey | null,
  signal: AbortSignal,
): Promise<Read> {
  const { catalog, writer, pageLimitMs } = await state.glanceAt(feed, signal)
  const late = () => tooSlow('a page', pageLimitMs)
  const ask = () => catalog.page(after, productsPerPage, feed.filter, signal)
  const products = await answerWithin(pageLimitMs, signal, ask, late)
  const shown = products.slice(0, productsShown).map((product): Shown => {
    const findings: Finding[] = []
    const item = writer.write(product, (finding) => findings.push(finding))
    return { product, item, findings }
  })
  return { shown, last: products.at(-1)?.key, hidden: products.length - shown.length }
}

/** Keys are numbers or texts, and a text of digits is no number. */
function keyIn(query: URLSearchParams): ProductKey | null {
  try {
    const key: unknown = JSON.parse(query.get('after') ?? 'null')
    return typeof key === 'string' || (typeof key === 'number' && Number.isFinite(key)) ? key : null
  } catch {
    return null
  }
}

function list(visit: Visit, feed: Feed, { shown, last, hidden }: Read, isFurther: boolean): Html {
  const first = isFurther ? feedHref(visit, feed, '/items') : undefined
  const turn = (next: string | undefined) => pager({ label: 'Items', first, next, nextLabel: 'More items' })
  if (shown.length === 0) return html`${isFurther ? noMore : noProducts}${turn(undefined)}`
  return html`<ul class="tiles">${shown.map((each) => card(visit, feed, each))}</ul>
${hidden > 0 && html`<p class="hint">${visit.words.number(hidden)} more variants of the same product are not shown here; look one up by its id.</p>`}
${turn(feedHref(visit, feed, '/items', { after: JSON.stringify(last) }))}`
}

function card(visit: Visit, feed: Feed, { product, item, findings }: Shown): Html {
  const href = feedHref(visit, feed, '/product', { id: product.id })
  if (item === undefined) {
    const [why] = findings.filter(({ effect }) => effect === 'leftOut')
    const { says, todo } = explain(why?.reason ?? '')
    return html`<li class="tile"><h3><a href="${href}">${product.title || product.id || '(no title)'}</a></h3>
<p>Not in the feed: the product ${says}</p><p class="hint">${todo}</p></li>`
  }
  const [told, isCut] = beginning(item)
  return html`<li class="tile"><h3><a href="${href}">${titleIn(item)}</a></h3>
${itemFace(visit.words, item)}
<details><summary>XML<span class="hidden"> of ${product.id}</span></summary><pre><code>${told}</code></pre>${
    isCut && html`<p><a href="${href}">The whole item<span class="hidden"> ${product.id}</span></a></p>`
  }</details></li>`
}

/** Whole lines, as many as fit. */
function beginning(xml: string): readonly [told: string, isCut: boolean] {
  const text = xml.trimEnd().replace(/^ {4}/gm, '')
  if (text.length <= xmlLength) return [text, false]
  const end = text.lastIndexOf('\n', xmlLength)
  return [`${text.slice(0, end < 0 ? xmlLength : end)}\n…`, true]
}

const noProducts = emptyState(
  'The catalog gave no products',
  'With the first product in the catalog there is an item to see here. If there should be some: storecast doctor.',
)

const noMore = emptyState('That was all', 'There are no products behind these.')
