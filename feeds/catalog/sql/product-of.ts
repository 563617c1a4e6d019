/** What a row of our schema says as a product. */
import type { Attributes } from '../attributes.js'
import type { Availability, Condition, Flaw, Money, PercentChange, Product, TaxPercents } from '../product.js'
import { attributeColumns } from './attribute-columns.js'
import { at, type ProductCells, positions } from './cells.js'
import { CellMoney, linesOf } from './plain-cells.js'

export { productColumns } from './cells.js'

/** What a product says by naming rows of other tables, and what could not be read of it. */
export interface Told {
  readonly customPrice: Money | PercentChange | undefined
  readonly taxToAdd: TaxPercents | undefined
  readonly productType: readonly string[] | undefined
  readonly furtherProductTypes: readonly (readonly string[])[] | undefined
  readonly flaws: readonly Flaw[] | undefined
}

/** Whose cells have been read: values stand where they stood. */
class CellAttributes {
  protected readonly cells: ProductCells

  constructor(cells: ProductCells) {
    this.cells = cells
  }
}

// Getters over a list of cells, because most products have few of a hundred attributes: with a property of its own
// for each, a product takes ten times as long to make and read (Node 20, 120 columns: 10.4 µs against 1.0).
for (const { name, column } of attributeColumns) {
  const position = positions.get(column) as number
  Object.defineProperty(CellAttributes.prototype, name, {
    enumerable: true,
    get(this: { readonly cells: ProductCells }) {
      return this.cells[position] ?? undefined
    },
  })
}

type TellsAttributes = new (cells: ProductCells) => CellAttributes & Attributes

// Classes instead of literals, for speed: V8 may decide, by how many of a literal's objects outlived a collection,
// to allocate all of them among the old ones. A page lives just long enough to look like that; in 5 of 11 runs
// each row then cost 4.5 µs instead of 2.7 (Node 20, 200,000 rows). Objects made by constructors are exempt.
/** Takes the cells over; the attributes among them must have been read. */
export class RowProduct extends (CellAttributes as TellsAttributes) implements Product {
  readonly key: string
  readonly id: string
  readonly groupId: string | undefined
  readonly title: string
  readonly description: string
  readonly link: string
  readonly imageLink: string | undefined
  readonly additionalImageLinks: readonly string[] | undefined
  readonly availability: Availability
  readonly price: Money
  readonly customPrice: Money | PercentChange | undefined
  readonly salePrice: Money | undefined
  readonly saleStartsAt: number | undefined
  readonly saleEndsAt: number | undefined
  readonly taxToAdd: TaxPercents | undefined
  readonly brand: string | undefined
  readonly gtin: string | undefined
  readonly furtherGtins: readonly string[] | undefined
  readonly mpn: string | undefined
  readonly condition: Condition
  readonly productType: readonly string[] | undefined
  readonly furtherProductTypes: readonly (readonly string[])[] | undefined
  readonly flaws: readonly Flaw[] | undefined

  constructor(cells: ProductCells, told: Told) {
    super(cells)
    const currency = cells[at.currency]
    const images = cells[at.additional_image_links]
    const gtins = cells[at.further_gtins]
    const sale = cells[at.sale_price]
    this.key = cells[at.id]
    this.id = cells[at.id]
    this.groupId = cells[at.group_id] || undefined
    this.title = cells[at.title]
    this.description = cells[at.description]
    this.link = cells[at.link]
    this.imageLink = cells[at.image_link] ?? undefined
    this.additionalImageLinks = images === null ? undefined : linesOf(images)
    this.availability = availabilityOf(cells[at.availability], cells[at.quantity])
    this.price = new CellMoney(cells[at.price], currency)
    this.customPrice = told.customPrice
    this.salePrice = sale === null ? undefined : new CellMoney(sale, currency)
    this.saleStartsAt = cells[at.sale_starts_at] ?? undefined
    this.saleEndsAt = cells[at.sale_ends_at] ?? undefined
    this.taxToAdd = told.taxToAdd
    this.brand = cells[at.brand] ?? undefined
    this.gtin = cells[at.gtin] ?? undefined
    this.furtherGtins = gtins === null ? undefined : linesOf(gtins)
    this.mpn = cells[at.mpn] ?? undefined
    this.condition = conditionOf(cells[at.item_condition])
    this.productType = told.productType
    this.furtherProductTypes = told.furtherProductTypes
    this.flaws = told.flaws
  }
}

// The table refuses other words, but some engines parse a check without holding it; then the modest word is taken.
function availabilityOf(word: string | null, quantity: number | null | undefined): Availability {
  switch (word) {
    case null:
      return quantity === null || (quantity !== undefined && quantity > 0) ? 'in_stock' : 'out_of_stock'
    case 'in_stock':
    case 'preorder':
    case 'backorder':
      return word
    default:
      return 'out_of_stock'
  }
}

function conditionOf(word: string): Condition {
  return word === 'new' || word === 'refurbished' ? word : 'used'
}
