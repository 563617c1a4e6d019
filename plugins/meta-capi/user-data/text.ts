/** Texts of any script, as names of people and places are compared. */
import { byLetter, latin } from './latin.js'

const unprintable = /[^ -~]/

/** Nearly all texts of most shops; they need none of Unicode's tables. */
export const isAscii = (text: string): boolean => !unprintable.test(text)

// The modifier letters are what Hawaiian, Ukrainian and transliterated Arabic have for an apostrophe.
const noLetter = /[^\p{L}\p{M}\p{N}]|[\u02b9-\u02bf]/gu
const noLetterNorSpace = /[^\p{L}\p{M}\p{N}\s]|[\u02b9-\u02bf]/gu
const anyLetter = /[\p{L}\p{N}]/u

/** Lower case, NFC, without punctuation, symbols and spaces; undefined where nothing is left. */
export function letters(text: string): string | undefined {
  const lower = text.toLowerCase()
  const whole = latin(lower, false)
  return whole === undefined ? composed(lower.replace(noLetter, '')) : whole || undefined
}

/** As `letters`, but words stay apart, by one space. */
export function words(text: string): string | undefined {
  const lower = text.toLowerCase()
  const whole = latin(lower, true)
  if (whole !== undefined) return whole || undefined
  return composed(lower.replace(noLetterNorSpace, '').replace(/\s+/g, ' ').trim())
}

function composed(text: string): string | undefined {
  // Turkish İ becomes an i with a dot above it, which is no letter of any name.
  const whole = text.replaceAll('i\u0307', 'i').normalize('NFC')
  return anyLetter.test(whole) ? whole : undefined
}

const romanLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
  ə: 'e',
  ħ: 'h',
}
const romanless = new RegExp(`[${Object.keys(romanLetters).join('')}]`, 'g')

/** In a-z alone, as `josé` → `jose`; undefined for other scripts, where no rule of Meta's says how. */
export const roman = byLetter((lower) => {
  if (isAscii(lower)) return lower
  const folded = lower
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(romanless, (letter) => romanLetters[letter] ?? letter)
  return isAscii(folded) ? folded : undefined
})

/** Digits and signs as ASCII has them, for what is typed on Japanese or Arabic keyboards. */
export function asciiDigits(text: string): string {
  if (isAscii(text)) return text
  return text
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/[\p{Cf}\p{Cc}]+/gu, '')
}
