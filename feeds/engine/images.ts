/** Which of a product's images a channel shows: the main one, and the others in their order. */
import type { Product } from '../catalog/product.js'
import type { Reading } from './channel.js'
import { drop, type Remark } from './finding.js'

const refusedImage = drop('INVALID_IMAGES')

/** The first image that is not `refused` by its address; a missing main image is replaced by the next. */
export function mainImage(product: Product, refused?: RegExp): string | undefined {
  const { imageLink } = product
  if (imageLink !== undefined && imageLink !== '' && !refused?.test(imageLink)) return imageLink
  return product.additionalImageLinks?.find((link) => link !== '' && !refused?.test(link))
}

/** All images but the main one; each refused one is a remark. */
export function furtherImages(product: Product, refused?: RegExp): Reading {
  const { imageLink, additionalImageLinks: links } = product
  const main = mainImage(product, refused)
  const isRefusedMain = refused !== undefined && imageLink !== undefined && refused.test(imageLink)
  if (links === undefined) return isRefusedMain ? refusedImage : undefined
  if (main === imageLink && refused === undefined) return links
  const told: (string | Remark)[] = isRefusedMain ? [refusedImage] : []
  for (const link of links) {
    if (link !== main) told.push(refused?.test(link) ? refusedImage : link)
  }
  return told
}
