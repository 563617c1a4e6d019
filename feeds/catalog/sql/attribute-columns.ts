/** The columns of attributes in our own table of products: one each, named alike in snake case. */
import { type Attribute, type AttributeName, attributes } from '../attributes.js'

/** `minHandlingDays` as `min_handling_days`. */
export type SnakeCase<S extends string> = S extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${SnakeCase<Rest>}`
  : S

export interface AttributeColumn {
  readonly name: AttributeName
  readonly attribute: Attribute
  readonly column: SnakeCase<AttributeName>
  /** As both engines read it. */
  readonly type: string
}

// All texts of one row count towards MySQL's 65,535 bytes unless they are of the `text` types
// (https://dev.mysql.com/doc/refman/8.0/en/column-count-limit.html).
const types: Readonly<Record<Attribute['kind'], string>> = {
  text: 'text',
  texts: 'text',
  flag: 'tinyint',
  whole: 'bigint',
  instant: 'bigint',
  amount: 'bigint',
  measure: 'varchar(40)',
  records: 'mediumtext',
}

/** Whole pages of HTML, with their pictures inside. */
const long: ReadonlySet<AttributeName> = new Set(['richDescription'])

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)

/** In the order of the attributes. */
export const attributeColumns: readonly AttributeColumn[] = Object.entries(attributes).map(
  ([key, attribute]) => {
    const name = key as AttributeName
    const column = snakeCase(name) as SnakeCase<AttributeName>
    return { name, attribute, column, type: long.has(name) ? 'mediumtext' : types[attribute.kind] }
  },
)
