/** HTML markup: where a tag, a comment or a script ends, and what it does to the text around it. */

/** What stands between two pieces of text, from weakest to strongest; the strongest of several wins. */
export const gap = { none: 0, blank: 1, line: 2, item: 3 } as const
export type Gap = (typeof gap)[keyof typeof gap]

const lineTags =
  'address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure footer form ' +
  'h1 h2 h3 h4 h5 h6 head header hr html legend main nav ol optgroup option p pre section table tbody tfoot thead ' +
  'title tr ul'

/** Some tag that breaks lines: where one stands, the line breaks of the source mean nothing. */
export const breaksLines =
  /<\/?(?:br|p|div|li|[uo]l|d[ltd]|h[1-6]|t(?:able|r|d)|section|article|blockquote)[\s/>]/i

/** A tag of everyday HTML in full, by which text that was encoded twice is told from text about `a < b`. */
export const everydayTag =
  /<\/?(?:a|b|br|div|em|font|h[1-6]|i|img|li|ol|p|small|span|strong|su[bp]|table|t[drh]|u|ul)(?:\s[^<>]*)?\/?>/i

const mix = (key: number, code: number): number => (Math.imul(key, 31) + (code | 0x20)) | 0

function keyOf(name: string): number {
  let key = 0
  for (let i = 0; i < name.length; i++) key = mix(key, name.charCodeAt(i))
  return key
}

// By hash, because cutting the name out of the text for a look-up costs more than all the rest of a tag.
const effects = new Map<number, Gap>(lineTags.split(' ').map((name) => [keyOf(name), gap.line]))
for (const name of ['td', 'th']) effects.set(keyOf(name), gap.blank)
const li = keyOf('li')
effects.set(li, gap.item)
const unread: ReadonlyMap<number, string> = new Map([
  [keyOf('script'), 'script'],
  [keyOf('style'), 'style'],
])

/** A place in markup: where to read on, and the gap it leaves. Made once per text and reused for each of its tags. */
export interface Markup {
  end: number
  gap: Gap
  closesItem: boolean
}

const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a

/** Reads the markup at the `<` at `at`, as a browser would; false where that `<` is text. */
export function readMarkup(text: string, at: number, found: Markup): boolean {
  found.gap = gap.none
  found.closesItem = false
  let i = at + 1
  let code = text.charCodeAt(i)
  const closing = code === 0x2f
  if (closing) code = text.charCodeAt(++i)
  if (!isLetter(code)) {
    if (!closing && code !== 0x21 && code !== 0x3f) return false
    const comment = text.startsWith('<!--', at)
    found.end = behind(text, comment ? '-->' : '>', comment ? at + 2 : i)
    return true
  }
  let key = 0
  while (i < text.length && code !== 0x3e && code !== 0x2f && code > 0x20) {
    key = mix(key, code)
    code = text.charCodeAt(++i)
  }
  found.end = code === 0x3e ? i + 1 : tagEnd(text, i)
  const effect = effects.get(key)
  if (effect !== undefined) {
    found.closesItem = closing && effect !== gap.blank
    found.gap = closing && effect === gap.item ? gap.line : effect
  } else if (!closing) {
    const name = unread.get(key)
    if (name !== undefined) found.end = contentEnd(text, name, found.end)
  }
  return true
}

function behind(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found < 0 ? text.length : found + mark.length
}

/** Behind the `>` that closes a tag whose attributes begin at `from`; a `>` in a quoted value does not. */
function tagEnd(text: string, from: number): number {
  let afterEquals = false
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x3e) return i + 1
    if (afterEquals && (code === 0x22 || code === 0x27)) {
      const closed = text.indexOf(code === 0x22 ? '"' : "'", i + 1)
      // A quote that is never closed would swallow the rest of the description.
      if (closed < 0) return behind(text, '>', i)
      i = closed
      afterEquals = false
    } else if (code > 0x20) {
      afterEquals = code === 0x3d
    }
  }
  return text.length
}

function contentEnd(text: string, name: string, from: number): number {
  const close = new RegExp(`</${name}[\\s/>]`, 'gi')
  close.lastIndex = from
  const match = close.exec(text)
  return match === null ? text.length : behind(text, '>', match.index)
}
