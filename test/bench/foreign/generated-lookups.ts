/** What generated products refer to; taxes, countries and currencies are those of the hand-written shop. */
import { lookups } from '../../support/foreign/lookups.js'
import { german } from '../../support/foreign/products.js'
import { brands, departments } from '../catalog/vocabulary.js'

export const makers = brands.map((name, at) => ({ id: at + 1, name }))

/** Departments, and what stands below each of them. */
const categories = Object.entries(departments).flatMap(([name, below], top) => {
  const id = 100 * (top + 1)
  return [{ id, parent: 0, name }, ...below.map((leaf, at) => ({ id: id + at + 1, parent: id, name: leaf }))]
})

export const leaves: readonly number[] = categories.filter(({ parent }) => parent !== 0).map(({ id }) => id)

export const attributes: readonly number[] = Array.from({ length: 30 }, (_, at) => at + 1)

/** Of the option that makes variants. */
export const optionValues: readonly number[] = [101, 102, 103, 104]

type Rows = readonly (readonly (string | number)[])[]

/** Rows by table, as `lookups` of the hand-written shop. */
export const generatedLookups: Readonly<Record<string, Rows>> = {
  ...lookups,
  manufacturer: makers.map(({ id, name }) => [id, name]),
  category: categories.map(({ id, parent }) => [id, parent]),
  category_description: categories.map(({ id, name }) => [id, german, name]),
  attribute_description: attributes.map((id) => [id, german, `Eigenschaft ${id}`]),
  option_value_description: optionValues.map((id, at) => [id, german, ['S', 'M', 'L', 'XL'][at] ?? '']),
}
