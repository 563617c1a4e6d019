/** Plain text of whatever a shop stores: HTML, entities, odd characters; one line of it, or a block of lines. */
import { cleanRun, isCleanLine, isLines, isWords, normalize, tidy, trimEdges } from './character.js'
import { cutAtWord } from './cut.js'
import { decodeEntity, entityEnd } from './entity.js'
import { breaksLines, everydayTag, type Gap, gap, type Markup, readMarkup } from './markup.js'

/** One line of at most `limit` code points; '' where nothing is left. Never throws, takes linear time. */
export function plainLine(raw: string, limit: number): string {
  return cutAtWord(wholeLine(raw, limit), limit)
}

/** Lines of at most `limit` code points in all, list items behind `- `; else as `plainLine`. */
export function plainBlock(raw: string, limit: number): string {
  return cutAtWord(wholeBlock(raw, limit), limit)
}

/** As `plainLine` before the cut: what is longer than `limit` has more than that, but not all there is. */
export function wholeLine(raw: string, limit: number): string {
  return isCleanLine.test(raw) ? raw : plain(raw, limit, false)
}

/** As `plainBlock` before the cut. */
export function wholeBlock(raw: string, limit: number): string {
  return isCleanLine.test(raw) ? raw : plain(raw, limit, true)
}

function plain(raw: string, limit: number, block: boolean): string {
  const once = new Reading(raw, block)
  const text = once.read(limit)
  if (!once.madeBrackets || !everydayTag.test(text)) return text
  // HTML that was encoded before it was stored; once more, but never a third time.
  return new Reading(text, block).read(limit)
}

/** NFC makes at most one code point of four; what lies beyond this many per code point cannot matter. */
const unitsPerCodePoint = 8

// Finds the nearer of both: a search for each would cross the text again for every odd character.
const markup = /[<&]/g

/** One pass over one text. */
class Reading {
  madeBrackets = false
  private text = ''
  private gap: Gap = gap.none
  private readonly raw: string
  private readonly block: boolean
  /** Whether the line breaks of the source are kept. */
  private readonly breaks: boolean
  private odd = false

  constructor(raw: string, block: boolean) {
    this.raw = raw
    this.block = block
    this.breaks = block && !breaksLines.test(raw)
  }

  read(limit: number): string {
    const { raw } = this
    const enough = limit * unitsPerCodePoint
    const found: Markup = { end: 0, gap: gap.none, closesItem: false }
    let at = 0
    while (at < raw.length && this.text.length <= enough) {
      const code = raw.charCodeAt(at)
      if (code === 0x3c) at = this.addMarkup(at, found)
      else if (code === 0x26) at = this.addEntity(at)
      else if (isBlank(code)) at = this.addBlank(at, code)
      else at = this.addText(at)
    }
    return this.odd ? trimEdges(normalize(this.text)) : this.text
  }

  private addMarkup(at: number, found: Markup): number {
    if (!readMarkup(this.raw, at, found)) {
      this.put('<')
      return at + 1
    }
    if (found.closesItem && this.gap === gap.item) this.gap = gap.line
    if (found.gap !== gap.none) this.part(this.block ? found.gap : gap.blank)
    return found.end
  }

  private addEntity(at: number): number {
    const end = entityEnd(this.raw, at)
    const decoded = end === 0 ? undefined : decodeEntity(this.raw, at, end)
    if (decoded === undefined) {
      this.put('&')
      return at + 1
    }
    if (decoded === '<') this.madeBrackets = true
    if (decoded === '\u00a0') this.part(gap.blank)
    else if (isWords.test(decoded)) this.put(decoded)
    else this.putOdd(decoded)
    return end
  }

  private addBlank(at: number, code: number): number {
    this.part(this.breaks && code !== 0x20 && code !== 0x09 ? gap.line : gap.blank)
    return at + 1
  }

  /** Adds what can be taken as it is; where nothing can, all up to the next markup. */
  private addText(at: number): number {
    const { raw } = this
    cleanRun.lastIndex = at
    if (cleanRun.test(raw)) {
      const end = cleanRun.lastIndex
      this.put(raw.slice(at, end))
      return end
    }
    markup.lastIndex = at
    const end = markup.test(raw) ? markup.lastIndex - 1 : raw.length
    this.putOdd(raw.slice(at, end))
    return end
  }

  private putOdd(piece: string): void {
    const tidied = tidy(piece, this.breaks)
    const trimmed = tidied.trim()
    if (!(this.breaks ? isLines : isWords).test(trimmed)) this.odd = true
    if (tidied !== '' && isBlank(tidied.charCodeAt(0))) this.part(tidied[0] === '\n' ? gap.line : gap.blank)
    if (trimmed === '') return
    this.put(trimmed)
    if (isBlank(tidied.charCodeAt(tidied.length - 1))) this.part(tidied.endsWith('\n') ? gap.line : gap.blank)
  }

  /** Adds a piece that is not empty and neither begins nor ends with a blank. */
  private put(piece: string): void {
    if (this.gap !== gap.none) {
      if (this.gap === gap.item) this.text += this.text === '' ? '- ' : '\n- '
      else if (this.text !== '') this.text += this.gap === gap.line ? '\n' : ' '
      this.gap = gap.none
    }
    this.text += piece
  }

  private part(by: Gap): void {
    if (by > this.gap) this.gap = by
  }
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
