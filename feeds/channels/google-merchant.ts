/** Google Merchant Center: the product data that ads and free listings need. */
import { defineChannel, optional, repeated, required } from '../engine/channel.js'
import { contentId, groupContentId } from '../engine/content-id.js'
import { validGtin } from '../engine/gtin.js'
import { furtherImages, mainImage } from '../engine/images.js'
import { readPrice, readSalePeriod, readSalePrice } from '../engine/price.js'
import { categoryPath } from '../engine/product-type.js'

export const googleMerchant = defineChannel({
  name: 'google-merchant',
  title: 'Google Merchant Center',
  spec: 'https://support.google.com/merchants/answer/7052112',
  fields: [
    required('g:id', {
      kind: 'exact',
      limit: 50,
      read: (product, view) => contentId(product, view.idPrefix),
    }),
    required('g:title', { kind: 'line', limit: 150, read: (product) => product.title }),
    required('g:description', { kind: 'block', limit: 5_000, read: (product) => product.description }),
    required('g:link', { kind: 'url', limit: 2_000, read: (product) => product.link }),
    required('g:image_link', { kind: 'url', limit: 2_000, read: (product) => mainImage(product) }),
    repeated('g:additional_image_link', 10, {
      kind: 'url',
      limit: 2_000,
      read: (product) => furtherImages(product),
    }),
    required('g:availability', { kind: 'exact', read: (product) => product.availability }),
    required('g:price', { kind: 'exact', read: readPrice }),
    optional('g:sale_price', { kind: 'exact', read: readSalePrice }),
    // Google wants no colon in the offset (https://support.google.com/merchants/answer/6324460).
    optional('g:sale_price_effective_date', {
      kind: 'exact',
      limit: 51,
      read: (product, view) => readSalePeriod(product, view, 'basic'),
    }),
    optional('g:brand', { kind: 'line', limit: 70, read: (product) => product.brand }),
    optional('g:gtin', {
      kind: 'exact',
      read: ({ gtin }) => (gtin === undefined ? undefined : validGtin(gtin)),
    }),
    optional('g:mpn', { kind: 'exact', limit: 70, read: (product) => product.mpn?.trim() }),
    required('g:condition', { kind: 'exact', read: (product) => product.condition }),
    optional('g:product_type', {
      kind: 'line',
      limit: 750,
      read: (product) => categoryPath(product.productType, 750),
    }),
    optional('g:item_group_id', {
      kind: 'exact',
      limit: 50,
      read: (product, view) => groupContentId(product, view.idPrefix),
    }),
  ],
})
