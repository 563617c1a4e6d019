/** What both feeds say of a seeded product in the same words. */
import type { SeededAttributes } from './attributes/index.js'
import type { Fields, Item } from './expected.js'
import { each, euros, measure, some } from './expected-texts.js'
import type { SeededProduct } from './seeded-product.js'

export function sharedFields(
  { id, images, price }: Item,
  product: SeededProduct,
  of: SeededAttributes,
): Fields {
  const [main, ...further] = images.map(({ address }) => address)
  return [
    ['g:id', id],
    ['g:description', product.description.lines.join('\n')],
    ['g:link', product.link.address],
    ['g:image_link', main ?? ''],
    ...each('g:additional_image_link', further),
    ['g:price', euros(price)],
    ['g:condition', product.condition],
    ['g:mobile_link', of.mobileLink],
    ['g:google_product_category', of.googleCategory],
    ...some('g:product_type', product.category?.path.join(' > ')),
    ...some('g:brand', product.brand),
    ...some('g:gtin', product.gtin?.isValid ? product.gtin.digits : undefined),
    ...some('g:mpn', product.mpn),
    ['g:age_group', of.ageGroup],
    ['g:gender', of.gender],
    ['g:color', of.color],
    ['g:size', of.size],
    ['g:material', of.material],
    ['g:pattern', of.pattern],
    ['g:shipping_weight', measure(of.shippingWeight)],
    ...of.customLabels.map((label, at) => [`g:custom_label_${at}`, label] as const),
  ]
}
