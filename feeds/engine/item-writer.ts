/** Writes the items of one feed: a channel compiled for one build, then one product after another. */
import type { Product } from '../catalog/product.js'
import type { Channel, Field, FieldKind, Reading } from './channel.js'
import { createZone } from './dates.js'
import type { FieldView, ItemView } from './item-view.js'
import { emptyReason, type Omission, type OmissionReason } from './omission.js'
import { isClean } from './text/character.js'
import { fits } from './text/cut.js'
import { plainBlock, plainLine } from './text/plain.js'
import { type AddressReader, createAddressReader } from './url.js'
import {
  createElement,
  createEnvelope,
  createItemElement,
  type Element,
  type EnvelopeTexts,
  escapeText,
  legalText,
} from './xml.js'

/** Everything of a feed but the order of its products: `head`, what `write` returns for each of them, `tail`. */
export interface ItemWriter {
  readonly head: string
  readonly tail: string
  /** One `<item>` with its line end, or why there is none; a channel's mistake is an omission too, never an exception. */
  write(product: Product): string | Omission
}

/** Compiles a channel for one build; throws for a field that is no XML name and for an unknown time zone. */
export function createItemWriter(channel: Channel, view: ItemView, texts: EnvelopeTexts): ItemWriter {
  return new Writer(channel, view, texts)
}

/** A field with all that is known of it before the first product. */
interface Slot extends Element {
  readonly field: Field
  readonly kind: FieldKind
  readonly limit: number
  readonly mostTogether: number
}

const noLimit = Number.MAX_SAFE_INTEGER

class Writer implements ItemWriter {
  readonly head: string
  readonly tail: string
  private readonly item = createItemElement()
  private readonly slots: readonly Slot[]
  private readonly view: FieldView
  private readonly address: AddressReader

  constructor(channel: Channel, view: ItemView, texts: EnvelopeTexts) {
    const { head, tail } = createEnvelope(texts)
    this.head = head
    this.tail = tail
    this.slots = channel.fields.map((field) => ({
      ...createElement(field.name),
      field,
      kind: field.kind,
      limit: field.limit ?? noLimit,
      mostTogether: field.mostTogether ?? noLimit,
    }))
    this.view = {
      idPrefix: view.idPrefix,
      shopAddress: view.shopAddress,
      timeZone: view.timeZone,
      builtAt: view.builtAt,
      usesCustomPrice: view.usesCustomPrice,
      convert: (money) => view.convert(money),
      zone: createZone(view.timeZone),
    }
    this.address = createAddressReader(view.shopAddress)
  }

  write(product: Product): string | Omission {
    let xml = this.item.open
    let name: string | undefined
    try {
      for (const slot of this.slots) {
        const { field } = slot
        name = field.name
        const reading = field.read(product, this.view)
        if (typeof reading === 'string') {
          const text = this.content(slot, reading)
          if (text !== '') {
            xml += slot.open + text + slot.close
            continue
          }
        } else if (isList(reading)) {
          const lines = this.repeat(slot, reading)
          if (lines !== '') {
            xml += lines
            continue
          }
        } else if (reading !== undefined) {
          return omit(product, reading.refusal ?? 'INVALID_FIELD', name)
        }
        if (field.required) return omit(product, whyEmpty(slot, reading), name)
      }
    } catch {
      // A field is a shop's own code as well; its mistake costs one item, and is counted by the field's name.
      return omit(product, 'INVALID_FIELD', name)
    }
    return xml + this.item.close
  }

  /** What stands in the element; most readings are clean already, whatever their kind, but for addresses. */
  private content(slot: Slot, reading: string): string {
    if (slot.kind !== 'url' && reading.length <= slot.limit && isClean.test(reading)) return reading
    return escapeText(this.clean(slot, reading))
  }

  private repeat(slot: Slot, readings: readonly string[]): string {
    let lines = ''
    let count = 0
    let length = 0
    for (const reading of readings) {
      if (typeof reading !== 'string') throw new TypeError(`${slot.field.name} gave what is no text`)
      const text = this.clean(slot, reading)
      if (text === '') continue
      length += text.length
      if (length > slot.mostTogether) break
      lines += slot.open + escapeText(text) + slot.close
      if (++count === slot.field.most) break
    }
    return lines
  }

  /** The text by its field's kind; '' where nothing is left that the field may hold. */
  private clean(slot: Slot, reading: string): string {
    switch (slot.kind) {
      case 'line':
        return plainLine(reading, slot.limit)
      case 'block':
        return plainBlock(reading, slot.limit)
      case 'url':
        return this.address(reading, slot.limit) ?? ''
      case 'exact': {
        const text = legalText(reading)
        return fits(text, slot.limit) ? text : ''
      }
    }
  }
}

/** `Array.isArray` does not tell TypeScript of read-only arrays. */
const isList = (reading: Reading): reading is readonly string[] => Array.isArray(reading)

function whyEmpty({ field, kind, limit }: Slot, reading: Reading): OmissionReason {
  const tooLong = kind === 'exact' && typeof reading === 'string' && !fits(legalText(reading), limit)
  if (!tooLong) return emptyReason(field.name)
  return field.name === 'g:id' ? 'ID_TOO_LONG' : 'INVALID_FIELD'
}

const omit = (product: Product, reason: OmissionReason, field: string | undefined): Omission => ({
  productId: String(product.id),
  reason,
  field,
})
