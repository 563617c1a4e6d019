/** The tags that rich text may hold, what they may stand in, and what becomes of those that it may not. */

export interface RichTag {
  readonly name: string
  readonly open: string
  readonly close: string
  /** Stands in any text; all others begin a line. */
  readonly isInline: boolean
  /** A paragraph or heading, in which nothing stands that begins a line. */
  readonly isParagraph: boolean
  /** Of what holds nothing but certain tags: the one that is opened for a text that stands in none of them. */
  readonly holds: string | undefined
  /** The only tags that it may stand in; in any where empty. */
  readonly parents: readonly string[]
  /** Opened around it where no parent is open; without it, the tag means nothing there. */
  readonly within: string | undefined
  /** Parents beyond these are others' parents. */
  readonly bounds: readonly string[]
  /** Told though it is empty: a row keeps its cells in their columns. */
  readonly keepsPlace: boolean
}

type Traits = Partial<Omit<RichTag, 'name' | 'open' | 'close'>>

const plain = {
  isInline: false,
  isParagraph: false,
  holds: undefined,
  parents: [],
  within: undefined,
  bounds: [],
  keepsPlace: false,
} as const

const cells = ['td', 'th']
const rows: Traits = { holds: 'tr', parents: ['table'] }

const traits: readonly (readonly [names: string, traits: Traits])[] = [
  ['b strong i em u small sub sup q span', { isInline: true }],
  ['div section header', {}],
  ['p h1 h2 h3 h4 h5 h6', { isParagraph: true }],
  ['ul ol', { holds: 'li' }],
  ['li', { parents: ['ul', 'ol'], within: 'ul', bounds: ['table', ...cells] }],
  ['dl', { holds: 'dd' }],
  ['dt dd', { parents: ['dl'], within: 'dl', bounds: ['table', ...cells] }],
  ['table', { holds: 'tr' }],
  ['thead tbody', rows],
  ['tr', { holds: 'td', parents: ['table', 'thead', 'tbody'] }],
  [cells.join(' '), { parents: ['tr'], within: 'tr', bounds: ['table'], keepsPlace: true }],
]

/** Tags of another name that a reader sees alike. */
const alike: Readonly<Record<string, string>> = {
  div: 'address article aside blockquote center fieldset figcaption figure footer form legend main nav pre',
  tbody: 'tfoot',
  ul: 'dir menu',
  u: 'ins',
  em: 'cite dfn var',
}

const tags = new Map<string, RichTag>()
for (const [names, own] of traits) {
  for (const name of names.split(' '))
    tags.set(name, { ...plain, ...own, name, open: `<${name}>`, close: `</${name}>` })
}
for (const [name, others] of Object.entries(alike)) {
  for (const other of others.split(' ')) tags.set(other, namedTag(name))
}

/** The longest of these names, `blockquote` and `figcaption`. */
export const longestTagName = 10

/** The tag of this name, in small letters; undefined for one that is left out, its text kept. */
export const richTag = (name: string): RichTag | undefined => tags.get(name)

/** The tag of a name that the table itself gave. */
export function namedTag(name: string): RichTag {
  const tag = tags.get(name)
  if (tag === undefined) throw new TypeError(`Rich text has no tag ${name}`)
  return tag
}
