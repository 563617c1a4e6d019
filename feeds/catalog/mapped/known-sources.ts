/** What is known of a mapping's tables and queries, by the path at which they stand. */
import type { Mapping } from './mapping.js'
import { columnsRead, nameOf, type Source, sourcesOf } from './mentions.js'
import type { Path } from './mistake.js'
import type { ColumnsBySource, SourceColumns } from './source-columns.js'

const nothing: SourceColumns = { names: [], isTimestamp: () => false }

export class KnownSources {
  readonly #sources: ReadonlyMap<string, Source>
  readonly #columns: ColumnsBySource

  constructor(mapping: Mapping, columns: ColumnsBySource) {
    this.#sources = new Map(sourcesOf(mapping).map((source) => [nameOf(source.path), source]))
    this.#columns = columns
  }

  /** The columns that the source has. */
  columnsOf(path: Path): SourceColumns {
    return this.#columns.get(nameOf(path)) ?? nothing
  }

  /** The columns to select of it; undefined for all. */
  read(path: Path): readonly string[] | undefined {
    const source = this.#sources.get(nameOf(path))
    return source && columnsRead(source)
  }
}
