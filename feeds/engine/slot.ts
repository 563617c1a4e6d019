/** A slot: one field of a channel with all that is known of it before the first product. */
import type { Product } from '../catalog/product.js'
import type { Field, Part, PartTexts, Reading } from './channel.js'
import { type Clean, createClean, type Notes } from './cleaner.js'
import { Remark } from './finding.js'
import type { FieldView } from './item-view.js'
import { Memo } from './memo.js'
import { isClean } from './text/character.js'
import { lengthOf } from './text/cut.js'
import type { AddressReader } from './url.js'
import { createElement, createGroup, type Element, escapeText, type Group } from './xml.js'

export interface Slot {
  readonly field: Field
  /** The clean text that was told last. */
  readonly latestText: string
  /** The field's lines in this product's item; '' where it has none. */
  write(product: Product, view: FieldView, notes: Notes): string
}

/** Compiles a field; throws where its name is none of XML. */
export function createSlot(field: Field, address: AddressReader): Slot {
  return field.kind === 'parts' ? new PartsSlot(field, address) : new TextSlot(field, field.kind, address)
}

type Entries = Extract<Reading, readonly unknown[]>

/** `Array.isArray` does not tell TypeScript of read-only arrays. */
const isList = (reading: Reading): reading is Entries => Array.isArray(reading)

abstract class AnySlot implements Slot {
  readonly field: Field
  latestText = ''
  /** Code points of the text, or of all parts, that `one` told last. */
  protected latestLength = 0
  private readonly memo = new Memo()

  constructor(field: Field) {
    this.field = field
  }

  protected abstract one(entry: string | PartTexts, notes: Notes): string

  write(product: Product, view: FieldView, notes: Notes): string {
    const { field } = this
    if (field.of === undefined) return this.lines(field.read(product, view), notes)
    const source = field.of(product)
    if (source === undefined || source === null) return ''
    const known = this.memo.get(source)
    if (known !== undefined) return known
    const before = notes.count
    const lines = this.lines(field.read(product, view), notes)
    // What led to a finding is read anew each time, so that each product gets its own.
    if (notes.count === before) this.memo.keep(source, lines)
    return lines
  }

  private lines(reading: Reading, notes: Notes): string {
    if (typeof reading === 'string') return this.one(reading, notes)
    if (reading === undefined || reading === null) return ''
    if (isList(reading)) return this.list(reading, notes)
    if (reading instanceof Remark) return this.remarked(reading, notes)
    throw new TypeError(`${this.field.name} gave what is no text`)
  }

  private list(entries: Entries, notes: Notes): string {
    const { most, mostTogether } = this.field
    let lines = ''
    let count = 0
    let length = 0
    for (let at = 0; at < entries.length; at++) {
      const entry = entries[at]
      if (entry === undefined || entry === null) continue
      const line = entry instanceof Remark ? this.remarked(entry, notes) : this.one(entry, notes)
      if (line === '') continue
      if (mostTogether !== undefined) length += this.latestLength
      if (count === most || (mostTogether !== undefined && length > mostTogether)) {
        notes.add('dropped', 'TOO_MANY_VALUES', `${entries.length - at} beyond the first ${count}`)
        break
      }
      lines += line
      count++
    }
    return lines
  }

  private remarked({ effect, reason, text, detail }: Remark, notes: Notes): string {
    notes.add(effect, reason, detail)
    return text === undefined ? '' : this.one(text, notes)
  }
}

class TextSlot extends AnySlot {
  private readonly element: Element
  private readonly clean: Clean
  private readonly limit: number
  /** A clean text within the limit needs no look at it. */
  private readonly takesClean: boolean

  constructor(field: Field, kind: Part['kind'], address: AddressReader) {
    super(field)
    this.element = createElement(field.name)
    this.clean = createClean({ ...field, kind }, address)
    this.limit = field.limit ?? Number.MAX_SAFE_INTEGER
    const hasRules =
      field.mostTogether !== undefined ||
      field.softensCapitals ||
      field.least !== undefined ||
      field.minds !== undefined
    this.takesClean = !hasRules && kind !== 'url' && kind !== 'rich'
  }

  protected one(entry: string | PartTexts, notes: Notes): string {
    if (typeof entry !== 'string') throw new TypeError(`${this.field.name} gave what is no text`)
    const { open, close } = this.element
    if (this.takesClean && entry.length <= this.limit && isClean.test(entry)) {
      this.latestText = entry
      return open + entry + close
    }
    const text = this.clean(entry, notes)
    this.latestText = text
    if (this.field.mostTogether !== undefined) this.latestLength = lengthOf(text)
    return text === '' ? '' : open + escapeText(text) + close
  }
}

/** One part with all that is known of it. */
class InnerPart {
  readonly name: string
  readonly isRequired: boolean
  latestLength = 0
  private readonly element: Element
  private readonly clean: Clean
  private readonly limit: number
  private readonly takesClean: boolean

  constructor(part: Part, element: Element, address: AddressReader) {
    this.name = part.name
    this.isRequired = part.required ?? false
    this.element = element
    this.clean = createClean({ ...part, required: false }, address)
    this.limit = part.limit ?? Number.MAX_SAFE_INTEGER
    this.takesClean = part.kind !== 'url' && part.kind !== 'rich'
  }

  /** Its line; '' where it has none. */
  write(raw: string, notes: Notes): string {
    const { open, close } = this.element
    if (this.takesClean && raw.length <= this.limit && isClean.test(raw)) {
      this.latestLength = raw.length
      return open + raw + close
    }
    const text = this.clean(raw, notes)
    this.latestLength = lengthOf(text)
    return text === '' ? '' : open + escapeText(text) + close
  }
}

class PartsSlot extends AnySlot {
  private readonly group: Group
  private readonly inner: readonly InnerPart[]

  constructor(field: Field, address: AddressReader) {
    super(field)
    const { parts = [] } = field
    this.group = createGroup(
      field.name,
      parts.map(({ name }) => name),
    )
    this.inner = parts.map((part, at) => new InnerPart(part, this.group.parts[at] as Element, address))
  }

  protected one(entry: string | PartTexts, notes: Notes): string {
    if (typeof entry === 'string') throw new TypeError(`${this.field.name} gave a text instead of its parts`)
    let lines = ''
    let length = 0
    for (const part of this.inner) {
      const raw = entry[part.name]
      const before = notes.count
      let line = ''
      if (typeof raw === 'string') line = part.write(raw, notes)
      else if (raw instanceof Remark) {
        // Half of it could be false: delivery without its country holds everywhere.
        notes.add(raw.effect, raw.reason, raw.detail ?? part.name)
        return ''
      } else if (raw !== undefined && raw !== null) throw new TypeError(`${part.name} is no text`)
      if (line !== '') {
        lines += line
        length += part.latestLength
      } else if (part.isRequired) {
        if (notes.count === before) notes.add('dropped', 'PROPERTY_VALUE_MISSING', part.name)
        return ''
      }
    }
    this.latestLength = length
    return lines === '' ? '' : this.group.open + lines + this.group.close
  }
}
