/** What each feed must say of a seeded product: worked out anew from what the product means, without the product's code. */
import { isSummer } from './seed.js'
import type { Image, LocalTime, SeededProduct } from './seeded-product.js'

export const channels = ['facebook-catalog', 'google-merchant'] as const

export type ChannelName = (typeof channels)[number]

export const facebookPrefix = 'shop_'

/** Elements and their texts in document order. */
export type Fields = readonly (readonly [name: string, text: string])[]

/** The item's fields; or the reason why there is none. */
export type Expected = Fields | { readonly leftOut: string }

/** The rules that the channels' tables state, once more in plain words. */
export function expectedItem(product: SeededProduct, channel: ChannelName): Expected {
  const meta = channel === 'facebook-catalog'
  const id = (meta ? facebookPrefix : '') + product.id
  if (id.length > (meta ? 100 : 50)) return { leftOut: 'ID_TOO_LONG' }
  if (product.description.lines.length === 0) return { leftOut: 'EMPTY_DESCRIPTION' }
  const images = [product.image, ...product.furtherImages].filter((image) => image !== undefined)
  const shown = meta ? images.filter((image) => image.format !== 'webp') : images
  if (shown.length === 0) return { leftOut: 'EMPTY_IMAGE_URL' }
  if (product.currency !== 'EUR') return { leftOut: 'NO_EXCHANGE_RATE' }
  const price = meta ? (product.customPrice ?? product.price) : product.price
  if (price <= 0) return { leftOut: 'ITEM_PRICE_NOT_POSITIVE' }
  const gtin = product.gtin?.isValid ? product.gtin.digits : undefined
  if (meta && product.brand === undefined && gtin === undefined && product.mpn === undefined) {
    return { leftOut: 'EMPTY_BRAND' }
  }
  return [
    ['g:id', id],
    ['g:title', wordsWithin(product.title.words, meta ? 200 : 150)],
    ['g:description', product.description.lines.join('\n')],
    ['g:link', product.link.address],
    ...imageFields(shown),
    ['g:availability', availability(product, meta)],
    ['g:price', euros(price)],
    ...saleFields(product, price, meta),
    ...(product.brand === undefined ? [] : [['g:brand', product.brand] as const]),
    ...(gtin === undefined ? [] : [['g:gtin', gtin] as const]),
    ...(product.mpn === undefined ? [] : [['g:mpn', product.mpn] as const]),
    ['g:condition', product.condition],
    ...(product.category === undefined
      ? []
      : [['g:product_type', product.category.path.join(' > ')] as const]),
    ...(product.groupId === undefined
      ? []
      : [['g:item_group_id', (meta ? facebookPrefix : '') + product.groupId] as const]),
  ]
}

function wordsWithin(words: readonly string[], limit: number): string {
  let text = ''
  for (const word of words) {
    const longer = text === '' ? word : `${text} ${word}`
    if ([...longer].length > limit) return text
    text = longer
  }
  return text
}

function imageFields([main, ...further]: readonly Image[]): Fields {
  return [
    ['g:image_link', main?.address ?? ''],
    ...further.map((image) => ['g:additional_image_link', image.address] as const),
  ]
}

function availability({ availability: word, quantity }: SeededProduct, meta: boolean): string {
  const known = word ?? (quantity === 0 ? 'out_of_stock' : 'in_stock')
  if (!meta) return known
  return known === 'out_of_stock' ? 'out of stock' : 'in stock'
}

function saleFields({ sale }: SeededProduct, price: number, meta: boolean): Fields {
  if (sale === undefined || sale.period?.isOver || sale.amount >= price) return []
  const told = ['g:sale_price', euros(sale.amount)] as const
  if (sale.period === undefined) return [told]
  const { from, to } = sale.period
  return [told, ['g:sale_price_effective_date', `${berlin(from, meta)}/${berlin(to, meta)}`]]
}

const euros = (cents: number): string => `${(cents / 100).toFixed(2)} EUR`

function berlin({ year, month, day, hour, minute }: LocalTime, meta: boolean): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const offset = `+${isSummer(month) ? '02' : '01'}${meta ? ':' : ''}00`
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}${offset}`
}
