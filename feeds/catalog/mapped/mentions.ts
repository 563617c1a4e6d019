/** Which tables and columns a mapping names, and where: what is selected, compared, and checked against the database. */
import type { Cell, Cells, Mapping, Rows } from './mapping.js'
import type { Path } from './mistake.js'

export interface Mention {
  readonly path: Path
  readonly column: string
  /** False where a column only chooses or sorts rows. */
  readonly isRead: boolean
}

/** One table or query of the mapping. */
export interface Source {
  readonly path: Path
  readonly rows: Rows
  readonly mentions: readonly Mention[]
  /** Whether functions see its rows, and so may read any column. */
  readonly isReadWhole: boolean
}

/** A name for a source's path, as the key of what is known about it. */
export const nameOf = (path: Path): string => path.join('.')

/** Every source; the products come first, with the columns of theirs that other parts of the mapping name. */
export function sourcesOf(mapping: Mapping): readonly Source[] {
  const parts = [...otherSources(mapping)]
  const products = sourceOf(['products'], mapping.products, [
    ['id', mapping.products.id],
    ...cellsOf('set', mapping.products.set),
  ])
  const linked = linksOf(mapping).map(([path, column]) => ({ path, column, isRead: true }))
  // A function gets the product's row as well, whatever row it is about.
  const isReadWhole = products.isReadWhole || parts.some((source) => source.isReadWhole)
  return [{ ...products, mentions: [...products.mentions, ...linked], isReadWhole }, ...parts]
}

/** The columns to select; undefined for all. */
export function columnsRead({ mentions, isReadWhole }: Source): readonly string[] | undefined {
  if (isReadWhole) return undefined
  return [...new Set(mentions.filter(({ isRead }) => isRead).map(({ column }) => column))]
}

type Entry = readonly [at: string | Path, cell: Cell | undefined]

function* otherSources({
  related = [],
  lists = {},
  prices = [],
  tax,
  categories,
  variants,
  rates,
}: Mapping): Generator<Source> {
  for (const [at, rows] of related.entries()) {
    const { product, id, prefer = {}, set } = rows
    yield sourceOf(['related', at], rows, [
      ['product', product],
      ['id', id],
      ...Object.keys(prefer).map((column): Entry => [['prefer', column], column]),
      ...cellsOf('set', set),
    ])
  }
  for (const [property, rows] of Object.entries(lists)) {
    yield sourceOf(
      ['lists', property],
      rows,
      [['product', rows.product], ['value', rows.value], ...cellsOf('parts', rows.parts ?? {})],
      rows.order,
    )
  }
  for (const [at, rows] of prices.entries()) {
    const { product, price, from, to, priority } = rows
    yield sourceOf(['prices', at], rows, entriesOf({ product, price, from, to, priority }))
  }
  if (tax) {
    const { class: taxClass, country, percent } = tax
    yield sourceOf(['tax'], tax, entriesOf({ class: taxClass, country, percent }))
  }
  if (categories) {
    const { id, parent, name, placements } = categories
    yield sourceOf(['categories'], categories, entriesOf({ id, parent, name }))
    if (placements) {
      const { product, category, order } = placements
      yield sourceOf(['categories', 'placements'], placements, entriesOf({ product, category }), order)
    }
  }
  if (variants) {
    const { id, product, set = {}, priceChange, options } = variants
    const hasOwnOptions = options !== undefined && isSource(options)
    yield sourceOf(['variants'], variants, [
      ...entriesOf({ id, product, priceChange }),
      ...cellsOf('set', set),
      ...(options && !hasOwnOptions
        ? [[['options', 'name'], options.name] as Entry, [['options', 'value'], options.value] as Entry]
        : []),
    ])
    if (options && hasOwnOptions) {
      const { variant, name, value } = options
      yield sourceOf(['variants', 'options'], options, entriesOf({ variant, name, value }))
    }
  }
  if (rates) {
    const { currency, rate } = rates
    yield sourceOf(['rates'], rates, entriesOf({ currency, rate }))
  }
}

/** Columns of the products that other parts of the mapping name. */
function linksOf({ related = [], tax, categories }: Mapping): readonly (readonly [Path, string])[] {
  const links: (readonly [Path, string | undefined])[] = related.map(({ by }, at) => [
    ['related', at, 'by'],
    by,
  ])
  links.push([['tax', 'by'], tax?.by], [['categories', 'main'], categories?.main])
  return links.filter((link): link is readonly [Path, string] => link[1] !== undefined)
}

/** Whether these rows are of a table or query of their own. */
export const isSource = ({ table, query }: Rows): boolean => table !== undefined || query !== undefined

function sourceOf(path: Path, rows: Rows, entries: readonly Entry[], order: readonly string[] = []): Source {
  const mentions: Mention[] = []
  let isReadWhole = false
  for (const [at, cell] of entries) {
    if (typeof cell === 'function') isReadWhole = true
    const here = [...path, ...(typeof at === 'string' ? [at] : at)]
    for (const [column, inside] of columnsOf(cell)) {
      mentions.push({ path: [...here, ...inside], column, isRead: true })
    }
  }
  const chosen = (column: string, at: Path): Mention => ({ path: [...path, ...at], column, isRead: false })
  for (const column of Object.keys(rows.where ?? {})) mentions.push(chosen(column, ['where', column]))
  if (rows.changed !== undefined) mentions.push(chosen(rows.changed, ['changed']))
  for (const [at, column] of order.entries()) mentions.push(chosen(withoutMinus(column), ['order', at]))
  return { path, rows, mentions, isReadWhole }
}

/** The column that an entry of `order` means. */
export const withoutMinus = (column: string): string => column.replace(/^-/, '')

function* columnsOf(cell: Cell | undefined): Generator<readonly [string, Path]> {
  if (typeof cell === 'string') yield [cell, []]
  else if (typeof cell === 'object') {
    yield [cell.column, ['column']]
    if (typeof cell.unit === 'object') yield [cell.unit.column, ['unit', 'column']]
  }
}

const cellsOf = (at: string, cells: Cells | Readonly<Record<string, Cell>>): readonly Entry[] =>
  Object.entries(cells).map(([property, cell]) => [[at, property], cell])

const entriesOf = (cells: Readonly<Record<string, Cell | undefined>>): readonly Entry[] =>
  Object.entries(cells)
