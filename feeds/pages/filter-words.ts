/** The filters of a feed in words: what each narrows it to, and the fields in which a merchant fills it. */
import type { FeedFilter } from '../engine/feed.js'

export interface FilterField {
  readonly name: keyof FeedFilter
  readonly label: string
  readonly hint: string
  readonly inputMode?: 'numeric'
  /** As part of a feed's title. */
  tell(value: string | number): string
}

export const filterFields: readonly FilterField[] = [
  {
    name: 'brand',
    label: 'Brand',
    hint: 'As the catalog spells it, letter by letter.',
    tell: (value) => `brand ${value}`,
  },
  {
    name: 'category',
    label: 'Category',
    hint: 'A category’s id; the categories below it are meant as well.',
    tell: (value) => `category ${value}`,
  },
  {
    name: 'top',
    label: 'Best sellers',
    hint: 'Only so many, the best sold first.',
    inputMode: 'numeric',
    tell: (value) => `the ${value} best sellers`,
  },
  {
    name: 'stock',
    label: 'In stock at least',
    hint: 'Only products of which so many are there.',
    inputMode: 'numeric',
    tell: (value) => `at least ${value} in stock`,
  },
  {
    name: 'curr',
    label: 'Currency',
    hint: 'Three letters, as EUR; prices are converted at the shop’s stored rate.',
    tell: (value) => `in ${value}`,
  },
]

/** `brand Acme, at least 3 in stock`; empty for the whole feed. */
export function filterWords(filter: FeedFilter): string {
  return filterFields
    .flatMap(({ name, tell }) => {
      const value = filter[name]
      return value === undefined ? [] : [tell(value)]
    })
    .join(', ')
}
