/** Postal codes, by the rule of their country. */
import { american } from './state-names.js'
import { asciiDigits } from './text.js'

/** What people write before a code, and no post office reads. */
const formerSigns: Readonly<Record<string, RegExp>> = {
  at: /^at?-(?=\d)/,
  be: /^be?-(?=\d)/,
  ch: /^ch-(?=\d)/,
  de: /^de?-(?=\d)/,
  dk: /^dk-(?=\d)/,
  fi: /^fin?-(?=\d)/,
  fr: /^fr?-(?=\d)/,
  it: /^it?-(?=\d)/,
  lu: /^lu?-(?=\d)/,
  no: /^no?-(?=\d)/,
  se: /^se?-(?=\d)/,
}

const clean = /^[a-z0-9]{2,10}$/
const fiveDigits = /^\d{5}$/
const digits = /^\d+$/

/**
 * Lower case without spaces and dashes: `sw1a1aa`, `1000001`. Only of the American ones a part is cut off; where no
 * country is known, they are known by their five and four digits.
 */
export function postalCodeForm(text: string, country: string | undefined): string | undefined {
  if (country !== undefined && american.has(country) && fiveDigits.test(text)) return text
  const lower = asciiDigits(text).toLowerCase()
  const sign = country === undefined ? undefined : formerSigns[country]
  const code = (sign === undefined ? lower : lower.replace(sign, '')).replace(/[^a-z0-9]+/g, '')
  if (country === undefined ? /^\d{5}-\d{4}$/.test(lower) : american.has(country)) return americanCode(code)
  // Letters alone are a word as `none`, but for the post boxes of Bermuda.
  return clean.test(code) && (/\d/.test(code) || country === 'bm') ? code : undefined
}

function americanCode(code: string): string | undefined {
  if (!digits.test(code)) return undefined
  if (code.length === 5 || code.length === 9) return code.slice(0, 5)
  // What was stored as a number has lost the zeros of New England and Puerto Rico.
  return code.length === 3 || code.length === 4 ? code.padStart(5, '0') : undefined
}
