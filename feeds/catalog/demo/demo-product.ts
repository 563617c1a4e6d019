/** A product of the demo shop as its tables tell it, and how the variants of one thing are told together. */
import type { Attributes } from '../attributes.js'
import type { Availability, Condition, Money } from '../product.js'
import type { AttributeCells } from '../sql/row.js'
import type { Motif } from './picture/motifs.js'

/** When a sale is on, seen from the month of the planting; `always` has no dates. */
export type SaleTime = 'running' | 'over' | 'upcoming' | 'always' | 'backwards'

export interface DemoProduct {
  readonly id: string
  readonly group?: string
  readonly title: string
  readonly description: string
  /** Minor units: cents, unless `currency` has others. */
  readonly price: number
  /** What it costs where a merchant turned custom prices on. */
  readonly customPrice?: number
  /** The same as a change of the price, in per cent. */
  readonly customPricePercent?: string
  /** One of `demoTaxes`: tax comes on top of the price. */
  readonly taxClass?: string
  /** EUR unless given. */
  readonly currency?: string
  readonly sale?: readonly [price: number, time: SaleTime]
  /** A key of the category table. */
  readonly category: string
  /** Further categories it is placed in. */
  readonly also?: readonly string[]
  /** What to draw and in which colour; null where the shop never took a picture. */
  readonly picture: readonly [motif: Motif, colour: string] | null
  /** How many pictures there are; 1 unless given. */
  readonly pictures?: number
  /** Null: not counted. */
  readonly stock: number | null
  readonly availability?: Availability
  /** Days into the month after the planting: when it is there. */
  readonly availableInDays?: number
  /** The shop's own brand unless given; null for none. */
  readonly brand?: string | null
  readonly gtin?: string
  readonly furtherGtins?: readonly string[]
  readonly mpn?: string
  readonly condition?: Condition
  readonly sold: number
  /** The quantity is `stock`; when it is available, `availableInDays`. */
  readonly attributes?: Omit<Attributes, 'quantity' | 'availableAt'>
  /** Where it has no page of its own. */
  readonly link?: string
  /** Cells that hold what no attribute can. */
  readonly cells?: Partial<AttributeCells>
}

type Parent = Omit<DemoProduct, 'id' | 'picture' | 'stock' | 'sold' | 'gtin'> & {
  readonly group: string
  readonly motif: Motif
}

/** id ending, what is added to the title, colour, stock, units sold, number of the gtin, what tells it apart */
type Variant = readonly [
  ending: string,
  label: string,
  colour: string,
  stock: number,
  sold: number,
  gtin: number,
  attributes: NonNullable<DemoProduct['attributes']>,
]

/** Products that differ in size or colour and share all else. */
export function variants({ motif, ...parent }: Parent, rows: readonly Variant[]): readonly DemoProduct[] {
  return rows.map(([ending, label, colour, stock, sold, number, attributes]) => ({
    ...parent,
    id: `${parent.group}-${ending}`,
    title: `${parent.title}, ${label}`,
    picture: [motif, colour],
    stock,
    sold,
    gtin: gtin(number),
    attributes: { groupTitle: parent.title, ...parent.attributes, ...attributes },
  }))
}

/** Cents of the demo shop's currency. */
export const eur = (amountMinor: number): Money => ({ amountMinor, currency: 'EUR' })

/** A GTIN-13 of the range 200-299, which is for use inside one shop and belongs to no maker's product. */
export function gtin(number: number): string {
  const digits = `200${String(number).padStart(9, '0')}`
  let sum = 0
  for (let place = 0; place < digits.length; place++) sum += Number(digits[place]) * (place % 2 === 0 ? 1 : 3)
  return `${digits}${(10 - (sum % 10)) % 10}`
}
