/** A row of `storecast_catalog_products`: our own schema, which a shop may fill from any language. */

export interface ProductRow {
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
  sale_price: number | null
  /** Milliseconds since the epoch. */
  sale_starts_at: number | null
  sale_ends_at: number | null
  brand: string | null
  gtin: string | null
  mpn: string | null
  /** `new`, `refurbished` or `used`. */
  item_condition: string
  /** The main category, whose path becomes the product type. */
  category_id: string | null
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
