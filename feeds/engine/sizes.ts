/** Sizes of clothes and shoes as Meta wants them. */
import type { Product } from '../catalog/product.js'
import type { Reading } from './channel.js'
import { change } from './finding.js'

const wordSize = /^\s*size\b[\s:.-]*(?=\S)/i

/** `M`, not `Size M`. */
export function readSize({ size }: Product): Reading {
  if (size === undefined || !wordSize.test(size)) return size
  return change(size.replace(wordSize, ''), 'PROPERTY_VALUE_FORMAT')
}
