/** Reads rows of our schema as products, and remembers what equal cells were read as. */

import type { CategoryTree } from '../category-tree.js'
import type { Flaw, Money, PercentChange, Product, TaxPercents } from '../product.js'
import { type AttributeReader, createAttributeReaders } from './attribute-readers.js'
import { at, type ProductCells, positions } from './cells.js'
import { CellMoney } from './plain-cells.js'
import { RowProduct, type Told } from './product-of.js'
import { Recall } from './recall.js'
import { tables } from './schema.js'
import { UnreadableCell, unreadable } from './unreadable-cell.js'

/** Platforms take five paths in all. */
const mostFurtherPaths = 4

interface PlacedReader extends AttributeReader {
  readonly position: number
}

/** Made once per view. What it tells is of the product it read last, which takes it over: no object of its own for each. */
export class ProductReader implements Told {
  customPrice: Money | PercentChange | undefined
  taxToAdd: TaxPercents | undefined
  productType: readonly string[] | undefined
  furtherProductTypes: readonly (readonly string[])[] | undefined
  flaws: Flaw[] | undefined
  private readonly tree: CategoryTree
  private readonly taxes: ReadonlyMap<string, TaxPercents>
  private readonly readers: readonly PlacedReader[]
  private readonly changes = new Recall(percentChangeOf)
  private readonly paths: Recall<readonly (readonly string[])[] | undefined>

  /** Categories and taxes of the same store. */
  constructor(tree: CategoryTree, taxes: ReadonlyMap<string, TaxPercents>) {
    this.tree = tree
    this.taxes = taxes
    this.readers = createAttributeReaders().map((reader) => ({
      ...reader,
      position: positions.get(reader.column) as number,
    }))
    this.paths = new Recall((ids) => this.pathsOf(ids))
  }

  /** Takes the cells over and reads them in place. `placedIn`: ids of further categories, one a line. */
  read(cells: ProductCells, placedIn: string | undefined): Product {
    this.flaws = undefined
    this.readAttributes(cells)
    this.customPrice = this.customPriceOf(cells)
    this.taxToAdd = this.taxToAddOf(cells[at.tax_class])
    const category = cells[at.category_id]
    this.productType = category === null ? undefined : this.tree.path(category)
    this.furtherProductTypes = placedIn === undefined ? undefined : this.paths.of(placedIn)
    return new RowProduct(cells, this)
  }

  private readAttributes(cells: ProductCells): void {
    const { readers } = this
    for (let next = 0; next < readers.length; next++) {
      const reader = readers[next] as PlacedReader
      const cell = cells[reader.position]
      if (cell === null) continue
      const value = reader.read(cell, cells[at.currency])
      cells[reader.position] = value instanceof UnreadableCell ? this.flawed(reader.name, value) : value
    }
  }

  private customPriceOf(cells: ProductCells): Money | PercentChange | undefined {
    const amount = cells[at.custom_price]
    if (amount !== null) return new CellMoney(amount, cells[at.currency])
    const percent = cells[at.custom_price_percent]
    if (percent === null) return undefined
    const change = this.changes.of(percent)
    return change instanceof UnreadableCell ? this.flawed('customPrice', change) : change
  }

  private taxToAddOf(taxClass: string | null): TaxPercents | undefined {
    if (taxClass === null) return undefined
    return (
      this.taxes.get(taxClass) ??
      this.flawed('taxToAdd', unreadable(taxClass, `has no row in ${tables.taxes}`))
    )
  }

  private pathsOf(ids: string): readonly (readonly string[])[] | undefined {
    const paths = ids.split('\n').flatMap((id) => {
      const path = this.tree.path(id)
      return path === undefined ? [] : [path]
    })
    return paths.length > 0 ? paths.slice(0, mostFurtherPaths) : undefined
  }

  private flawed(property: string, { problem }: UnreadableCell): undefined {
    this.flaws ??= []
    this.flaws.push({ property, problem })
    return undefined
  }
}

const percentChange = /^[+-]?\d{1,18}(?:\.\d{1,18})?$/

function percentChangeOf(text: string): PercentChange | UnreadableCell | undefined {
  const changePercent = text.trim()
  if (changePercent === '') return undefined
  return percentChange.test(changePercent) ? { changePercent } : unreadable(text, 'is no number of per cent')
}
