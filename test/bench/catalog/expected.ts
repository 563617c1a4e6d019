/** What each feed must say of a seeded product: worked out anew from what the product means, without the product's code. */
import type { SeededAttributes } from './attributes/index.js'
import { googleFields } from './expected-google.js'
import { metaFields } from './expected-meta.js'
import type { Image, SeededProduct } from './seeded-product.js'

export const channels = ['facebook-catalog', 'google-merchant'] as const

export type ChannelName = (typeof channels)[number]

export const facebookPrefix = 'shop_'

/** Elements with their texts, or with the elements inside them. */
export type Fields = readonly (readonly [name: string, content: string | Fields])[]

/** What a channel makes of a product that becomes an item, before its attributes are looked at. */
export interface Item {
  readonly id: string
  /** Those that the platform takes, the main one first; there is one. */
  readonly images: readonly Image[]
  /** In cents. */
  readonly price: number
}

/** The item's beginnings; or the reason why there is none. */
export function expectedItem(
  product: SeededProduct,
  channel: ChannelName,
): Item | { readonly leftOut: string } {
  const isMeta = channel === 'facebook-catalog'
  const id = (isMeta ? facebookPrefix : '') + product.id
  if (id.length > (isMeta ? 100 : 50)) return { leftOut: 'ID_TOO_LONG' }
  if (product.description.lines.length === 0) return { leftOut: 'EMPTY_DESCRIPTION' }
  const all = [product.image, ...product.furtherImages].filter((image) => image !== undefined)
  const images = isMeta ? all.filter((image) => image.format !== 'webp') : all
  if (images.length === 0) return { leftOut: 'EMPTY_IMAGE_URL' }
  if (product.currency !== 'EUR') return { leftOut: 'PRODUCT_NOT_DOMINANT_CURRENCY' }
  const price = isMeta ? (product.customPrice ?? product.price) : product.price
  if (price <= 0) return { leftOut: 'ITEM_PRICE_NOT_POSITIVE' }
  if (product.isExpired) return { leftOut: 'PRODUCT_EXPIRED' }
  if (isMeta && product.brand === undefined && !product.gtin?.isValid && product.mpn === undefined) {
    return { leftOut: 'UNIQUE_PRODUCT_IDENTIFIER_MISSING' }
  }
  if (product.isParent) return { leftOut: 'RETAILER_ID_USED_BY_GROUP' }
  return { id, images, price }
}

/** All that the item says, elements of one name in their order. */
export function expectedFields(
  item: Item,
  product: SeededProduct,
  attributes: SeededAttributes,
  channel: ChannelName,
): Fields {
  return channel === 'facebook-catalog'
    ? metaFields(item, product, attributes, facebookPrefix)
    : googleFields(item, product, attributes)
}
