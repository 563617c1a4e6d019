/** Values of an enumeration: a platform takes some words and no others. */
import { drop, type Remark } from './finding.js'

/** One word, or why it is not told. */
export type Word = string | Remark | undefined

/** Characters of a wrong word in a finding. */
const shownLength = 40

/** A reader of words: any spelling with other capitals or blanks is told as the platform spells it; all else is dropped. */
export function createWords(words: readonly string[]): (word: string | undefined) => Word {
  const known = new Map(words.map((word) => [word.toLowerCase(), word]))
  const list = words.join(', ')
  return (word) => {
    if (word === undefined) return undefined
    const found = known.get(word) ?? known.get(word.trim().toLowerCase())
    if (found !== undefined || word.trim() === '') return found
    return drop('PROPERTY_VALUE_FORMAT', `“${word.slice(0, shownLength)}” is none of ${list}`)
  }
}

const country = /^[A-Za-z]{2}$/

/** A country's two letters in capitals. */
export function readCountry(code: string | undefined): Word {
  if (code === undefined || code.trim() === '') return undefined
  const letters = code.trim()
  return country.test(letters)
    ? letters.toUpperCase()
    : drop('PROPERTY_VALUE_FORMAT', `“${letters.slice(0, shownLength)}” is no country of two letters`)
}

const notAFlag = drop('PROPERTY_VALUE_FORMAT', 'it is neither true nor false')

/** `yes` or `no`. */
export function yesOrNo(flag: boolean | undefined): Word {
  if (flag === undefined) return undefined
  return flag === true ? 'yes' : flag === false ? 'no' : notAFlag
}

/** A whole number between two others, both included. */
export function readWhole(number: number | undefined, least: number, most: number): Word {
  if (number === undefined) return undefined
  if (Number.isSafeInteger(number) && number >= least && number <= most) return String(number)
  return drop('PROPERTY_VALUE_FORMAT', `${number} is no whole number from ${least} to ${most}`)
}
