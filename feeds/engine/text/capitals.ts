/** Texts in capitals throughout, which platforms refuse, told in small letters. */

const asciiLower = (code: number): boolean => code >= 0x61 && code <= 0x7a

/** A letter that settles it: it is small, or of a script without case, and then `ADIDAS 运动鞋` is left as it is. */
const settling = /[\p{Ll}\p{Lt}\p{Lo}]/u
// Written among capitals as well: STRAßE, 50 µM, 2ª, Nº.
const writtenAmongCapitals = 'ßµªº'

/** Units below this are looked up in a table; the scripts from here on have no case, but for a few letters. */
const noCaseFrom = 0x2e80
const settles = new Uint8Array(noCaseFrom)
for (let code = 0; code < noCaseFrom; code++) {
  const letter = String.fromCharCode(code)
  if (settling.test(letter) && !writtenAmongCapitals.includes(letter)) settles[code] = 1
}

function isSettledAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code < noCaseFrom) return settles[code] === 1
  // An emoji settles nothing, but Deseret has small letters and Linear B has no case.
  if (code >= 0xd800 && code <= 0xdbff)
    return settling.test(String.fromCodePoint(text.codePointAt(at) ?? code))
  const isHalfOrPrivate = code >= 0xdc00 && code <= 0xf8ff
  const isVariationSelector = code >= 0xfe00 && code <= 0xfe0f
  return !isHalfOrPrivate && !isVariationSelector
}

/**
 * Letters and digits in a row; an apostrophe belongs to its word, a hyphen does not (`USB-KABEL` are two).
 * Written as a word when it has four letters or more and no digit. Shorter ones are taken for abbreviations and
 * sizes (`USB`, `XL`), those with digits for model numbers (`X200`): both stay, but for the little words below.
 */
const run = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu
const letters = /\p{L}/gu
const digit = /\p{N}/u
const leastLetters = 4

/** Words of up to three letters that are no abbreviations, of the languages that most catalogs are in. */
const littleWords = new Set(
  (
    'a all an and any are as at but buy by can day for get has how if in is it its men new no not now of off on one or our out own ' +
    'see so the to top two up use was we with you ' +
    'am auf aus bei bis das dem den der des die ein für im ist man mit nur sie und uns von vor was wie wir zu zum zur ' +
    'au aux ce ces de du en est et il la le les ou par pas son sur un une à ' +
    'al con da del di do dos e el em es gli lo las los mas más na nas nel no nos o os per por que se si sin su sus um una y ' +
    'een het met om op te van voor af av det ett för med och og på som til till w z dla na nie od oraz ' +
    'в во для до из и к на не о от по с со у за'
  ).split(' '),
)

/** A sentence begins at the start, in a new line, and behind a full stop and a blank. */
const sentenceEnd = /\n|[.!?…]["'»”’)]*\s/

const enoughWords = 2
const enoughLetters = 8

/**
 * A cleaned text in small letters, with a capital where a sentence begins; never longer than the text.
 * Undefined where it is not in capitals throughout: it has a small letter, or hardly a word (`IKEA`, `SKU-123 XL`).
 */
export function softened(text: string): string | undefined {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (asciiLower(code) || (code > 0x7f && isSettledAt(text, i))) return undefined
  }
  return isShouted(text) ? inSmallLetters(text) : undefined
}

function isShouted(text: string): boolean {
  let words = 0
  let count = 0
  for (const [word] of text.matchAll(run)) {
    const length = lettersOf(word)
    if (length < leastLetters || digit.test(word)) continue
    words++
    count += length
    if (words >= enoughWords || count >= enoughLetters) return true
  }
  return false
}

function inSmallLetters(text: string): string {
  let end = 0
  let begins = true
  const small = text.replace(run, (word: string, at: number) => {
    begins ||= sentenceEnd.test(text.slice(end, at))
    const first = begins
    begins = false
    end = at + word.length
    if (digit.test(word)) return word
    const lower = lowerCase(word)
    if (lettersOf(word) < leastLetters && !littleWords.has(lower)) return word
    return first ? capitalised(word, lower) : lower
  })
  // `J̌` has no composed form, its small letter has.
  return small.normalize('NFC')
}

const lettersOf = (word: string): number => word.match(letters)?.length ?? 0

/** `İ` becomes `i` and a dot above it otherwise, which no font shows well. */
const lowerCase = (word: string): string => word.toLowerCase().replaceAll('i\u0307', 'i')

// The word is lowered as a whole, because the sigma of `ΙΣ` knows by it that it stands at the end.
function capitalised(word: string, lower: string): string {
  const [first = ''] = word
  return first + lower.slice(lowerCase(first).length)
}
