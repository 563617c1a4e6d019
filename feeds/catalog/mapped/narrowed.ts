/** A mapping cut down to some properties, for passes that need no more than these. */
import type { Cells, Mapping, Property, RelatedRows } from './mapping.js'

/** Gives the same products under the same keys; of what they say only `wanted`, and their categories if asked for. */
export function narrowed(mapping: Mapping, wanted: readonly Property[], withCategories: boolean): Mapping {
  const { database, prefix, currency, timeZone, products, related = [], categories, variants } = mapping
  const cut = (cells: Cells): Cells =>
    Object.fromEntries(
      wanted.flatMap((property) => (cells[property] === undefined ? [] : [[property, cells[property]]])),
    )
  const cutRows = (rows: RelatedRows): RelatedRows => ({ ...rows, set: cut(rows.set) })
  return {
    ...(database !== undefined && { database }),
    ...(prefix !== undefined && { prefix }),
    ...(timeZone !== undefined && { timeZone }),
    currency,
    products: { ...products, set: cut(products.set) },
    related: related.map(cutRows).filter(({ set }) => Object.keys(set).length > 0),
    ...(withCategories && categories && { categories }),
    ...(variants && { variants: withoutMakings({ ...variants, set: cut(variants.set ?? {}) }) }),
  }
}

function withoutMakings({
  priceChange: _change,
  options: _options,
  ...rows
}: NonNullable<Mapping['variants']>) {
  return rows
}
