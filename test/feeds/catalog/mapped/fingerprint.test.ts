/** The fingerprint of a mapped catalog changes with every column that is mapped, with time and with the mapping. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Catalog } from '../../../../feeds/catalog/contract.js'
import type { Mapping } from '../../../../feeds/catalog/mapped/mapping.js'
import { mappedCatalog } from '../../../../feeds/catalog/mapped/source.js'
import { type Database, openDatabase } from '../../../../src/kernel.js'
import { describeEachDatabase } from '../../../support/databases.js'
import { fillTables, good, makeTables, type Rows, shopMapping } from './shop.js'

const { signal } = new AbortController()

const rows: Rows = {
  goods: [good(), good({ nr: 2 })],
  texts: [{ good: 1, lang: 'de', name: 'Ding', story: 'Gut' }],
  makers: [{ nr: 1, name: 'Acme' }],
  sales: [{ nr: 1, good: 1, units: 5 }],
  pictures: [{ good: 1, file: 'a.jpg', place: 1 }],
  delivery: [{ good: 1, land: 'DE', cost: '4.9', days: '2' }],
  labels: [{ good: 1, place: 1, label: 'new' }],
  specials: [{ nr: 1, good: 1, amount: '9', begins: '2026-11-01', ends: '2026-12-01', rank_nr: 1 }],
  club: [{ nr: 1, good: 1, amount: '8', begins: '2026-11-10 08:00:00' }],
  taxes: [{ nr: 1, class: 9, land: 'DE', rate: '19' }],
  shelves: [{ nr: 1, above: null, name: 'All' }],
  on_shelf: [{ good: 1, shelf: 1, place: 1 }],
  sorts: [{ nr: 1, good: 2, live: 1, stock: 1, ean: '1', more: '1' }],
  sort_options: [{ sort: 1, what: 'Size', which: 'L' }],
  rates: [{ code: 'USD', rate: '1.1' }],
}

/** Enough to name the first row of a table. */
const keyOf = (table: string, row: Rows[string][number]) =>
  table === 'goods' ? { nr: row.nr } : Object.fromEntries(Object.entries(row).slice(0, 1))

/** Columns of those tables that the mapping does not name; a change of these is nobody's business. */
const unmapped = new Set(['sales.nr', 'specials.nr', 'club.nr', 'taxes.nr'])

const columns = Object.entries(rows).flatMap(([table, [row = {}]]) =>
  Object.keys(row)
    .filter((column) => !unmapped.has(`${table}.${column}`))
    .map((column) => [table, column] as const),
)

describeEachDatabase('the fingerprint of a mapped catalog', (fresh) => {
  let database: Database
  let nowAt = Date.parse('2026-11-21T12:00:00Z')
  const clock = { now: () => nowAt }
  const of = (mapping: Mapping): Catalog => mappedCatalog({ database, mapping, store: 'default', clock })
  beforeAll(async () => {
    database = await openDatabase((await fresh()).url)
    await makeTables(database.knex)
    await fillTables(database.knex, rows)
  })
  afterAll(() => database.close())

  test('stays while nothing changes, within a still view as well', async () => {
    const catalog = of(shopMapping)
    const before = await catalog.fingerprint(signal)
    expect(before).toMatch(/^[\w-]{20,60}$/)
    expect(await catalog.fingerprint(signal)).toBe(before)
    expect(await catalog.still?.((view) => view.fingerprint(signal))).toBe(before)
    expect(await of({ ...shopMapping }).fingerprint(signal)).toBe(before)
  })

  test.each(columns)('changes with %s.%s, and back', async (table, column) => {
    const catalog = of(shopMapping)
    const [row = {}] = rows[table] ?? []
    const before = await catalog.fingerprint(signal)
    const other = typeof row[column] === 'number' ? Number(row[column]) + 70 : '7'
    await database
      .knex(`x_${table}`)
      .where(keyOf(table, row))
      .update({ [column]: other })
    expect(await catalog.fingerprint(signal)).not.toBe(before)
    await fillTables(database.knex, rows)
    expect(await catalog.fingerprint(signal)).toBe(before)
  })

  test('tells nothing from an empty text, and two rows from their swapped values', async () => {
    const catalog = of(shopMapping)
    const seen = new Set<string>()
    const labels = [
      [{ good: 1, place: 1, label: null }],
      [{ good: 1, place: 1, label: '' }],
      [
        { good: 1, place: 1, label: 'a' },
        { good: 1, place: 2, label: 'b' },
      ],
      [
        { good: 1, place: 1, label: 'b' },
        { good: 1, place: 2, label: 'a' },
      ],
      [],
    ]
    for (const filling of labels) {
      await fillTables(database.knex, { ...rows, labels: filling })
      seen.add(await catalog.fingerprint(signal))
    }
    await fillTables(database.knex, rows)
    expect(seen.size).toBe(labels.length)
  })

  test('changes with the mapping, functions included', async () => {
    const { products } = shopMapping
    const variations: readonly Mapping[] = [
      shopMapping,
      { ...shopMapping, currency: 'USD' },
      {
        ...shopMapping,
        products: { ...products, set: { ...products.set, imageLink: (row) => row.picture } },
      },
      { ...shopMapping, products: { ...products, set: { ...products.set, imageLink: (row) => row.slug } } },
    ]
    const seen = await Promise.all(variations.map((mapping) => of(mapping).fingerprint(signal)))
    expect(new Set(seen).size).toBe(variations.length)
  })

  test('changes when a price begins or ends, and only then', async () => {
    const at = async (instant: string) => {
      nowAt = Date.parse(instant)
      return of(shopMapping).fingerprint(signal)
    }
    const [before, begun, late, over] = [
      await at('2026-11-10T06:59:00Z'),
      await at('2026-11-10T07:00:00Z'),
      await at('2026-12-01T22:59:00Z'),
      await at('2026-12-01T23:00:00Z'),
    ]
    nowAt = Date.parse('2026-11-21T12:00:00Z')
    expect(begun).not.toBe(before)
    expect(late).toBe(begun)
    expect(over).not.toBe(late)
  })

  describe('where a column changes with every write', () => {
    const { related = [] } = shopMapping
    const [texts] = related
    const mapping: Mapping = {
      ...shopMapping,
      related: texts ? [{ ...texts, changed: 'story' }] : [],
    }
    const write = (name: string, story: string) =>
      database.knex('x_texts').where({ good: 1 }).update({ name, story })

    test('looks at that column alone', async () => {
      const catalog = of(mapping)
      await write('a', '2026-11-20 10:00:00')
      const before = await catalog.fingerprint(signal)
      await write('b', '2026-11-20 10:00:00')
      expect(await catalog.fingerprint(signal)).toBe(before)
      await write('b', '2026-11-20 09:00:00')
      expect(await catalog.fingerprint(signal)).not.toBe(before)
    })

    test('matches no other while a second write could share the instant', async () => {
      const catalog = of(mapping)
      await write('a', '2026-11-21 13:00:00')
      const before = await catalog.fingerprint(signal)
      nowAt += 1
      expect(await catalog.fingerprint(signal)).not.toBe(before)
      nowAt += 5_000
      const later = await catalog.fingerprint(signal)
      nowAt += 5_000
      expect(await catalog.fingerprint(signal)).toBe(later)
    })
  })
})
