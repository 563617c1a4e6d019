/** An item writer with the product's tables, rules and cleaning that makes each item as an xmlbuilder2 document. */
import { create } from 'xmlbuilder2'
import { createClean } from '../../dist/feeds/engine/cleaner.js'
import { contentId, groupContentId } from '../../dist/feeds/engine/content-id.js'
import { Remark } from '../../dist/feeds/engine/finding.js'
import * as product from '../../dist/feeds/engine/item-writer.js'
import { emptyReason } from '../../dist/feeds/engine/reasons.js'
import { createAddressReader } from '../../dist/feeds/engine/url.js'
import { builderText } from '../../dist/feeds/engine/xml.js'

const groupField = 'g:item_group_id'

/** In the place of the product's; the same feed comes out, byte for byte. */
export function createItemWriter(channel, view, texts) {
  // Head, tail and the view as fields get it: made once, and none of the comparison's business.
  const own = product.createItemWriter(channel, view, texts)
  const address = createAddressReader(view.shopAddress)
  const isOfGroup = ({ name }) => name === groupField
  const { fields: declared } = channel
  // As the product writes them: the group's id behind all that tells its variants apart.
  const ordered = [...declared.filter((field) => !isOfGroup(field)), ...declared.filter(isOfGroup)]
  const fields = ordered.map((field) => ({
    ...field,
    clean: field.kind === 'parts' ? undefined : createClean(field, address),
    parts: field.parts?.map((part) => ({
      ...part,
      clean: createClean({ ...part, required: false }, address),
    })),
  }))
  return {
    head: own.head,
    tail: own.tail,
    groupIdOf: (groupId) => own.groupIdOf(groupId),
    write: (each, tell, family) => new Item(each, own.view, tell, family).xml(fields),
  }
}

class Item {
  count = 0
  isLeftOut = false
  field = ''

  constructor(product, view, tell, family) {
    this.product = product
    this.view = view
    this.tell = tell
    this.family = family
  }

  add(effect, reason, detail) {
    this.count++
    if (effect === 'leftOut') this.isLeftOut = true
    this.tell({ productId: this.product.id, effect, reason, field: this.field, detail })
  }

  xml(fields) {
    const { product, view, family } = this
    const item = create({ invalidCharReplacement: '' }).ele('item')
    let marks = ''
    for (const field of fields) {
      this.field = field.name
      const told = this.toldBy(field)
      if (this.isLeftOut) return undefined
      if (told.length === 0 && field.required) return this.leaveOut(emptyReason(field.name))
      if (family && product.groupId !== undefined) {
        if (field.tellsVariantsApart) marks += JSON.stringify(told)
        if (field.name === groupField && told.length > 0 && !this.isToldApart(marks)) continue
      }
      for (const each of told) put(item.ele(field.name), field, each)
    }
    this.field = 'g:id'
    const refusal = family?.claim(contentId(product, view.idPrefix))
    if (refusal !== undefined) return this.leaveOut(refusal)
    return `${item.end({ prettyPrint: true, headless: true, offset: 2 })}\n`
  }

  /** Clean texts, or records of them. */
  toldBy(field) {
    const reading = field.read(this.product, this.view)
    if (reading === undefined || reading === null) return []
    const told = []
    for (const entry of Array.isArray(reading) ? reading : [reading]) {
      if (entry === undefined || entry === null) continue
      const each = entry instanceof Remark ? this.remarked(field, entry) : this.cleaned(field, entry)
      if (each === undefined) continue
      if (told.length === field.most) {
        this.add('dropped', 'TOO_MANY_VALUES')
        break
      }
      told.push(each)
    }
    return told
  }

  remarked(field, { effect, reason, text, detail }) {
    this.add(effect, reason, detail)
    return text === undefined ? undefined : this.cleaned(field, text)
  }

  cleaned(field, entry) {
    if (field.parts === undefined) return field.clean(entry, this) || undefined
    const record = {}
    for (const { name, clean, required } of field.parts) {
      const raw = entry[name]
      const text = raw === undefined || raw === null ? '' : clean(raw, this)
      if (text !== '') record[name] = text
      else if (required) {
        this.add('dropped', 'PROPERTY_VALUE_MISSING', name)
        return undefined
      }
    }
    return record
  }

  isToldApart(marks) {
    const group = groupContentId(this.product, this.view.idPrefix)
    return marks === '' || this.family.standsOut(group, marks)
  }

  leaveOut(reason) {
    this.add('leftOut', reason)
    return undefined
  }
}

function put(element, { parts }, told) {
  if (parts === undefined) element.txt(builderText(told))
  else for (const [name, text] of Object.entries(told)) element.ele(name).txt(builderText(text))
}
