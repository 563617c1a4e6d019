/** Cuts a text to a number of code points, at a word where one ends near enough. */

const surrogate = /[\ud800-\udfff]/
/** What cannot stand without the character before it: marks, variation selectors, joiners, skin tones. */
const continues = /^[\p{M}\p{Emoji_Modifier}\u200d]/u
const zeroWidthJoiner = 0x200d

/** Whether a text has at most `limit` code points, as the platforms count them. */
export function fits(text: string, limit: number): boolean {
  return text.length <= limit || indexAfter(text, limit) >= text.length
}

const pair = /[\ud800-\udbff][\udc00-\udfff]/g

/** How many code points a text has. */
export const lengthOf = (text: string): number =>
  surrogate.test(text) ? text.length - (text.match(pair)?.length ?? 0) : text.length

/** The text if it has at most `limit` code points, else its beginning: whole words, or whole characters of a long one. */
export function cutAtWord(text: string, limit: number): string {
  if (text.length <= limit) return text
  let end = indexAfter(text, limit)
  if (end >= text.length) return text
  if (!isBlank(text.charCodeAt(end))) {
    const word = Math.max(text.lastIndexOf(' ', end - 1), text.lastIndexOf('\n', end - 1))
    // Scripts without blanks, and very long words, are cut where the limit is.
    end = word >= end / 2 ? word : wholeCharacters(text, end)
  }
  const kept = text.slice(0, end).trimEnd()
  return kept.endsWith('\n-') ? kept.slice(0, -2) : kept
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x0a

/** The code unit behind the first `count` code points. */
function indexAfter(text: string, count: number): number {
  if (!surrogate.test(text)) return count
  let index = 0
  for (let n = 0; n < count && index < text.length; n++) index += isPair(text, index) ? 2 : 1
  return index
}

function isPair(text: string, index: number): boolean {
  const high = text.charCodeAt(index)
  const low = text.charCodeAt(index + 1)
  return high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff
}

/** Steps back from the middle of a composed character (a family emoji, a letter with marks), 32 code points at most. */
function wholeCharacters(text: string, end: number): number {
  let at = end
  for (let steps = 0; steps < 32 && at > 0; steps++) {
    const joined = text.charCodeAt(at - 1) === zeroWidthJoiner
    if (!joined && !continues.test(text.slice(at, at + 2))) return at
    at -= at > 1 && isPair(text, at - 2) ? 2 : 1
  }
  return end
}
