/** Countries, by the two letters of ISO 3166-1. */
import { codeOfThreeLetters, countryCodes } from './country-codes.js'
import { codeOfCountryName } from './country-names.js'
import { hashedBefore } from './hashed-before.js'
import { sha256 } from './sha256.js'

/** Codes that are used, but not ISO's: of the United Kingdom, and of Greece in tax numbers. */
const usualCodes: Readonly<Record<string, string>> = { uk: 'gb', el: 'gr' }

const hashOf = new Map(Array.from(countryCodes, (code) => [code, sha256(code)]))
const codeOfHash = new Map(Array.from(hashOf, ([code, hash]) => [hash, code]))

/** Lower case; undefined where the text is neither a code nor a name of a country. */
export function countryCode(told: string | undefined): string | undefined {
  if (typeof told !== 'string') return undefined
  if (countryCodes.has(told)) return told
  const text = told.trim().toLowerCase()
  if (countryCodes.has(text)) return text
  if (text.length < 2 || text.length > 100) return undefined
  if (text.length === 2) return usualCodes[text] ?? codeOfCountryName(text)
  return codeOfThreeLetters.get(text) ?? codeOfCountryName(text)
}

/** As `countryCode`, and of a country that was hashed before as well: there are few. */
export function clearCountryOf(told: unknown): string | undefined {
  if (typeof told !== 'string') return undefined
  const text = told.trim()
  const hash = text.length >= 64 ? hashedBefore(text) : undefined
  return hash === undefined ? countryCode(text) : codeOfHash.get(hash)
}

/** The hash of a code, which is known beforehand. */
export const countryHash = (code: string): string => hashOf.get(code) ?? sha256(code)
