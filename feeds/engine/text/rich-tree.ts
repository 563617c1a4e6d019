/** Writes rich text within a limit: tags come in any order, and what stands there at any time can be closed properly. */
import { escapeText } from '../xml.js'
import { cutAtWord, lengthOf } from './cut.js'
import { namedTag, type RichTag } from './rich-tags.js'

/** What separates two texts of one paragraph; the strongest of several wins. */
const gaps = ['', ' ', '<br>', '<br><br>'] as const
const blank = 1
const line = 2
const twoLines = 3

/** Tags that stand deeper are left out, their texts kept; shops come to eight. */
const mostDepth = 32

/** A tag is written with the first text in it, so that empty ones leave no trace. */
export class RichTree {
  /** Whether the limit has been met; nothing more is taken. */
  isFull = false
  private text = ''
  /** Code points that may still be written, those of the end tags that are due taken off. */
  private room: number
  private readonly escapes: boolean
  private readonly open: RichTag[] = []
  /** How many of the open tags are written, from the outermost. */
  private written = 0
  private gap = 0
  /** Whether a gap would stand at the beginning of its line. */
  private isAtLineStart = true

  /** `limit` in code points of markup; `escapes` false leaves texts as they are, to be read once more. */
  constructor(limit: number, escapes: boolean) {
    this.room = limit
    this.escapes = escapes
  }

  begin(tag: RichTag): void {
    if (!tag.isInline) this.part(line)
    if (tag.parents.length > 0) {
      if (!this.makePlaceFor(tag)) return
    } else {
      if (!tag.isInline) this.endParagraph()
      this.fillHolder()
    }
    this.push(tag)
  }

  end(tag: RichTag): void {
    if (!tag.isInline) this.part(line)
    const isOfTable = tag.parents.includes('tr') || tag.holds === 'tr' || tag.holds === 'td'
    for (let i = this.open.length - 1; i >= 0; i--) {
      if (this.open[i] === tag) {
        this.closeTo(i)
        return
      }
      // What ends in a cell began in it, but for parts of the table itself.
      if (this.open[i]?.keepsPlace && !isOfTable) return
    }
  }

  addBlank(): void {
    this.part(blank)
  }

  /** A line ends, as at a tag that rich text does not have. */
  endLine(): void {
    this.part(line)
  }

  /** `<br>`; of several only two are told, and none at either end of a paragraph. */
  addBreak(): void {
    this.gap = this.gap >= line ? twoLines : line
  }

  /** A text in NFC that is not empty, begins with a letter of its own and neither begins nor ends with a blank. */
  addText(text: string): void {
    if (this.isFull) return
    this.fillHolder()
    this.write(text)
  }

  /** All that was written, with every tag closed. */
  finish(): string {
    this.closeTo(0)
    return this.text
  }

  private part(by: number): void {
    if (by > this.gap) this.gap = by
  }

  private push(tag: RichTag): void {
    if (this.open.length < mostDepth) this.open.push(tag)
  }

  /** Closes down to a tag that may hold this one, opening one if need be; false where it has no place. */
  private makePlaceFor(tag: RichTag): boolean {
    for (let i = this.open.length - 1; i >= 0; i--) {
      const name = this.open[i]?.name ?? ''
      if (tag.parents.includes(name)) {
        this.closeTo(i + 1)
        return true
      }
      if (tag.bounds.includes(name)) break
    }
    if (tag.within === undefined) return false
    const before = this.open.length
    this.begin(namedTag(tag.within))
    return this.open.length > before || tag.parents.includes(this.open.at(-1)?.name ?? '')
  }

  private endParagraph(): void {
    for (let i = this.open.length - 1; i >= 0; i--) {
      const tag = this.open[i]
      if (tag?.isParagraph) this.closeTo(i)
      if (tag?.isParagraph || tag?.holds !== undefined || tag?.parents.length) return
    }
  }

  /** Opens an item where a list or table would hold a text itself; beyond `mostDepth`, for no text may be lost. */
  private fillHolder(): void {
    for (let top = this.open.at(-1); top?.holds !== undefined; top = this.open.at(-1))
      this.open.push(namedTag(top.holds))
  }

  private closeTo(depth: number): void {
    while (this.open.length > depth) {
      if (this.open.length > this.written && this.open.at(-1)?.keepsPlace && !this.isFull) this.write('')
      const tag = this.open.pop()
      if (tag === undefined || this.open.length >= this.written) continue
      this.written--
      this.text += tag.close
      if (!tag.isInline) this.isAtLineStart = true
    }
  }

  /** Writes what is due before a text, and as much of the text as there is room for. */
  private write(text: string): void {
    let tags = ''
    let around = 0
    let beginsLine = this.isAtLineStart
    for (let at = this.written; at < this.open.length; at++) {
      const tag = this.open[at] as RichTag
      tags += tag.open
      around += tag.open.length + tag.close.length
      beginsLine ||= !tag.isInline
    }
    const gap = beginsLine ? '' : (gaps[this.gap] ?? '')
    around += gap.length
    const kept = around > this.room ? undefined : this.cut(text, this.room - around)
    if (kept === undefined || (kept === '' && text !== '')) {
      this.isFull = true
      return
    }
    const piece = this.escapes ? escapeText(kept) : kept
    this.text += gap + tags + piece
    this.room -= around + lengthOf(piece)
    this.written = this.open.length
    this.gap = 0
    this.isAtLineStart = text === ''
    if (kept.length < text.length) this.isFull = true
  }

  /** The text, or its beginning up to a word; '' where not even a word has room, unless there is nothing before it. */
  private cut(text: string, room: number): string {
    if (!this.escapes || text.length * longestEscape <= room) return text
    const { length, count } = escapedWithin(text, room)
    if (length === text.length) return text
    const isWhole = text.lastIndexOf(' ', length) > 0
    return count > 0 && (isWhole || this.text === '') ? cutAtWord(text, count) : ''
  }
}

const escapedLengths: ReadonlyMap<number, number> = new Map([
  [0x26, '&amp;'.length],
  [0x3c, '&lt;'.length],
  [0x3e, '&gt;'.length],
])
const longestEscape = 5

/** How far a text goes whose escaped form has `room` code points, in code units and in code points of the text. */
function escapedWithin(text: string, room: number): { readonly length: number; readonly count: number } {
  let used = 0
  let count = 0
  let length = 0
  for (const letter of text) {
    used += escapedLengths.get(letter.charCodeAt(0)) ?? 1
    if (used > room) break
    count++
    length += letter.length
  }
  return { length, count }
}
