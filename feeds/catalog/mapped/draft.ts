/** A product in the making: what rows said so far, amounts still as the tables tell them. */
import type { Flaw, Product } from '../product.js'
import type { RawRow } from './cell.js'
import type { Mapping } from './mapping.js'
import { listKinds, valueKinds } from './property.js'
import type { Slot } from './slot.js'
import { decimalText, parseDecimal, plus } from './values/decimal.js'
import { MappedMoney, moneyOf, priceOf } from './values/money.js'
import { Unreadable, unreadable } from './values/unreadable.js'

type Cells = Record<string, unknown>

/** ISO 4217 for no currency: nothing converts it, so that the product is left out rather than told with a wrong price. */
const noCurrency = 'XXX'

const amounts = [...valueKinds].flatMap(([property, kind]) =>
  kind === 'amount' || kind === 'price' ? [property] : [],
)
const necessary = [
  'key',
  'id',
  'groupId',
  'title',
  'description',
  'link',
  'imageLink',
  'availability',
  'price',
  'condition',
]
const made = [
  'salePrice',
  'saleStartsAt',
  'saleEndsAt',
  'customPrice',
  'taxToAdd',
  'productType',
  'furtherProductTypes',
  'flaws',
]
const optional = ['color', 'size', 'material', 'pattern', 'gender', 'ageGroup', 'variantOptions']

/** What a mapping's drafts share. */
export interface Mould {
  readonly blank: Cells
  readonly amounts: readonly string[]
  readonly currency: string
}

/**
 * Every product of a mapping gets the same properties in the same order, empty ones too: for V8 they are then of one
 * kind, and what reads them stays fast. JSON.parse, as properties that are added one by one make a slow dictionary.
 */
export function mouldOf(mapping: Mapping): Mould {
  const named = new Set(necessary)
  for (const name of made) named.add(name)
  if (mapping.variants?.options) for (const name of optional) named.add(name)
  const sets = [mapping.products, ...(mapping.related ?? []), mapping.variants]
  for (const rows of sets) for (const name of Object.keys(rows?.set ?? {})) named.add(name)
  for (const name of listKinds.keys()) if (mapping.lists?.[name]) named.add(name)
  for (const aside of ['currency', 'sold']) named.delete(aside)
  const blank: Cells = JSON.parse(`{${[...named].map((name) => `${JSON.stringify(name)}:null`).join()}}`)
  for (const name of named) blank[name] = undefined
  return { blank, amounts: amounts.filter((name) => named.has(name)), currency: mapping.currency }
}

const noCategories: readonly string[] = []

export class Draft {
  readonly cells: Cells
  readonly #mould: Mould
  currency: string | undefined
  sold: number | undefined
  /** Ids of the categories that it stands in, the main one first. */
  categories: readonly string[]
  #flaws: Flaw[] | undefined

  constructor(mould: Mould, of?: Draft) {
    this.#mould = mould
    this.cells = { ...(of === undefined ? mould.blank : of.cells) }
    this.currency = of?.currency
    this.sold = of?.sold
    this.categories = of?.categories ?? noCategories
    if (of !== undefined && of.#flaws !== undefined) this.#flaws = [...of.#flaws]
  }

  /** Takes what a row says where nothing stands yet. */
  fill(slots: readonly Slot[], row: RawRow, product: RawRow): void {
    for (const { property, read } of slots) {
      if (this.#valueOf(property) !== undefined) continue
      this.#take(property, read(row, product))
    }
  }

  /** Takes what a variant's row says, whatever stood there. */
  override(slots: readonly Slot[], row: RawRow, product: RawRow): void {
    for (const { property, read } of slots) this.#take(property, read(row, product))
  }

  /** What every amount of this product is in. */
  get currencyOrShops(): string {
    return this.currency ?? this.#mould.currency
  }

  flaw(property: string, problem: string): void {
    this.#flaws ??= []
    this.#flaws.push({ property, problem })
  }

  /** Adds to an amount before it is rounded. */
  addTo(property: string, change: unknown): void {
    const own = this.cells[property]
    if (own === undefined) return
    const by = parseDecimal(decimalText(change) ?? '')
    if (!by) {
      this.flaw(property, unreadable(change, 'change of a price').problem)
      return
    }
    const before = parseDecimal(decimalText(own) ?? '')
    if (before) this.cells[property] = plus(before, by)
    // What is no decimal is told by whoever reads it as an amount; a ready amount has been rounded already.
    else if (typeof own === 'object') {
      this.cells[property] = undefined
      this.flaw(property, 'an amount in minor units, to which no change of a variant can be added')
    }
  }

  /** The product; the draft must not be used again. */
  finish(): Product {
    const { cells } = this
    const currency = this.currencyOrShops
    for (const property of this.#mould.amounts) {
      const raw = cells[property]
      if (raw === undefined) continue
      const money = property === 'customPrice' ? priceOf(raw, currency) : moneyOf(raw, currency)
      cells[property] = money instanceof Unreadable ? undefined : money
      if (money instanceof Unreadable) this.flaw(property, money.problem)
    }
    // A price there must be; zero is what no feed tells.
    cells.price ??= new MappedMoney(0, currency)
    cells.title ??= ''
    cells.description ??= ''
    cells.link ??= ''
    if (cells.condition === undefined) cells.condition = this.#isFlawed('condition') ? 'used' : 'new'
    if (cells.availability === undefined) cells.availability = this.#availability()
    // Without the dates that it was to have, a sale would be told as one that lasts.
    if (this.#isFlawed('saleStartsAt') || this.#isFlawed('saleEndsAt')) cells.salePrice = undefined
    cells.flaws = this.#flaws
    return cells as unknown as Product
  }

  #availability(): string {
    if (this.#isFlawed('availability') || this.#isFlawed('quantity')) return 'out_of_stock'
    const { quantity } = this.cells
    return quantity === undefined || Number(quantity) > 0 ? 'in_stock' : 'out_of_stock'
  }

  #isFlawed(name: string): boolean {
    return this.#flaws?.some(({ property }) => property === name) ?? false
  }

  #valueOf(property: string): unknown {
    if (property === 'currency') return this.currency
    return property === 'sold' ? this.sold : this.cells[property]
  }

  #take(property: string, value: unknown): void {
    if (value === undefined) return
    if (value instanceof Unreadable) {
      this.flaw(property, value.problem)
      if (property === 'currency') this.currency = noCurrency
      return
    }
    if (property === 'currency') this.currency = value as string
    else if (property === 'sold') this.sold = value as number
    else this.cells[property] = value
    if (this.#flaws !== undefined) this.#forgive(property)
  }

  /** A value was found elsewhere, so that nothing is missing for what could not be read. */
  #forgive(name: string): void {
    const left = this.#flaws?.filter(({ property }) => property !== name)
    this.#flaws = left && left.length > 0 ? left : undefined
  }
}
