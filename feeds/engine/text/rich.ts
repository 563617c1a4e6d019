/** Rich text of whatever a shop stores: the harmless tags of its HTML without attributes, balanced, within a limit. */
import { isClean, isWords, normalize, tidy, trimEdges } from './character.js'
import { decodeEntity, entityEnd } from './entity.js'
import { breaksLines, everydayTag, gap, type Markup, readMarkup } from './markup.js'
import { longestTagName, richTag } from './rich-tags.js'
import { RichTree } from './rich-tree.js'

/** NFC makes at most one code point of four; what lies beyond this many per code point cannot matter. */
const unitsPerCodePoint = 8

/** HTML of at most `limit` code points, tags included; '' where no text is left. Never throws, takes linear time. */
export function richText(raw: string, limit: number): string {
  if (raw.length <= limit && isClean.test(raw)) return raw
  const once = new Reading(raw, limit, breaksLinesOf(raw))
  const text = once.read(new RichTree(limit, true))
  if (!once.madeBrackets || !everydayTag.test(once.heard)) return text
  // HTML that was encoded before it was stored; once more, but never a third time.
  const html = new Reading(raw, limit, false).read(new RichTree(limit * unitsPerCodePoint, false))
  return new Reading(html, limit, breaksLinesOf(html)).read(new RichTree(limit, true))
}

/** Whether the line breaks of the source are those of the text: where no tag makes any. */
const breaksLinesOf = (raw: string): boolean => !breaksLines.test(raw)

const markup = /[<&]/g
const slash = 0x2f

/** One pass over one text. */
class Reading {
  /** Whether an entity stood for `<`. */
  madeBrackets = false
  /** The texts between the tags, as far as they were read. */
  heard = ''
  private text = ''
  private readonly raw: string
  private readonly enough: number
  private readonly breaks: boolean

  constructor(raw: string, limit: number, breaks: boolean) {
    this.raw = raw
    this.enough = limit * unitsPerCodePoint
    this.breaks = breaks
  }

  read(tree: RichTree): string {
    const { raw } = this
    const found: Markup = { end: 0, gap: gap.none, closesItem: false }
    let at = 0
    while (at < raw.length && !tree.isFull && this.text.length <= this.enough) {
      const code = raw.charCodeAt(at)
      if (code === 0x3c) at = this.readTag(at, found, tree)
      else if (code === 0x26) at = this.readEntity(at)
      else at = this.readText(at)
    }
    this.flush(tree)
    return tree.finish()
  }

  private readTag(at: number, found: Markup, tree: RichTree): number {
    const { raw } = this
    if (!readMarkup(raw, at, found)) {
      this.text += '<'
      return at + 1
    }
    const closing = raw.charCodeAt(at + 1) === slash
    const name = nameAt(raw, closing ? at + 2 : at + 1)
    const tag = richTag(name)
    if (tag === undefined && found.gap === gap.none) return found.end
    this.flush(tree)
    if (name === 'br') tree.addBreak()
    else if (tag === undefined) tree.endLine()
    else if (closing) tree.end(tag)
    else if (raw.charCodeAt(found.end - 2) !== slash) tree.begin(tag)
    // `<b/>` is nothing to a reader, though to a browser it is `<b>`.
    else if (!tag.isInline) tree.endLine()
    return found.end
  }

  private readEntity(at: number): number {
    const end = entityEnd(this.raw, at)
    const decoded = end === 0 ? undefined : decodeEntity(this.raw, at, end)
    this.text += decoded ?? '&'
    if (decoded === '<') this.madeBrackets = true
    return decoded === undefined ? at + 1 : end
  }

  private readText(at: number): number {
    markup.lastIndex = at
    const end = markup.test(this.raw) ? markup.lastIndex - 1 : this.raw.length
    this.text += this.raw.slice(at, end)
    return end
  }

  /** Hands the text on that stands before a tag. */
  private flush(tree: RichTree): void {
    const { text } = this
    if (text === '') return
    this.text = ''
    if (this.madeBrackets) this.heard += text
    const words = text.trim()
    if (words === '' && !this.breaks) tree.addBlank()
    else if (isWords.test(words) && (words === text || !this.breaks)) {
      if (!text.startsWith(words)) tree.addBlank()
      tree.addText(words)
      if (!text.endsWith(words)) tree.addBlank()
    } else this.addOdd(text, tree)
  }

  private addOdd(text: string, tree: RichTree): void {
    const lines = normalize(tidy(text, this.breaks)).split('\n')
    for (const [index, line] of lines.entries()) {
      if (index > 0) tree.addBreak()
      if (line.startsWith(' ')) tree.addBlank()
      const bare = trimEdges(line.replace(leading, ''))
      if (bare !== '') tree.addText(bare)
      if (line.endsWith(' ')) tree.addBlank()
    }
  }
}

/** A mark behind the `>` of a tag would be composed with it: `≯`. */
const leading = /^[\p{M}\s\u200c-\u200f]+/u

/** The name of the tag whose name begins there, in small letters; '' for one that is longer than any of ours. */
function nameAt(raw: string, from: number): string {
  let to = from
  for (
    let code = raw.charCodeAt(to);
    code > 0x20 && code !== 0x3e && code !== slash;
    code = raw.charCodeAt(++to)
  )
    if (to - from === longestTagName) return ''
  return raw.slice(from, to).toLowerCase()
}
