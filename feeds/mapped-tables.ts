/** A mapping that is marked as one, so that a catalog can be told from where a shop's tables hold it. */
import type { Mapping } from './catalog/mapped/mapping.js'

// The same in every copy of the package: a shop's file may load another one than the program that reads it.
const mark = Symbol.for('storecast.mapping')

/** What `mapTables` gives; only read by Storecast. */
export interface MappedTables {
  readonly [mark]: Mapping
}

/** Says that products are read out of the shop's own tables, and where what stands in them. */
export const mapTables = (mapping: Mapping): MappedTables => ({ [mark]: mapping })

/** The mapping of a value that `mapTables` made; undefined for every other value. */
export function mappingOf(value: unknown): Mapping | undefined {
  return typeof value === 'object' && value !== null && mark in value
    ? (value as MappedTables)[mark]
    : undefined
}
