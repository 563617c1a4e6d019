/** What a build must tell of a seeded product besides its item: every value that is not told as the shop has it. */
import type { ChannelName } from './expected.js'
import type { SeededProduct } from './seeded-product.js'

/** Effect, reason and field, as `dropped INVALID_GTIN g:gtin`; `price` in cents as the channel tells it. */
export function expectedFindings(product: SeededProduct, price: number, channel: ChannelName): string[] {
  const isMeta = channel === 'facebook-catalog'
  const { title, description, sale, gtin } = product
  const found: string[] = []
  if (lengthOf(title.words.join(' ')) > (isMeta ? 200 : 150)) {
    found.push('shortened PROPERTY_VALUE_STRING_EXCEEDS_LENGTH g:title')
  }
  if (sale && !sale.period?.isOver && sale.amount >= price)
    found.push('dropped INVALID_SALE_PRICE g:sale_price')
  if (gtin && !gtin.isValid) found.push('dropped INVALID_GTIN g:gtin')
  return isMeta ? [...found, ...ofMeta(product, lengthOf(description.lines.join('\n')))] : found
}

function ofMeta(
  { image, furtherImages, availability, quantity }: SeededProduct,
  described: number,
): string[] {
  const found: string[] = []
  if (described < 30) found.push('advised PROPERTY_VALUE_STRING_TOO_SHORT g:description')
  for (const each of [image, ...furtherImages]) {
    if (each?.format === 'webp') found.push('dropped INVALID_IMAGES g:additional_image_link')
  }
  if (availability === 'in_stock' && quantity === 0) {
    found.push('advised INVENTORY_ZERO_AVAILABILITY_IN_STOCK quantity_to_sell_on_facebook')
  }
  return found
}

const lengthOf = (text: string): number => [...text].length
