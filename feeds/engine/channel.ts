/** A channel: a platform's feed format as a table of fields, and how one channel is derived from another. */
import type { Product } from '../catalog/product.js'
import type { FieldView } from './item-view.js'
import type { Refusal } from './omission.js'

/**
 * What a field makes of a product: its text or texts, or nothing; or the reason why there can be no item at all.
 * Texts may hold anything; `kind` says how they are cleaned.
 */
export type Reading = string | readonly string[] | Refusal | undefined

/**
 * How a field's text is cleaned, before it is escaped:
 * - `line`  one line of plain text: HTML and entities resolved, white space folded, cut at a word
 * - `block` plain text that keeps its line breaks and lists
 * - `url`   made absolute against the shop's address, percent-encoded ASCII; http and https only
 * - `exact` taken as it is; too long is left out, never cut: ids, prices, dates, words of an enumeration
 */
export type FieldKind = 'line' | 'block' | 'url' | 'exact'

export interface Field {
  /** The element, with its namespace prefix. */
  readonly name: `g:${string}`
  readonly kind: FieldKind
  /** Code points one text may have. */
  readonly limit?: number
  /** Texts there may be; 1 unless repeated. */
  readonly most: number
  /** Code points all texts of a repeated field may have together; those beyond are left out. */
  readonly mostTogether?: number
  /** A product without it is left out. */
  readonly required: boolean
  read(product: Product, view: FieldView): Reading
}

export interface Channel {
  /** As in the address and in the database: `google-merchant`. */
  readonly name: string
  readonly title: string
  /** The platform's own specification. */
  readonly spec: string
  readonly fields: readonly Field[]
}

type Rest = Omit<Field, 'name' | 'required' | 'most'>

export const required = (name: Field['name'], rest: Rest): Field => ({
  ...rest,
  name,
  most: 1,
  required: true,
})

export const optional = (name: Field['name'], rest: Rest): Field => ({
  ...rest,
  name,
  most: 1,
  required: false,
})

export const repeated = (name: Field['name'], most: number, rest: Rest): Field => ({
  ...rest,
  name,
  most,
  required: false,
})

/** Declares a channel; two fields of one name are a mistake of the table and throw at once. */
export function defineChannel(channel: Channel): Channel {
  const seen = new Set<string>()
  for (const { name } of channel.fields) {
    if (seen.has(name)) throw new TypeError(`Channel ${channel.name} declares ${name} twice`)
    seen.add(name)
  }
  return channel
}

export interface Extension extends Omit<Channel, 'fields'> {
  /** Fields that differ from the base (by name, in its place) or come on top. */
  readonly fields?: readonly Field[]
  /** Fields of the base that this channel does not have. */
  readonly without?: readonly Field['name'][]
}

/** Derives a channel: everything of `base`, but for what `extension` says. */
export function extendChannel(base: Channel, { fields = [], without = [], ...own }: Extension): Channel {
  const changed = new Map(fields.map((field) => [field.name, field]))
  const kept = base.fields
    .filter(({ name }) => !without.includes(name))
    .map((field) => changed.get(field.name) ?? field)
  const added = fields.filter(({ name }) => !kept.some((field) => field.name === name))
  return defineChannel({ ...own, fields: [...kept, ...added] })
}
