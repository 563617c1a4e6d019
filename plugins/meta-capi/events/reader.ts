/** Reading what controllers pass: wrong parts are left out and named, and an event that cannot do without them is refused. */
import { contentId } from '../../../feeds/contract.js'
import type { Amount, Line, ProductRef } from '../contract.js'
import { withoutPersonal } from '../personal.js'

/** Thrown by what an event cannot do without; caught where the event is made. */
export class Refusal extends Error {
  readonly field: string

  constructor(field: string) {
    super(`${field} is missing or not valid`)
    this.field = field
  }
}

export interface ReaderOptions {
  readonly idPrefix: string
  readonly currency: string
}

/** One per event. */
export class Reader {
  readonly #options: ReaderOptions
  readonly #leftOut = new Set<string>()

  constructor(options: ReaderOptions) {
    this.#options = options
  }

  /** Names of what could not be read; never values. */
  get leftOut(): readonly string[] {
    return [...this.#leftOut]
  }

  leaveOut(field: string): undefined {
    this.#leftOut.add(field)
    return undefined
  }

  /** The id under which feeds show the product, prefix included. */
  contentId(product: ProductRef | undefined): string | undefined {
    const id = typeof product === 'object' && product !== null ? product.id : product
    const text = typeof id === 'number' ? String(id) : id
    const made = typeof text === 'string' ? contentId({ id: text }, this.#options.idPrefix) : ''
    return made === '' ? this.leaveOut('content_ids') : made
  }

  contentIds(products: readonly (ProductRef | undefined)[]): readonly string[] | undefined {
    if (products.length > mostContents) this.leaveOut('content_ids')
    const ids = products
      .slice(0, mostContents)
      .map((product) => this.contentId(product))
      .filter((id) => id !== undefined)
    return ids.length > 0 ? [...new Set(ids)] : undefined
  }

  /** Meta's contents, all of them: what is summed up is not cut yet. A line without a product is left out. */
  contents(lines: readonly Line[]): readonly Content[] | undefined {
    const contents: Content[] = []
    for (const line of lines) {
      if (typeof line !== 'object' || line === null) {
        this.leaveOut('contents')
        continue
      }
      const { product, quantity, price, delivery } = line
      const id = this.contentId(product)
      if (id === undefined) continue
      const item_price = this.amount(price, 'item_price')
      const delivery_category = this.delivery(delivery)
      contents.push({
        id,
        quantity: this.quantity(quantity),
        ...(item_price !== undefined && { item_price }),
        ...(delivery_category !== undefined && { delivery_category }),
      })
    }
    return contents.length > 0 ? contents : undefined
  }

  /** A number of major units, exact to four decimals. */
  amount(amount: Amount | undefined, field: string): number | undefined {
    if (amount === undefined || amount === null) return undefined
    const value = typeof amount === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(amount) ? Number(amount) : amount
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0 && value < 1e12)
      return rounded(value)
    return this.leaveOut(field)
  }

  quantity(quantity: number | undefined): number {
    if (quantity === undefined) return 1
    const value = typeof quantity === 'object' || typeof quantity === 'symbol' ? 0 : Number(quantity)
    if (Number.isFinite(value) && value > 0 && value < 1e9) return rounded(value)
    this.leaveOut('quantity')
    return 1
  }

  /** What the lines cost together; undefined unless every price is known. */
  sum(contents: readonly Content[] | undefined): number | undefined {
    if (contents === undefined || contents.some(({ item_price }) => item_price === undefined))
      return undefined
    return rounded(contents.reduce((sum, { item_price = 0, quantity }) => sum + item_price * quantity, 0))
  }

  /** ISO 4217; the store's own where none is given, none where a wrong one is. */
  currency(currency: string | undefined): string | undefined {
    if (currency === undefined || currency === null) return this.#options.currency
    const code = typeof currency === 'string' ? currency.trim().toUpperCase() : ''
    return isCurrency(code) ? code : this.leaveOut('currency')
  }

  delivery(delivery: unknown): string | undefined {
    if (delivery === undefined || delivery === null) return undefined
    const known = ['in_store', 'home_delivery', 'curbside'].find((each) => each === delivery)
    return known ?? this.leaveOut('delivery_category')
  }

  /** One line of text, without mail addresses and phone numbers: people type theirs into any box. */
  text(text: unknown, field: string, limit = 500): string | undefined {
    const line = this.line(text, field)
    return line && [...withoutPersonal(line)].slice(0, limit).join('')
  }

  /** One line as it is, for ids. */
  line(text: unknown, field: string): string | undefined {
    if (text === undefined || text === null) return undefined
    if (typeof text !== 'string' && typeof text !== 'number') return this.leaveOut(field)
    const line = String(text).replace(controls, ' ').trim().slice(0, mostCharacters)
    return line === '' ? undefined : line
  }

  /** The same of a list: Array.isArray tells null and texts from what they should be. */
  list<T>(list: readonly T[] | undefined, field: string): readonly T[] {
    if (list === undefined || list === null) return []
    if (Array.isArray(list)) return list
    this.leaveOut(field)
    return []
  }

  /** What the event cannot do without. */
  need<T>(value: T | undefined, field: string): T {
    if (value === undefined) throw new Refusal(field)
    return value
  }
}

export interface Content {
  readonly id: string
  readonly quantity: number
  readonly item_price?: number
  readonly delivery_category?: string
}

// An order of more lines tells its value all the same; Meta takes no longer lists from a catalog.
const mostContents = 1_000

export { mostContents }

// Longer than any text that is sent.
const mostCharacters = 5_000
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const controls = /[\x00-\x1f\x7f]+/g
const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

const isCurrency = (code: string): boolean => currencies.has(code)

// Sums of floats carry crumbs: 0.1 + 0.2 is 0.30000000000000004.
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000
