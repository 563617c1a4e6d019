/** A row of `storecast_catalog_products`: our own schema, which a shop may fill from any language. */
import type { AttributeName } from '../attributes.js'
import type { SnakeCase } from './attribute-columns.js'

/** A cell of a row as both engines give it; an integer beyond what a number holds exactly comes as a text. */
export type Cell = string | number | null

/** The cells of attributes, as `attributes.ts` tells them; null and absent mean the same. */
export type AttributeCells = {
  [K in Exclude<AttributeName, 'quantity'> as SnakeCase<K>]?: Cell
}

export interface ProductRow extends AttributeCells {
  store: string
  id: string
  group_id: string | null
  title: string
  /** Plain text or HTML. */
  description: string
  /** Absolute, or relative to the shop's address. */
  link: string
  image_link: string | null
  /** One address a line. */
  additional_image_links: string | null
  /** `in_stock`, `out_of_stock`, `preorder` or `backorder`; null means: as `quantity` says. */
  availability: string | null
  /** Null means that stock is not counted. */
  quantity: number | null
  currency: string
  /** Minor units of `currency`. */
  price: number
  /** Stands in for `price` in the channels where a merchant turned `CUSTOM_PRICE_…` on. */
  custom_price: number | null
  /** The same told as a change of `price`: `-10` is a tenth less; `custom_price` wins. */
  custom_price_percent?: string | null
  sale_price: number | null
  /** Milliseconds since the epoch. */
  sale_starts_at: number | null
  sale_ends_at: number | null
  brand: string | null
  gtin: string | null
  /** One a line. */
  further_gtins?: string | null
  mpn: string | null
  /** `new`, `refurbished` or `used`. */
  item_condition: string
  /** The main category, whose path becomes the product type. */
  category_id: string | null
  /** Names rows of `storecast_catalog_taxes`; null means that prices hold the tax. */
  tax_class?: string | null
  /** Units sold so far: what `top` sorts by. */
  sold: number
  updated_at: number
}

export interface CategoryRow {
  store: string
  id: string
  parent_id: string | null
  name: string
}

/** A further placement of a product beside its main category. */
export interface PlacementRow {
  store: string
  category_id: string
  product_id: string
}

export interface RateRow {
  store: string
  currency: string
  /** How much of `currency` one unit of the shop's currency buys, as a decimal text. */
  rate: string
  updated_at: number
}

export interface TaxRow {
  store: string
  tax_class: string
  /** ISO 3166, two letters. */
  country: string
  /** Per cent of the price, as a decimal text. */
  percent: string
  updated_at: number
}
