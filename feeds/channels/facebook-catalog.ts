/** Meta's catalog, for Facebook and Instagram: what it asks for differently from Google. */
import { extendChannel, optional, repeated, required } from '../engine/channel.js'
import { contentId, groupContentId } from '../engine/content-id.js'
import { validGtin } from '../engine/gtin.js'
import { furtherImages, mainImage } from '../engine/images.js'
import { refuse } from '../engine/omission.js'
import { readSalePeriod } from '../engine/price.js'
import { googleMerchant } from './google-merchant.js'

/** Meta takes JPEG and PNG only; an address without one of these endings gets the benefit of the doubt. */
const notForMeta = /\.(?:webp|avif|gif|svg|bmp|tiff?|hei[cf])(?:[?#]|$)/i

/**
 * The feed page knows two words only. What can be ordered is in stock to Meta, as in its own shop plug-ins:
 * an ad for a product that is `out of stock` is not shown.
 */
const availabilities = {
  in_stock: 'in stock',
  out_of_stock: 'out of stock',
  preorder: 'in stock',
  backorder: 'in stock',
} as const

const noIdentifier = refuse('EMPTY_BRAND')

export const facebookCatalog = extendChannel(googleMerchant, {
  name: 'facebook-catalog',
  title: 'Facebook and Instagram catalog',
  spec: 'https://developers.facebook.com/docs/marketing-api/catalog/reference',
  fields: [
    required('g:id', {
      kind: 'exact',
      limit: 100,
      read: (product, view) => contentId(product, view.idPrefix),
    }),
    required('g:title', { kind: 'line', limit: 200, read: (product) => product.title }),
    required('g:description', { kind: 'block', limit: 9_999, read: (product) => product.description }),
    required('g:image_link', {
      kind: 'url',
      limit: 2_000,
      read: (product) => mainImage(product, notForMeta),
    }),
    {
      ...repeated('g:additional_image_link', 20, {
        kind: 'url',
        limit: 2_000,
        read: (product) => furtherImages(product, notForMeta),
      }),
      mostTogether: 2_000,
    },
    required('g:availability', { kind: 'exact', read: (product) => availabilities[product.availability] }),
    optional('g:sale_price_effective_date', {
      kind: 'exact',
      limit: 51,
      read: (product, view) => readSalePeriod(product, view, 'extended'),
    }),
    // One of brand, GTIN and MPN must be there.
    optional('g:brand', {
      kind: 'line',
      limit: 100,
      read: ({ brand, gtin, mpn }) => {
        if (brand !== undefined && brand.trim() !== '') return brand
        return (gtin !== undefined && validGtin(gtin)) || mpn?.trim() ? undefined : noIdentifier
      },
    }),
    optional('g:mpn', { kind: 'exact', limit: 100, read: (product) => product.mpn?.trim() }),
    optional('g:item_group_id', {
      kind: 'exact',
      limit: 100,
      read: (product, view) => groupContentId(product, view.idPrefix),
    }),
  ],
})
