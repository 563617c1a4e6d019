/** The demo shop's catalog as a storefront shows it: at the prices of its feeds, in plain text, variants as one thing. */
import type { Host } from '../src/kernel.js'
import { demoRates } from './catalog/demo/rates.js'
import { demoShop, demoStore } from './catalog/demo/shop.js'
import type { Product } from './catalog/product.js'
import { sqlCatalog } from './catalog/sql/source.js'
import { createZone } from './engine/dates.js'
import { createExchange } from './engine/exchange.js'
import { readBrand } from './engine/identifiers.js'
import type { FieldView } from './engine/item-view.js'
import { readPrice, readSalePrice } from './engine/price.js'
import { createTaxes } from './engine/tax.js'
import { plainBlock, plainLine } from './engine/text/plain.js'

/** A product as people see it; `id` is the catalog's, of which the feeds make theirs. */
export interface StorefrontProduct {
  readonly id: string
  readonly name: string
  readonly description?: string
  /** Decimal text, as `19.90`. */
  readonly price: string
  /** Of a sale that is on. */
  readonly formerPrice?: string
  readonly brand?: string
  /** The outermost of its categories. */
  readonly category?: string
  /** Below the address of the demo, or a whole one. */
  readonly image?: string
  readonly isAvailable: boolean
  /** Those that differ in size or colour, itself among them. */
  readonly variants?: readonly StorefrontVariant[]
}

export interface StorefrontVariant {
  readonly id: string
  /** What tells it from the others. */
  readonly label: string
  readonly isAvailable: boolean
}

export interface StorefrontWish {
  readonly query?: string
  readonly brand?: string
  /** The name of any category that it stands in, or below. */
  readonly category?: string
}

export interface DemoStorefront {
  /** Of variants the first that can be had, under the name of all. */
  list(wish: StorefrontWish): Promise<readonly StorefrontProduct[]>
  find(id: string): Promise<StorefrontProduct | undefined>
}

/** What a product is shown as, with what only the lists look at. */
interface Shown {
  readonly product: StorefrontProduct
  readonly group: string | undefined
  readonly groupTitle: string
  readonly categories: readonly string[]
  readonly words: string
}

const keptForMs = 5_000
const mostPerPage = 500
const limitTitle = 150
const limitDescription = 5_000
const own = 'demo/'

/** Reads all at once: the demo has some eighty products. */
export function demoStorefront({ database, clock }: Pick<Host, 'database' | 'clock'>): DemoStorefront {
  const catalog = sqlCatalog({ database, store: demoStore })
  const { signal } = new AbortController()
  let kept: { readonly untilMs: number; readonly shelf: Promise<readonly Shown[]> } | undefined

  function shelf(): Promise<readonly Shown[]> {
    if (kept && performance.now() < kept.untilMs) return kept.shelf
    const reading = read()
    kept = { untilMs: performance.now() + keptForMs, shelf: reading }
    reading.catch(() => {
      kept = undefined
    })
    return reading
  }

  async function read(): Promise<readonly Shown[]> {
    const products: Product[] = []
    for (let after: Product['key'] | null | undefined = null; after !== undefined; ) {
      const page: readonly Product[] = await catalog.page(after, mostPerPage, {}, signal)
      products.push(...page)
      after = page.at(-1)?.key
    }
    const now = clock.now()
    const view = viewAt(now)
    const parents = new Set(products.flatMap(({ id, groupId }) => (groupId === id ? [] : (groupId ?? []))))
    const shown = products
      .filter(({ id }) => !parents.has(id))
      .flatMap((product) => shownOf(product, view, now) ?? [])
    return inTurns(shown)
  }

  return {
    async list({ query, brand, category }) {
      const wanted = query?.toLowerCase().split(/\s+/).filter(Boolean)
      const fitting = (await shelf()).filter(
        ({ product, categories, words }) =>
          (brand === undefined || product.brand === brand) &&
          (category === undefined || categories.includes(category)) &&
          (wanted === undefined || wanted.every((word) => words.includes(word))),
      )
      return onePerGroup(fitting)
    },
    async find(id) {
      const all = await shelf()
      const found = all.find(({ product }) => product.id === id)
      if (found?.group === undefined) return found?.product
      const siblings = all.filter(({ group }) => group === found.group)
      return siblings.length < 2 ? found.product : { ...found.product, variants: siblings.map(variantOf) }
    },
  }
}

