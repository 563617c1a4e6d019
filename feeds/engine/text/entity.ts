/** HTML entities: finds and decodes the one at a given place of a text. */
import { decodeHTMLStrict, replaceCodePoint } from 'entities/decode'

/** The longest name of the HTML standard, `CounterClockwiseContourIntegral`, has 31 letters. */
const longestName = 31
const ampersand = 0x26
const semicolon = 0x3b

/** Three quarters of what shops write; the library's trie costs ten times as much. */
const usual: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
  ['ndash', '–'],
  ['rsquo', '’'],
])

/** Where the entity that begins at `at` ends (behind its semicolon); 0 where none begins there. */
export function entityEnd(text: string, at: number): number {
  const last = Math.min(text.length - 1, at + longestName + 1)
  for (let i = at + 1; i <= last; i++) {
    const code = text.charCodeAt(i)
    if (code === semicolon) return i > at + 1 ? i + 1 : 0
    const lower = code | 0x20
    const named = (lower >= 0x61 && lower <= 0x7a) || (code >= 0x30 && code <= 0x39)
    if (!named && !(code === 0x23 && i === at + 1)) return 0
  }
  return 0
}

/** What the entity in `text[at, end)` stands for; '' for a number no character has; undefined for an unknown name. */
export function decodeEntity(text: string, at: number, end: number): string | undefined {
  const name = text.slice(at + 1, end - 1)
  const known = usual.get(name)
  if (known !== undefined) return known
  if (name.charCodeAt(0) === 0x23) return decodeNumber(name)
  const decoded = decodeHTMLStrict(text.slice(at, end))
  return decoded.charCodeAt(0) === ampersand ? undefined : decoded
}

const numeric = /^#(?:[xX]([\da-fA-F]{1,8})|(\d{1,10}))$/

function decodeNumber(name: string): string | undefined {
  const match = numeric.exec(name)
  if (match === null) return undefined
  const code = match[1] === undefined ? Number(match[2]) : Number.parseInt(match[1], 16)
  // The library answers U+FFFD for what is no character; a feed is better off without.
  const replaced = replaceCodePoint(code)
  return replaced === 0xfffd ? '' : String.fromCodePoint(replaced)
}
