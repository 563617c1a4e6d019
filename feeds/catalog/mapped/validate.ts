/** Mistakes in the shape of a mapping: what is missing, misspelt or of the wrong kind, all at once, no database asked. */
import { isCurrency } from '../currency.js'
import { isSource } from './mentions.js'
import type { Mistake } from './mistake.js'
import { listKinds, optionProperties, valueKinds } from './property.js'
import {
  all,
  anyText,
  column,
  constantOrConstants,
  constants,
  type Keys,
  list,
  may,
  needs,
  object,
  oneOf,
  record,
  type Shape,
  textThat,
  word,
  yesOrNo,
} from './shape.js'

const columnCell = (unit: Shape): Shape =>
  object({
    column: needs(column),
    before: may(anyText),
    after: may(anyText),
    values: may(record(anyText)),
    otherwise: may(anyText),
    unit: may(unit),
  })

const unitCell = columnCell(() => [])

/** A column, a column with more, or a function. */
const cell: Shape = (value, path) => {
  if (typeof value === 'function') return []
  if (typeof value === 'object' && value !== null)
    return columnCell((unit, at) =>
      typeof unit === 'object' ? unitCell(unit, at) : word('a unit, as kg')(unit, at),
    )(value, path)
  return word('a column, { column: … } or a function')(value, path)
}

const query = textThat(
  (text) => /^\s*(select|with)\b/i.test(text) && !/[?;]/.test(text),
  'must be one SELECT, without "?" and ";"',
)

const rows: Keys = {
  table: may(word('the name of a table')),
  query: may(query),
  where: may(record(constantOrConstants)),
  changed: may(column),
}

const itsRows = oneOf('table', 'query')

const cells = object(Object.fromEntries([...valueKinds.keys()].map((property) => [property, may(cell)])))

const products: Shape = object(
  {
    ...rows,
    id: needs(column),
    set: needs(cells),
  },
  itsRows,
)

const related = object(
  {
    ...rows,
    product: may(column),
    by: may(column),
    id: may(column),
    prefer: may(record(constants)),
    set: needs(cells),
  },
  all(itsRows, oneOf('product', 'by'), (value, path) => {
    const { by, id } = value as { by?: unknown; id?: unknown }
    return by !== undefined && id === undefined
      ? [{ path, message: 'has by without id: name the column of this table that the products name' }]
      : []
  }),
)

const order = list(column)

const lists: Shape = object(
  Object.fromEntries(
    [...listKinds].map(([property, kind]) => {
      const parts =
        kind === 'texts' ? {} : Object.fromEntries(Object.keys(kind).map((part) => [part, may(cell)]))
      const keys = { ...rows, product: needs(column), order: may(order) }
      return [
        property,
        may(
          kind === 'texts'
            ? object({ ...keys, value: needs(cell) }, itsRows)
            : object(
                { ...keys, value: may(cell), parts: may(object(parts)) },
                all(itsRows, oneOf('value', 'parts')),
              ),
        ),
      ]
    }),
  ),
)

const gives = ['price', 'salePrice', 'customPrice']

const prices = object(
  {
    ...rows,
    product: needs(column),
    gives: needs(textThat((text) => gives.includes(text), `must be one of ${gives.join(', ')}`)),
    price: needs(cell),
    from: may(column),
    to: may(column),
    includesLastDay: may(yesOrNo),
    priority: may(column),
  },
  itsRows,
)

const tax = object(
  { ...rows, by: needs(column), class: needs(column), country: needs(column), percent: needs(column) },
  itsRows,
)

const placements = object(
  { ...rows, product: needs(column), category: needs(column), order: may(order) },
  itsRows,
)

const categories = object(
  {
    ...rows,
    id: needs(column),
    parent: may(column),
    name: needs(column),
    main: may(column),
    placements: may(placements),
  },
  all(itsRows, (value, path) => {
    const { main, placements: placed } = value as { main?: unknown; placements?: unknown }
    return main === undefined && placed === undefined
      ? [{ path, message: 'needs main or placements: which product stands in which category' }]
      : []
  }),
)

const optionAs = textThat(
  (text) => optionProperties.some((known) => known === text),
  `must be one of ${optionProperties.join(', ')}`,
)

const options = object(
  { ...rows, variant: may(column), name: needs(column), value: needs(column), as: may(record(optionAs)) },
  (value, path) => {
    const { variant } = value as { variant?: unknown }
    if (isSource(value as object) === (variant !== undefined)) return []
    return [
      {
        path,
        message:
          variant === undefined
            ? 'has rows of its own and no variant: name the column that holds the id of the variant'
            : 'has variant, which only a table or query of its own has',
      },
    ]
  },
)

const variants = object(
  {
    ...rows,
    id: needs(column),
    product: needs(column),
    set: may(cells),
    priceChange: may(cell),
    options: may(options),
  },
  itsRows,
)

const rates = object({ ...rows, currency: needs(column), rate: needs(column) }, itsRows)

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name })
    return true
  } catch {
    return false
  }
}

// A path is what an address of another engine would be taken for.
const isAddress = (text: string): boolean =>
  /^(mysql|mariadb):\/\//i.test(text) ? URL.canParse(text) : !/^[a-z][a-z0-9+.-]+:/i.test(text)

const mappingShape = object({
  database: may(
    textThat(
      isAddress,
      'must look like mysql://user:password@host:3306/name, or be the path of an SQLite file',
    ),
  ),
  prefix: may(anyText),
  currency: needs(textThat(isCurrency, 'must be a currency of ISO 4217 in capitals, as EUR')),
  timeZone: may(textThat(isTimeZone, 'must be the name of a time zone, as Europe/Berlin')),
  products: needs(products),
  related: may(list(related)),
  lists: may(lists),
  prices: may(list(prices)),
  tax: may(tax),
  categories: may(categories),
  variants: may(variants),
  rates: may(rates),
})

/** Paths begin at the mapping's top. Where there is a mistake, `mappedCatalog` must not be given this mapping. */
export const validateMapping = (mapping: unknown): readonly Mistake[] => mappingShape(mapping, [])