/** As the feeds read prices, so that a shopper pays what an ad told. */
function viewAt(now: number): FieldView {
  const { currency, timeZone, country } = demoShop
  return {
    idPrefix: '',
    shopAddress: undefined,
    timeZone,
    country,
    builtAt: now,
    usesCustomPrice: false,
    convert: createExchange(currency, currency, new Map(demoRates)),
    zone: createZone(timeZone),
    addTax: createTaxes(country),
  }
}

/** Nothing for what has no price that can be told, and so is in no feed either. */
function shownOf(product: Product, view: FieldView, now: number): Shown | undefined {
  const { id, groupId, imageLink, groupTitle, productType = [], furtherProductTypes = [] } = product
  const { saleStartsAt = now, expiresAt = Number.POSITIVE_INFINITY } = product
  const regular = amountOf(readPrice(product, view))
  if (regular === undefined) return undefined
  const sale = saleStartsAt <= now ? amountOf(readSalePrice(product, view)) : undefined
  const name = plainLine(product.title, limitTitle) || product.title
  const description = plainBlock(product.description, limitDescription)
  const told = readBrand(product)
  const brand = typeof told === 'string' ? told : undefined
  const [category] = productType
  return {
    product: {
      id,
      name,
      price: sale ?? regular,
      isAvailable: product.availability !== 'out_of_stock' && expiresAt > now,
      ...(description !== '' && { description }),
      ...(sale !== undefined && { formerPrice: regular }),
      ...(brand !== undefined && { brand }),
      ...(category !== undefined && { category }),
      ...(imageLink && { image: imageLink.startsWith(own) ? imageLink.slice(own.length) : imageLink }),
    },
    group: groupId,
    groupTitle: plainLine(groupTitle ?? '', limitTitle) || name,
    categories: [...productType, ...furtherProductTypes.flat()],
    words: [id, name, brand, description, ...productType].join(' ').toLowerCase(),
  }
}

/** Of `19.90 EUR`; a remark is no amount. */
function amountOf(told: ReturnType<typeof readPrice>): string | undefined {
  return typeof told === 'string' ? told.split(' ', 1)[0] : undefined
}

/** A thing of each category after the other, so that a list shows what there is; what has no picture comes last. */
function inTurns(shown: readonly Shown[]): readonly Shown[] {
  const seen = new Map<string | undefined, Map<string, number>>()
  const turnOf = ({ product, group = product.id }: Shown): number => {
    const groups = seen.get(product.category) ?? new Map<string, number>()
    seen.set(product.category, groups)
    const turn = groups.get(group) ?? groups.size
    groups.set(group, turn)
    return product.image === undefined ? turn + shown.length : turn
  }
  const ranked = shown.map((each) => ({ each, turn: turnOf(each) }))
  return ranked.sort((a, b) => a.turn - b.turn).map(({ each }) => each)
}

function onePerGroup(shown: readonly Shown[]): readonly StorefrontProduct[] {
  const groups = new Map<string, Shown[]>()
  for (const each of shown) {
    const key = each.group === undefined ? `product ${each.product.id}` : `group ${each.group}`
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [...groups.values()].flatMap((members) => {
    const first = members.find(({ product }) => product.isAvailable) ?? members[0]
    if (first === undefined) return []
    return members.length === 1 ? [first.product] : [{ ...first.product, name: first.groupTitle }]
  })
}

function variantOf({ product: { id, name, isAvailable }, groupTitle }: Shown): StorefrontVariant {
  const rest = name.startsWith(groupTitle) ? name.slice(groupTitle.length).replace(/^[\s,]+/, '') : name
  return { id, isAvailable, label: rest || name }
}
