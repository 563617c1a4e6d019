/** What tells a product from all others in the world: its brand, GTINs and MPN. */
import type { Product } from '../catalog/product.js'
import type { Reading } from './channel.js'
import { drop, type Remark } from './finding.js'
import { validGtin } from './gtin.js'
import { fits } from './text/cut.js'
import { plainLine } from './text/plain.js'
import { yesOrNo } from './words.js'

/** What shops write where there is no brand; Google refuses products whose brand is one of these. */
const noBrand = /^(?:n[./\s]?a\.?|none|no brand|unbranded|unknown|generic|does not exist|null|[-–—.?]+)$/i
const notABrand = drop('PROPERTY_VALUE_FORMAT', 'it stands for having none')
const badGtin = drop('INVALID_GTIN')

/** Code points of an MPN that the platform takes. */
export interface IdentifierLimits {
  readonly mpn: number
}

/** The brand's words; '' where there are none. */
const wordsOf = (brand: string | undefined): string => (brand === undefined ? '' : plainLine(brand, longest))
const longest = 1_000

const isBrand = (brand: string | undefined): boolean => {
  const words = wordsOf(brand)
  return words !== '' && !noBrand.test(words)
}

export function readBrand({ brand }: Product): string | Remark | undefined {
  const words = wordsOf(brand)
  if (words === '') return undefined
  return noBrand.test(words) ? notABrand : words
}

const isMpn = (mpn: string | undefined, limit: number): boolean =>
  mpn !== undefined && mpn.trim() !== '' && fits(mpn.trim(), limit)

/** All GTINs; a wrong one is a remark. */
export function readGtins({ gtin, furtherGtins }: Product): Reading {
  if (furtherGtins === undefined) return gtin === undefined ? undefined : readGtin(gtin)
  return [...(gtin === undefined ? [] : [gtin]), ...furtherGtins].map((each) => readGtin(each) ?? '')
}

export function readGtin(gtin: string | undefined): string | Remark | undefined {
  if (gtin === undefined || gtin.trim() === '') return undefined
  return validGtin(gtin) ?? badGtin
}

/** `no` where the maker gave it neither a GTIN nor a brand with an MPN; nothing where the default holds. */
export function readIdentifierExists(
  { identifierExists, brand, gtin, mpn, furtherGtins }: Product,
  limits: IdentifierLimits,
): Reading {
  if (identifierExists !== undefined) return yesOrNo(identifierExists)
  if (gtin !== undefined && validGtin(gtin) !== undefined) return undefined
  if (furtherGtins?.some((each) => validGtin(each) !== undefined)) return undefined
  return isBrand(brand) && isMpn(mpn, limits.mpn) ? undefined : 'no'
}

/** Whether one of brand, GTIN and MPN can be told. */
export const isIdentified = ({ brand, gtin, mpn }: Product, limits: IdentifierLimits): boolean =>
  isBrand(brand) || (gtin !== undefined && validGtin(gtin) !== undefined) || isMpn(mpn, limits.mpn)
