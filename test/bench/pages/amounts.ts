/** How much of everything a shop has whose pages are measured. */

export interface Amounts {
  /** Of the store that is looked at. */
  readonly events: number
  /** Of the other store in the same tables. */
  readonly otherEvents: number
  /** Of four feeds together. */
  readonly snapshots: number
  /** Examples in the report of each snapshot. */
  readonly samples: number
  readonly filteredFeeds: number
  readonly changes: number
  readonly problems: number
  readonly people: number
  /** A multiple of four. */
  readonly products: number
}

/** A tenth of the events on top belongs to the other store. */
export const fullShop = (events: number): Amounts => ({
  events,
  otherEvents: Math.ceil(events / 10),
  snapshots: Math.min(1_000, events),
  samples: 500,
  filteredFeeds: 2,
  changes: Math.min(5_000, events),
  problems: 200,
  people: 500,
  products: Math.min(10_000, events),
})

/** Every list has so many lines. */
export const shopOfLines = (lines: number): Amounts => ({
  events: lines,
  otherEvents: lines,
  snapshots: 4 * lines,
  samples: Math.min(lines, 500),
  filteredFeeds: lines,
  changes: lines,
  problems: lines,
  people: lines,
  products: lines,
})
