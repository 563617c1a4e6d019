/** Variants: rows that each become a product, made of what their parent says and what they say themselves. */
import { type RawRow, type ReadCell, readCell } from './cell.js'
import { childRows, idOf, type RowsById, rowsFor } from './child-rows.js'
import { Draft, type Mould } from './draft.js'
import type { OptionRows, VariantRows } from './mapping.js'
import { isSource } from './mentions.js'
import type { Shop } from './rows-query.js'
import type { Slot } from './slot.js'
import { Unreadable } from './values/unreadable.js'

/** Drafts of a parent's variants, the variant's own id with each; none where it has no variants. */
export type Split = (
  parent: Draft,
  row: RawRow,
  id: string,
) => readonly (readonly [variant: string, draft: Draft])[]

export interface VariantColumns {
  readonly variants: readonly string[] | undefined
  readonly options: readonly string[] | undefined
}

const path = ['variants']
const none: ReturnType<Split> = []

export class Variants {
  readonly #rows: VariantRows
  readonly #slots: readonly Slot[]
  readonly #columns: VariantColumns
  readonly #mould: Mould
  readonly #priceChange: ReadCell | undefined
  /** Whether a variant's stock decides alone; the word its parent has is then not its own. */
  readonly #countsStock: boolean
  readonly #takeOptions: TakeOptions | undefined

  constructor(rows: VariantRows, slots: readonly Slot[], columns: VariantColumns, mould: Mould) {
    this.#rows = rows
    this.#slots = slots
    this.#columns = columns
    this.#mould = mould
    this.#priceChange = rows.priceChange === undefined ? undefined : readCell(rows.priceChange)
    this.#countsStock = rows.set?.quantity !== undefined && rows.set.availability === undefined
    this.#takeOptions = rows.options && optionTaker(rows.options)
  }

  async forPage(shop: Shop, ids: readonly (string | number)[]): Promise<Split> {
    const { product, id, options } = this.#rows
    const rows = this.#rows
    const found = await childRows(
      shop,
      { path, rows, column: product, columns: this.#columns.variants, order: [id] },
      ids,
    )
    if (found.size === 0) return () => none
    const chosen = options && isSource(options) ? await this.#options(shop, options, found) : undefined
    return (parent, row, parentId) => {
      const variants = rowsFor(found, parentId)
      return variants.length === 0
        ? none
        : variants.map((own) => [String(own[id]), this.#variant(parent, row, own, chosen)])
    }
  }

  #options(shop: Shop, rows: OptionRows, variants: RowsById): Promise<RowsById> {
    const ids = [...variants.values()].flat().map((row) => idOf(row[this.#rows.id]))
    const column = rows.variant ?? ''
    const asked = ids.filter((id) => id !== undefined)
    return childRows(
      shop,
      { path: [...path, 'options'], rows, column, columns: this.#columns.options },
      asked,
    )
  }

  #variant(parent: Draft, product: RawRow, row: RawRow, chosen: RowsById | undefined): Draft {
    const draft = new Draft(this.#mould, parent)
    const { cells } = draft
    const id = String(row[this.#rows.id])
    cells.groupId = parent.cells.id
    cells.id = `${parent.cells.id}-${id}`
    if (this.#countsStock && cells.availability === 'in_stock') cells.availability = undefined
    draft.override(this.#slots, row, product)
    const change = this.#priceChange?.(row, product)
    if (change instanceof Unreadable) draft.flaw('price', change.problem)
    else if (change !== undefined && change !== null && change !== '') {
      draft.addTo('price', change)
      if (cells.salePrice !== undefined) draft.addTo('salePrice', change)
    }
    this.#takeOptions?.(draft, chosen ? rowsFor(chosen, id) : [row])
    return draft
  }
}

type TakeOptions = (draft: Draft, rows: readonly RawRow[]) => void

function optionTaker({ name, value, as = {} }: OptionRows): TakeOptions {
  const properties = new Map<string, string>(Object.entries(as))
  const [optionOf, textOf] = [readCell(name), readCell(value)]
  return ({ cells }, rows) => {
    const others: { name: string; value: string }[] = []
    const taken = new Set<string>()
    for (const row of rows) {
      const [option, text] = [String(optionOf(row, row) ?? ''), String(textOf(row, row) ?? '')]
      if (text.trim() === '') continue
      const property = properties.get(option)
      if (property === undefined) others.push({ name: option, value: text })
      // Two options of one property, as the colours of a frame and its seat, stand side by side in it.
      else cells[property] = taken.has(property) ? `${cells[property]}/${text}` : text
      if (property !== undefined) taken.add(property)
    }
    if (others.length > 0) cells.variantOptions = others
  }
}
