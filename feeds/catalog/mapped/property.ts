/** The properties a mapping can fill, and as what each is read: tables that reading, checking and messages share. */
import { attributes, type Parts } from '../attributes.js'
import type { ListProperty, Property } from './mapping.js'

/**
 * As what one value is read. `end` is an instant that a day without a time reaches to the end of;
 * `price` an amount or, with `%`, a change of another price.
 */
export type ValueKind =
  | 'text'
  | 'flag'
  | 'whole'
  | 'instant'
  | 'end'
  | 'amount'
  | 'price'
  | 'measure'
  | 'availability'
  | 'condition'
  | 'currency'

type OwnProperty = Exclude<Property, keyof typeof attributes>

const own: Readonly<Record<OwnProperty, ValueKind>> = {
  currency: 'currency',
  id: 'text',
  groupId: 'text',
  title: 'text',
  description: 'text',
  link: 'text',
  imageLink: 'text',
  availability: 'availability',
  condition: 'condition',
  price: 'amount',
  customPrice: 'price',
  salePrice: 'amount',
  saleStartsAt: 'instant',
  saleEndsAt: 'end',
  brand: 'text',
  gtin: 'text',
  mpn: 'text',
  sold: 'whole',
}

type ListKind = 'texts' | Parts

const values = new Map<string, ValueKind>(Object.entries(own))
const lists = new Map<string, ListKind>([
  ['additionalImageLinks', 'texts'],
  ['furtherGtins', 'texts'],
])
for (const [name, attribute] of Object.entries(attributes)) {
  if (attribute.kind === 'records') lists.set(name, attribute.parts)
  else if (attribute.kind === 'texts') lists.set(name, 'texts')
  else values.set(name, attribute.kind)
}

/** As what each property of one value is read. */
export const valueKinds = values as ReadonlyMap<Property, ValueKind>

/** Of each list: that it holds texts, or the parts of its records. */
export const listKinds = lists as ReadonlyMap<ListProperty, ListKind>

/** Lists of up to five in which an empty text keeps its place. */
export const keepsEmptyPlaces: ReadonlySet<string> = new Set(['customLabels', 'customNumbers'])

/** What the options of variants can be. */
export const optionProperties = ['color', 'size', 'material', 'pattern', 'gender', 'ageGroup'] as const
