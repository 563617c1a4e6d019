/** A channel: a platform's feed format as a table of fields, and how one channel is derived from another. */
import type { Product } from '../catalog/product.js'
import type { Remark } from './finding.js'
import type { FieldView } from './item-view.js'
import type { Reason } from './reasons.js'

/** One element of several parts: their texts by the parts' names; with a remark among them it is not told. */
export type PartTexts = Readonly<Record<string, string | Remark | undefined>>

/**
 * What a field makes of a product: its text, or nothing; a list where it is repeated or has parts;
 * a remark where it is told otherwise or not at all. Texts may hold anything; `kind` says how they are cleaned.
 */
export type Reading = string | Remark | readonly (string | Remark | PartTexts | undefined)[] | undefined

/**
 * How a text is cleaned, before it is escaped:
 * - `line`  one line of plain text: HTML and entities resolved, white space folded, cut at a word
 * - `block` plain text that keeps its line breaks and lists
 * - `rich`  HTML of a few harmless tags without attributes
 * - `url`   made absolute against the shop's address, percent-encoded ASCII; http and https only
 * - `exact` taken as it is; too long is left out, never cut: ids, prices, dates, words of an enumeration
 */
export type TextKind = 'line' | 'block' | 'rich' | 'url' | 'exact'

/** One element inside a field that has parts. */
export interface Part {
  readonly name: string
  readonly kind: TextKind
  /** Code points it may have. */
  readonly limit?: number
  /** A record without it is not told. */
  readonly required?: boolean
}

export interface Field {
  /** The element; with a namespace prefix where the platform has one for it. */
  readonly name: string
  readonly kind: TextKind | 'parts'
  /** Of a field of kind `parts`, in their order. */
  readonly parts?: readonly Part[]
  /** Code points one text may have. */
  readonly limit?: number
  /** Code points one text should have; fewer are told, with advice. */
  readonly least?: number
  /** Texts there may be; 1 unless repeated. */
  readonly most: number
  /** Code points all texts of a repeated field may have together; those beyond are left out. */
  readonly mostTogether?: number
  /** A product without it is left out. */
  readonly required: boolean
  /** A text in capitals throughout is told in small letters. */
  readonly softensCapitals?: boolean
  /** One of the fields in which the variants of a group differ. */
  readonly tellsVariantsApart?: boolean
  /** What the platform may mind in the clean text, though it takes it. */
  minds?(text: string, product: Product): Reason | undefined
  /**
   * The one object of the product that `read` looks at, if it does not look at more: catalogs give equal values as
   * the same object, and what was made of it is used again.
   */
  of?(product: Product): object | undefined
  read(product: Product, view: FieldView): Reading
}

export interface Channel {
  /** As in the address and in the database: `google-merchant`. */
  readonly name: string
  readonly title: string
  /** The platform's own specification. */
  readonly spec: string
  /** Its word in the names of settings, as `FACEBOOK` in `IS_ENABLED_FACEBOOK`; the name in capitals unless given. */
  readonly code?: string
  /** Ids that differ only in capitals are the same to the platform. */
  readonly ignoresCaseOfIds?: boolean
  readonly fields: readonly Field[]
}

type Rest = Omit<Field, 'name' | 'required' | 'most'>

export const required = (name: string, rest: Rest): Field => ({ ...rest, name, most: 1, required: true })

export const optional = (name: string, rest: Rest): Field => ({ ...rest, name, most: 1, required: false })

export const repeated = (name: string, most: number, rest: Rest): Field => ({
  ...rest,
  name,
  most,
  required: false,
})

/** A field whose element holds other elements; `read` gives a list of their texts by name. */
export const parts = (
  name: string,
  most: number,
  inner: readonly Part[],
  read: Field['read'],
  of?: Field['of'],
): Field => ({ name, kind: 'parts', parts: inner, most, required: false, read, ...(of && { of }) })

/** Declares a channel; two fields of one name are a mistake of the table and throw at once. */
export function defineChannel(channel: Channel): Channel {
  const seen = new Set<string>()
  for (const { name } of channel.fields) {
    if (seen.has(name)) throw new TypeError(`Channel ${channel.name} declares ${name} twice`)
    seen.add(name)
  }
  return channel
}

export interface Extension extends Partial<Omit<Channel, 'fields'>> {
  /** Fields that differ from the base (by name, in its place) or come on top. */
  readonly fields?: readonly Field[]
  /** Fields of the base that this channel does not have; a name that the base lacks is a mistake and throws. */
  readonly without?: readonly string[]
}

/** Derives a channel: everything of `base`, but for what `extension` says. */
export function extendChannel(base: Channel, { fields = [], without = [], ...own }: Extension): Channel {
  const changed = new Map(fields.map((field) => [field.name, field]))
  const names = new Set(base.fields.map(({ name }) => name))
  const unknown = without.find((name) => !names.has(name))
  if (unknown !== undefined)
    throw new TypeError(`Channel ${base.name} has no field ${unknown} that could be left out`)
  const kept = base.fields
    .filter(({ name }) => !without.includes(name))
    .map((field) => changed.get(field.name) ?? field)
  const added = fields.filter(({ name }) => !kept.some((field) => field.name === name))
  const { code, ...inherited } = base
  // A channel of another name has settings of its own.
  const isOwn = own.name !== undefined && own.name !== base.name
  return defineChannel({
    ...inherited,
    ...(!isOwn && code !== undefined && { code }),
    ...own,
    fields: [...kept, ...added],
  })
}

/** The channel's word in the names of settings: `IS_ENABLED_` and this. */
export const codeOf = ({ code, name }: Pick<Channel, 'code' | 'name'>): string =>
  code ?? name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')
