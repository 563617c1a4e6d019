/** Writes the items of one feed: a channel compiled for one build, then one product after another. */
import type { Product } from '../catalog/product.js'
import type { Channel } from './channel.js'
import type { Notes } from './cleaner.js'
import { groupContentId, idText } from './content-id.js'
import { createZone } from './dates.js'
import type { Family } from './family.js'
import type { Effect, Tell } from './finding.js'
import type { FieldView, ItemView } from './item-view.js'
import { emptyReason, type Reason } from './reasons.js'
import { createSlot, type Slot } from './slot.js'
import { createTaxes } from './tax.js'
import { createAddressReader } from './url.js'
import { createEnvelope, createItemElement, type EnvelopeTexts } from './xml.js'

/** Everything of a feed but the order of its products: `head`, what `write` returns for each of them, `tail`. */
export interface ItemWriter {
  readonly head: string
  readonly tail: string
  /** What the feed calls a group of variants. */
  groupIdOf(groupId: string): string
  /**
   * One `<item>` with its line end; undefined where there is none, and then a finding says why.
   * A channel's mistake is a finding too, never an exception. Without a `family` ids are not compared.
   */
  write(product: Product, tell: Tell, family?: Family): string | undefined
}

/** Compiles a channel for one build; throws for a field that is no XML name and for an unknown time zone. */
export function createItemWriter(channel: Channel, view: ItemView, texts: EnvelopeTexts): ItemWriter {
  return new Writer(channel, view, texts)
}

const idField = 'g:id'
const groupField = 'g:item_group_id'

class Writer implements ItemWriter, Notes {
  readonly head: string
  readonly tail: string
  product!: Product
  count = 0
  private readonly item = createItemElement()
  private readonly slots: readonly Slot[]
  private readonly idSlot: Slot | undefined
  private readonly groupSlot: Slot | undefined
  private readonly view: FieldView
  private field = ''
  private isLeftOut = false
  private tell!: Tell

  constructor(channel: Channel, view: ItemView, texts: EnvelopeTexts) {
    const { head, tail } = createEnvelope(texts)
    this.head = head
    this.tail = tail
    const address = createAddressReader(view.shopAddress)
    const slots = channel.fields.map((field) => createSlot(field, address))
    this.idSlot = slots.find(({ field }) => field.name === idField)
    this.groupSlot = slots.find(({ field }) => field.name === groupField)
    this.slots = slots.filter((slot) => slot !== this.groupSlot)
    this.view = {
      ...view,
      convert: (money) => view.convert(money),
      zone: createZone(view.timeZone),
      addTax: createTaxes(view.country),
    }
  }

  groupIdOf(groupId: string): string {
    return groupContentId({ groupId }, this.view.idPrefix)
  }

  add(effect: Effect, reason: Reason, detail?: string): void {
    this.count++
    if (effect === 'leftOut') {
      // A product is left out once, whatever else would leave it out as well.
      if (this.isLeftOut) return
      this.isLeftOut = true
    }
    const about = { productId: idText(this.product.id), effect, reason, field: this.field }
    this.tell(detail === undefined ? about : { ...about, detail })
  }

  write(product: Product, tell: Tell, family?: Family): string | undefined {
    this.product = product
    this.tell = tell
    this.isLeftOut = false
    try {
      this.field = 'flaws'
      if (product.flaws) this.tellFlaws(product.flaws)
      let xml = this.item.open
      const isVariant = product.groupId !== undefined
      let marks = ''
      for (const slot of this.slots) {
        const lines = this.linesOf(slot)
        if (this.isLeftOut) return undefined
        if (isVariant && slot.field.tellsVariantsApart) marks += lines
        xml += lines
      }
      this.field = idField
      const refusal = this.idSlot && family?.claim(this.idSlot.latestText)
      if (refusal !== undefined) return this.leaveOut(refusal)
      // Last, because only an item that stands takes part in its group.
      if (this.groupSlot !== undefined) {
        const lines = this.linesOf(this.groupSlot)
        if (this.isLeftOut) return undefined
        if (lines !== '' && (family === undefined || this.isToldApart(marks, family))) xml += lines
      }
      return xml + this.item.close
    } catch (error) {
      // A field is a shop's own code as well; its mistake costs one item, and is counted by the field's name.
      return this.leaveOut('GENERIC_INVALID_FIELD', error instanceof Error ? error.message : String(error))
    }
  }

  private linesOf(slot: Slot): string {
    const { name, required } = slot.field
    this.field = name
    const lines = slot.write(this.product, this.view, this)
    if (lines === '' && required) this.leaveOut(emptyReason(name))
    return lines
  }

  private leaveOut(reason: Reason, detail?: string): undefined {
    this.add('leftOut', reason, detail)
    return undefined
  }

  private tellFlaws(flaws: NonNullable<Product['flaws']>): void {
    for (const { property, problem } of flaws) {
      this.field = String(property)
      this.add('dropped', 'PROPERTY_VALUE_FORMAT', String(problem))
    }
  }

  /** Whether the group's id may stand in the item: a group of one, and a twin of another variant, do better without. */
  private isToldApart(marks: string, family: Family): boolean {
    const group = this.groupSlot?.latestText ?? ''
    if (group === this.idSlot?.latestText && !family.isGroup(group)) {
      this.add('dropped', 'RETAILER_ID_USED_BY_GROUP', 'no other product is of this group')
      return false
    }
    if (marks === '') {
      this.add('advised', 'VARIANT_ATTRIBUTE_ISSUE')
      return true
    }
    if (family.standsOut(group, marks)) return true
    this.add('dropped', 'VARIANT_ATTRIBUTE_ISSUE')
    return false
  }
}
