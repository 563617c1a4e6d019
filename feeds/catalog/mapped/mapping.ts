/** A mapping: where a shop's own tables hold what a product says. Plain data, written by the shop in `storecast.config.js`. */
import type { AttributeName, attributes } from '../attributes.js'
import type { Product } from '../product.js'

/** A row as the driver gives it: dates and decimals as texts, null where there is nothing. */
export type Row = Readonly<Record<string, string | number | null>>

/**
 * Where one value comes from: a column; a column with what is put around it or how its words are translated;
 * or a function of the row, for all that a column alone does not say.
 */
export type Cell = string | ColumnCell | ((row: Row, product: Row) => unknown)

export interface ColumnCell {
  readonly column: string
  /** Put before a value that is not empty, as `/image/`. */
  readonly before?: string
  readonly after?: string
  /** What the column's values stand for: `{ 5: 'out_of_stock', 7: 'in_stock' }`; any other is told as a flaw. */
  readonly values?: Readonly<Record<string, string>>
  /** What every other value stands for, none included. */
  readonly otherwise?: string
  /** Of a size or weight: the unit its number is in, or the column that tells it. */
  readonly unit?: string | ColumnCell
}

/** Where rows come from: a table of the shop, or a query that stands for one. */
export interface Rows {
  /** Its name without the mapping's prefix. */
  readonly table?: string
  /** Instead of `table`: a SELECT without `?` and `;`; `{prefix}` stands for the mapping's prefix. */
  readonly query?: string
  /** Columns and the value, or one of the values, that they must have. */
  readonly where?: Readonly<Record<string, Constant | readonly Constant[]>>
  /** A column that every write of a row changes, for telling whether the table changed; its content is compared otherwise. */
  readonly changed?: string
}

export type Constant = string | number | null

/** The properties of a product that one value can fill; `price` and the like take decimals of the mapping's currency. */
export type Property =
  | Exclude<
      keyof Product,
      | AttributeName
      | 'key'
      | 'flaws'
      | 'taxToAdd'
      | 'productType'
      | 'furtherProductTypes'
      | 'additionalImageLinks'
      | 'furtherGtins'
    >
  | ValueAttribute
  /** Units sold so far: what the filter `top` sorts by. */
  | 'sold'
  /** The currency of this product's prices, where it is not the mapping's. */
  | 'currency'

/** The lists of a product, one row or more of a table each. */
export type ListProperty = 'additionalImageLinks' | 'furtherGtins' | ListAttribute

/** The attributes that are lists, of texts or of records. */
export type ListAttribute = {
  [A in AttributeName]: (typeof attributes)[A]['kind'] extends 'texts' | 'records' ? A : never
}[AttributeName]

export type ValueAttribute = Exclude<AttributeName, ListAttribute>

export type Cells = { readonly [P in Property]?: Cell }

/**
 * The products themselves: the one table that is walked by its key, so `id` must be its primary key or unique.
 * Other tables must write ids of letters as this one does, capitals included.
 */
export interface ProductRows extends Rows {
  readonly id: string
  readonly set: Cells
}

/** A table with at most one row that matters to a product; its values stand where the product's own are empty. */
export interface RelatedRows extends Rows {
  /** The column that holds the product's id … */
  readonly product?: string
  /** … or the column of the products that holds this table's `id`. */
  readonly by?: string
  readonly id?: string
  /**
   * Of several rows of a product, as in several languages: which come first, property by property; the others
   * follow, unless `where` shuts them out. `{ language_id: [2, 1] }`
   */
  readonly prefer?: Readonly<Record<string, readonly Constant[]>>
  readonly set: Cells
}

export interface ListRows extends Rows {
  readonly product: string
  /** Columns to sort a product's rows by; `-position` the other way round. */
  readonly order?: readonly string[]
  /** Of a list of texts: one of them, or where it is a function several. Of records a function that gives the parts. */
  readonly value?: Cell
  /** Of a list of records, instead of `value`: each part by its name, as `{ name: 'label', value: 'text' }`. */
  readonly parts?: Readonly<Record<string, Cell>>
}

/**
 * Several prices of a product, of which one holds: of those whose dates hold now the one with the lowest `priority`,
 * then the lowest price. Where no sale price holds now, the next to come is told with its dates.
 * It stands before what the product's own `set` says.
 */
export interface PriceRows extends Rows {
  readonly product: string
  readonly gives: 'price' | 'salePrice' | 'customPrice'
  readonly price: Cell
  readonly from?: string
  readonly to?: string
  /** Whether a day without a time in `to` belongs to the period; true unless given. */
  readonly includesLastDay?: boolean
  readonly priority?: string
}

/**
 * What tax is to add to a product's prices, by country. Read whole, once per build.
 * Several rows of one class and country are added up.
 */
export interface TaxRows extends Rows {
  /** The column of the products that names the tax class. */
  readonly by: string
  readonly class: string
  /** Two letters of ISO 3166. */
  readonly country: string
  /** A decimal number: 19 is 19 %. */
  readonly percent: string
}

/** The tree of categories, read whole once per build, and which product stands in which. */
export interface CategoryRows extends Rows {
  readonly id: string
  readonly parent?: string
  readonly name: string
  /** The column of the products that holds its main category … */
  readonly main?: string
  /** … and a table of placements; without `main` the first of them is the main one. */
  readonly placements?: Rows & {
    readonly product: string
    readonly category: string
    readonly order?: readonly string[]
  }
}

/** Rows that are variants of a product: each becomes a product, and their parent none. */
export interface VariantRows extends Rows {
  readonly id: string
  readonly product: string
  /** What differs from the parent; `id` is `parent-variant` unless it is set here. */
  readonly set?: Cells
  /** Added to the parent's price and sale price; may be negative. */
  readonly priceChange?: Cell
  /** What tells the variants apart: columns of the variant's own row, or rows of another table. */
  readonly options?: OptionRows
}

export interface OptionRows extends Rows {
  /** The column that holds the variant's `id`; only with a table or query of its own. */
  readonly variant?: string
  readonly name: string
  readonly value: string
  /** Which option is which property: `{ Colour: 'color', Size: 'size' }`; the others become `variantOptions`. */
  readonly as?: Readonly<Record<string, 'color' | 'size' | 'material' | 'pattern' | 'gender' | 'ageGroup'>>
}

/** How much of each currency one unit of the shop's buys. */
export interface RateRows extends Rows {
  readonly currency: string
  readonly rate: string
}

export interface Mapping {
  /** The shop's database, as `mysql://reader:…@host/shop`; unless given, the one of `DATABASE_URL`. It is only read. */
  readonly database?: string
  /** Put before the name of every table: `oc_`. */
  readonly prefix?: string
  /** ISO 4217: of all prices, unless a product says another. */
  readonly currency: string
  /** IANA name: of all dates in the tables; UTC unless given. */
  readonly timeZone?: string
  readonly products: ProductRows
  readonly related?: readonly RelatedRows[]
  readonly lists?: { readonly [P in ListProperty]?: ListRows }
  readonly prices?: readonly PriceRows[]
  readonly tax?: TaxRows
  readonly categories?: CategoryRows
  readonly variants?: VariantRows
  readonly rates?: RateRows
}
