/** Mistakes in a mapping are told all at once, each with where it stands and what would be right. */
import { describe, expect, test } from 'vitest'
import type { Mapping } from '../../../../feeds/catalog/mapped/mapping.js'
import { meant, tellMistake } from '../../../../feeds/catalog/mapped/mistake.js'
import { validateMapping } from '../../../../feeds/catalog/mapped/validate.js'
import { shopMapping } from './shop.js'

const told = (mapping: unknown) => validateMapping(mapping).map((mistake) => tellMistake(mistake))
const base: Mapping = { currency: 'EUR', products: { table: 'p', id: 'id', set: { title: 'name' } } }

describe('a mapping', () => {
  test('that is right has no mistakes', () => {
    expect(told(base)).toEqual([])
    expect(told(shopMapping)).toEqual([])
  })

  test('that is none is told so', () => {
    expect(told(undefined)).toEqual(['catalog: must be an object, as { database, prefix, … }'])
    expect(told({})).toEqual([
      'catalog: has no currency, and needs one',
      'catalog: has no products, and needs one',
    ])
  })

  test('tells every mistake at once', () => {
    const mapping = {
      currency: 'euro',
      timeZone: 'Mars/Olympus',
      products: { tabel: 'p', table: 'p', id: 7, set: { titel: 'name', brand: { before: 'x' } } },
      related: [{ table: 'd', by: 'brand_id', set: { title: 5 } }],
    }
    expect(told(mapping)).toEqual([
      'catalog.currency: must be a currency of ISO 4217 in capitals, as EUR',
      'catalog.timeZone: must be the name of a time zone, as Europe/Berlin',
      'catalog.products.id: must be the name of a column, as a text',
      'catalog.products.set.brand: has no column, and needs one',
      'catalog.products.set.titel: is not known here; did you mean title?',
      'catalog.products.tabel: is not known here; did you mean table?',
      'catalog.related[0].set.title: must be a column, { column: … } or a function, as a text',
    ])
  })

  const rows = { table: 't', product: 'p' }
  const wrong: readonly (readonly [string, object, string | RegExp])[] = [
    ['rows of nowhere', { related: [{ product: 'p', set: {} }] }, 'catalog.related[0]: needs table or query'],
    [
      'rows of two places',
      { related: [{ ...rows, query: 'select 1', set: {} }] },
      'catalog.related[0]: has table and query, and may have one of them',
    ],
    [
      'a table by an id it does not name',
      { related: [{ table: 't', by: 'x', set: {} }] },
      'catalog.related[0]: has by without id: name the column of this table that the products name',
    ],
    [
      'a statement that writes',
      { rates: { query: 'delete from rates', currency: 'c', rate: 'r' } },
      'catalog.rates.query: must be one SELECT, without "?" and ";"',
    ],
    [
      'an empty choice, which would choose nothing or all',
      { rates: { table: 't', where: { a: [] }, currency: 'c', rate: 'r' } },
      'catalog.rates.where.a: must be a text, a number, null, or a list of these with one at least',
    ],
    ['a list that is none', { lists: { title: {} } }, /^catalog\.lists\.title: is not known here/],
    [
      'a list without values',
      { lists: { videoLinks: rows } },
      'catalog.lists.videoLinks: has no value, and needs one',
    ],
    [
      'a record with an unknown part',
      { lists: { details: { ...rows, parts: { nmae: 'n' } } } },
      'catalog.lists.details.parts.nmae: is not known here; did you mean name?',
    ],
    [
      'prices for something else',
      { prices: [{ ...rows, gives: 'costs', price: 'x' }] },
      'catalog.prices[0].gives: must be one of price, salePrice, customPrice',
    ],
    [
      'categories that no product stands in',
      { categories: { table: 't', id: 'i', name: 'n' } },
      'catalog.categories: needs main or placements: which product stands in which category',
    ],
    [
      'options whose variant is not known',
      { variants: { ...rows, id: 'i', options: { table: 'o', name: 'n', value: 'v' } } },
      'catalog.variants.options: has rows of its own and no variant: name the column that holds the id of the variant',
    ],
    [
      'an option that is no property of options',
      { variants: { ...rows, id: 'i', options: { name: 'n', value: 'v', as: { Brand: 'brand' } } } },
      'catalog.variants.options.as.Brand: must be one of color, size, material, pattern, gender, ageGroup',
    ],
    [
      'another kind of database',
      { database: 'postgres://localhost/shop' },
      'catalog.database: must look like mysql://user:password@host:3306/name, or be the path of an SQLite file',
    ],
  ]

  test.each(wrong)('with %s', (_, over, message) => {
    expect(told({ ...base, ...over })).toEqual([
      typeof message === 'string' ? message : expect.stringMatching(message),
    ])
  })

  test('never tells a password', () => {
    expect(told({ ...base, database: 'mysql://u:secret@[' }).join()).not.toContain('secret')
  })
})

describe('a name that is nearly known', () => {
  test.each([
    ['nmae', '; did you mean name?'],
    ['Title', '; did you mean title?'],
    ['descripton', '; did you mean description?'],
    ['zebra', ''],
  ])('%s%s', (name, suggestion) => {
    expect(meant(name, ['title', 'name', 'description'])).toBe(suggestion)
  })
})
