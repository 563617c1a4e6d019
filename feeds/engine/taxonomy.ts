/** Google's taxonomy of products: a category is told by its number or by its path, not by both. */
import type { Product } from '../catalog/product.js'
import type { Reading } from './channel.js'
import { change } from './finding.js'

/** A line of Google's own list: `1604 - Apparel & Accessories > Clothing`. */
const numberAndPath = /^\s*(\d{1,7})\s+-\s+\S/

export function readGoogleCategory({ googleCategory }: Product): Reading {
  const number = googleCategory === undefined ? undefined : numberAndPath.exec(googleCategory)?.[1]
  return number === undefined ? googleCategory : change(number, 'PROPERTY_VALUE_FORMAT')
}
