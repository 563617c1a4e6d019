/** Which of a product's images a channel shows: the main one, and the others in their order. */
import type { Product } from '../catalog/product.js'

const none: readonly string[] = []

/** The first image that is not `refused` by its address; a missing main image is replaced by the next. */
export function mainImage(product: Product, refused?: RegExp): string | undefined {
  const { imageLink } = product
  if (imageLink !== undefined && imageLink !== '' && !refused?.test(imageLink)) return imageLink
  return product.additionalImageLinks?.find((link) => link !== '' && !refused?.test(link))
}

/** All images but the main one. */
export function furtherImages(product: Product, refused?: RegExp): readonly string[] {
  const links = product.additionalImageLinks
  if (links === undefined || links.length === 0) return none
  const main = mainImage(product, refused)
  return links.filter((link) => link !== main && !refused?.test(link))
}
