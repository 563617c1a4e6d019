/** Which characters a feed's text may hold as they are, and what becomes of the others. */

/**
 * Characters that need no work: printable, unchanged by NFC (nor by what stands before them), neither joiner nor mark.
 * Few ranges, because past about ten the engine's test of a character takes ten times as long (measured, Node 20);
 * a character that is missing here costs time, never correctness.
 */
const beyondAscii = [
  '\\u00a1-\\u00ac\\u00ae-\\u02ff', // Latin
  '\\u0388-\\u0482\\u048a-\\u052f', // Greek, Cyrillic
  '\\u2010-\\u2027\\u2030-\\u205e\\u20a0-\\u20bf', // dashes, quotes, currencies
  '\\u3400-\\u9fff', // Han
].join('')

const run = (letters: string, between: string): string => `[${letters}]+(?:${between}[${letters}]+)*`
const words = (letters: string, between: string): RegExp => new RegExp(`^${run(letters, between)}$`)

/** One line of such characters with one blank between words, none to decode or to escape: there is nothing to do. */
export const isClean = words(`!-%'-;=?-~${beyondAscii}`, ' ')

/** The same but for `>`, which is text to HTML: clean as a line, though not yet as XML. */
export const isCleanLine = words(`!-%'-;=-~${beyondAscii}`, ' ')

/** Such words from `lastIndex` on; what stands behind them is markup, an entity, an odd character or more blanks. */
export const cleanRun = new RegExp(run(`!-%'-;=-~${beyondAscii}`, ' '), 'y')

/** The same where `<` and `&` have been seen to be text. */
export const isWords = words(`!-~${beyondAscii}`, ' ')

/** The same in several lines. */
export const isLines = words(`!-~${beyondAscii}`, '[ \\n]')

/**
 * Characters that XML 1.0 forbids, lone surrogates among them; NFC would not remove one of them.
 * The platforms stop at the first (https://www.w3.org/TR/xml/#charsets).
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject
export const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu

/** What is allowed but means nothing in a catalog: other controls, zero-width and bidi controls, byte order marks. */
const junk =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject
  /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Noncharacter_Code_Point}|\p{Surrogate}/gu

// Single blanks match nothing, or each of them would cost as much as a real find.
const blanks = / *[\t\n\v\f\r\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000][\s\x85]*| {2,}/g
const lineBreak = /[\n\r\x85\u2028\u2029]/

/** Drops junk and folds every run of white space to one blank, or to one line break where it held one and `breaks`. */
export function tidy(text: string, breaks: boolean): string {
  const kept = text.replace(junk, '')
  return breaks ? kept.replace(blanks, breakOrBlank) : kept.replace(blanks, ' ')
}

const breakOrBlank = (run: string): string => (lineBreak.test(run) ? '\n' : ' ')

/** Joiners, direction marks and variation selectors: they matter between letters and are junk at either end. */
const isEdgeJunk = (code: number): boolean =>
  code === 0x20 || code === 0x0a || (code >= 0x200c && code <= 0x200f) || code === 0xfe0f

/** Removes from both ends what has no meaning there; a loop, because `[…]+$` takes quadratic time on a hostile text. */
export function trimEdges(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && isEdgeJunk(text.charCodeAt(from))) from++
  // A variation selector (U+FE0F) belongs to the emoji before it.
  while (to > from && text.charCodeAt(to - 1) !== 0xfe0f && isEdgeJunk(text.charCodeAt(to - 1))) to--
  return from === 0 && to === text.length ? text : text.slice(from, to)
}

const markFlood = /(\p{M}{30})\p{M}+/gu

/**
 * NFC. Sorting thousands of marks on one letter takes quadratic time, so long texts keep 30 of them,
 * the bound of the Stream-Safe Text Format (https://unicode.org/reports/tr15/#Stream_Safe_Text_Format).
 */
export function normalize(text: string): string {
  return (text.length > 1_000 ? text.replace(markFlood, '$1') : text).normalize('NFC')
}
