/** Attributes in our own table: a column each, and what was written is what is read. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Attribute,
  type Attributes,
  attributes,
  type PlainKind,
} from '../../../../feeds/catalog/attributes.js'
import type { Catalog } from '../../../../feeds/catalog/contract.js'
import { attributeCells } from '../../../../feeds/catalog/sql/attribute-cells.js'
import { attributeColumns } from '../../../../feeds/catalog/sql/attribute-columns.js'
import { at, productColumns } from '../../../../feeds/catalog/sql/cells.js'
import type { ProductRow } from '../../../../feeds/catalog/sql/row.js'
import { catalogMigrations, tables } from '../../../../feeds/catalog/sql/schema.js'
import { sqlCatalog } from '../../../../feeds/catalog/sql/source.js'
import { type Database, openDatabase } from '../../../../src/kernel.js'
import { describeEachDatabase } from '../../../support/databases.js'
import fc from '../../../support/property.js'
import { categoryRow, fill, openCatalog, productRow } from './tables.js'
import { told } from './told.js'

const { signal } = new AbortController()
const currency = 'EUR'

const line = fc.stringMatching(/^[a-zä山😀&<"'$%][a-zä山😀&<"'$% ]{0,30}[a-zä山😀&<"'$%]$/u)
const whole = fc.integer({ min: -9_007_199_254_740_991, max: 9_007_199_254_740_991 })
const plain: { readonly [K in PlainKind]: fc.Arbitrary<unknown> } = {
  text: line,
  texts: fc.array(line, { minLength: 1, maxLength: 4 }),
  flag: fc.boolean(),
  whole,
  instant: whole,
  amount: whole.map((amountMinor) => ({ amountMinor, currency })),
  measure: fc.record({
    value: fc.integer({ min: 0, max: 1_000_000 }).map((thousandths) => thousandths / 1_000),
    unit: fc.constantFrom('kg', 'cm', 'fl oz', 'Stück'),
  }),
}

const valuesOf = (attribute: Attribute): fc.Arbitrary<unknown> =>
  attribute.kind === 'records'
    ? fc.array(
        fc.record(
          Object.fromEntries(Object.entries(attribute.parts).map(([part, kind]) => [part, plain[kind]])),
          { requiredKeys: [] },
        ),
        { minLength: 1, maxLength: 3 },
      )
    : plain[attribute.kind]

const anyAttributes = fc.record(
  Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, valuesOf(attribute)])),
  { requiredKeys: [] },
) as fc.Arbitrary<Attributes>

test('the columns that a product always has come first, each where its number says', () => {
  expect(productColumns.slice(0, Object.keys(at).length)).toEqual(Object.keys(at))
  expect(Object.values(at)).toEqual(Object.keys(at).map((_, position) => position))
  expect(new Set(productColumns).size).toBe(productColumns.length)
})

describeEachDatabase('attributes', (fresh) => {
  let database: Database
  let catalog: Catalog
  beforeAll(async () => {
    database = await openCatalog((await fresh()).url)
    catalog = sqlCatalog({ database, store: 'default' })
  })
  afterAll(() => database.close())

  async function read(over: Partial<ProductRow>) {
    await database.knex(tables.products).delete()
    await fill(database, { products: [productRow(over)] })
    return catalog.find?.('a', signal)
  }

  test('come back as they were written, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(anyAttributes, async (wanted) => {
        const product = await read({ ...attributeCells(wanted), quantity: wanted.quantity ?? null })
        expect(product?.flaws).toBeUndefined()
        for (const { name } of attributeColumns) expect(product?.[name], name).toEqual(wanted[name])
      }),
      { numRuns: 25 },
    )
  })

  test('that no row has are not there at all', async () => {
    const product = await read({ quantity: null })
    expect(Object.keys(attributes).filter((name) => name in told(product))).toEqual([])
  })

  test('equal cells of two products give the same object, in each currency its own', async () => {
    await database.knex(tables.products).delete()
    const cells = attributeCells({
      weight: { value: 1.5, unit: 'kg' },
      sizeTypes: ['petite', 'maternity'],
      details: [{ name: 'Steel', value: '18/8' }],
      shipping: [{ country: 'DE', price: { amountMinor: 490, currency } }],
    })
    await fill(database, {
      products: [
        productRow({ ...cells, id: 'a' }),
        productRow({ ...cells, id: 'b' }),
        productRow({ ...cells, id: 'c', currency: 'USD' }),
      ],
    })
    const [a, b, c] = await catalog.page(null, 3, {}, signal)
    for (const name of ['weight', 'sizeTypes', 'details', 'shipping'] as const) {
      expect(a?.[name]).toBeDefined()
      expect(a?.[name]).toBe(b?.[name])
    }
    expect(a?.details).toBe(c?.details)
    expect(c?.shipping).toEqual([{ country: 'DE', price: { amountMinor: 490, currency: 'USD' } }])
  })

  test('of empty cells are none, and blank lines keep their place in labels and numbers only', async () => {
    const product = await read({
      details: ' ',
      shipping: '[]',
      weight: '',
      highlights: '\n \n',
      promotion_ids: 'a\n\n b \r\n',
      custom_labels: '\n summer \r\n\nlast\n\n',
      custom_numbers: '\n\n',
      further_gtins: ' 2001000010018 \n\n2001000010025',
      group_id: '',
    })
    expect(product?.flaws).toBeUndefined()
    expect(told(product)).toMatchObject({
      promotionIds: ['a', 'b'],
      customLabels: ['', 'summer', '', 'last'],
      furtherGtins: ['2001000010018', '2001000010025'],
    })
    for (const name of ['details', 'shipping', 'weight', 'highlights', 'customNumbers', 'groupId'])
      expect(told(product)).not.toHaveProperty(name)
  })

  test.each<[Partial<ProductRow>, string, string]>([
    [{ weight: 'heavy kg' }, 'weight', '“heavy kg” is no number with a unit, as “1.5 kg”'],
    [{ weight: '1.5' }, 'weight', '“1.5” is no number with a unit, as “1.5 kg”'],
    [{ weight: '1,5 kg' }, 'weight', '“1,5 kg” is no number with a unit, as “1.5 kg”'],
    [{ details: '[{"name": "Wick"' }, 'details', '“[{"name": "Wick"” is no JSON list'],
    [{ details: '{"name": "Wick"}' }, 'details', '“{"name": "Wick"}” is no JSON list'],
    [{ details: `"${'x'.repeat(90)}"` }, 'details', `“"${'x'.repeat(39)}…” is no JSON list`],
    [{ details: '[7]' }, 'details', 'record 1: “7” is no JSON object'],
    [{ details: '[null]' }, 'details', 'record 1: “null” is no JSON object'],
    [
      { details: '[{"name": "a"}, {"nmae": "b"}]' },
      'details',
      'record 2: “nmae” is no part of it; it has section, name, value',
    ],
    [{ details: '[{"__proto__": 1}]' }, 'details', /“__proto__” is no part of it/.source],
    [{ details: '[{"value": ["a"]}]' }, 'details', 'record 1: value: “["a"]” is no text'],
    [
      { shipping: '[{"country": "DE", "price": "4.90"}]' },
      'shipping',
      'record 1: price: “4.90” is no whole number of minor units of EUR',
    ],
    [
      { shipping: '[{"minTransitDays": 1.5}]' },
      'shipping',
      'record 1: minTransitDays: “1.5” is no whole number',
    ],
    [{ custom_price_percent: 'ten' }, 'customPrice', '“ten” is no number of per cent'],
    [{ tax_class: 'none' }, 'taxToAdd', '“none” has no row in storecast_catalog_taxes'],
    [{ is_adult: 2 }, 'isAdult', '“2” is neither 1 nor 0'],
    [
      { expires_at: '9000000000000000000' },
      'expiresAt',
      '“9000000000000000000” are no milliseconds since 1970',
    ],
  ])('a cell that cannot be read costs the property and no more: %j', async (cells, property, problem) => {
    const product = await read({ ...cells, color: 'Oat' })
    const [flaw, ...others] = product?.flaws ?? []
    expect(others).toEqual([])
    expect(flaw?.property).toBe(property)
    expect(flaw?.problem).toContain(problem)
    expect(told(product)).not.toHaveProperty(property)
    expect(product?.color).toBe('Oat')
  })

  test('a number beside JSON texts is meant as it is written', async () => {
    const product = await read({ details: '[{"name": "Litres", "value": 30, "section": null}]' })
    expect(product?.details).toEqual([{ name: 'Litres', value: '30' }])
  })

  test('a custom price may be a change by per cent, and an amount wins over it', async () => {
    expect((await read({ custom_price_percent: ' -10.5 ' }))?.customPrice).toEqual({ changePercent: '-10.5' })
    const both = await read({ custom_price_percent: '-10', custom_price: 900 })
    expect(both?.customPrice).toEqual({ amountMinor: 900, currency })
  })

  test('tax comes from the class, one object for all its products', async () => {
    await fill(database, {
      taxes: [
        { store: 'default', tax_class: 'food', country: 'de', percent: '7', updated_at: 1 },
        { store: 'default', tax_class: 'food', country: 'AT', percent: '10', updated_at: 1 },
        { store: 'other', tax_class: 'food', country: 'FR', percent: '5.5', updated_at: 1 },
      ],
    })
    await database.knex(tables.products).delete()
    await fill(database, {
      products: ['a', 'b'].map((id) => productRow({ id, tax_class: 'food' })),
    })
    const [a, b] = await catalog.page(null, 2, {}, signal)
    expect(a?.taxToAdd).toEqual({ DE: '7', AT: '10' })
    expect(a?.taxToAdd).toBe(b?.taxToAdd)
  })

  test('further categories give at most four further paths, without the main one and unknown ones', async () => {
    await fill(database, {
      categories: ['main', 'c1', 'c2', 'c3', 'c4', 'c5'].map((id) => categoryRow(id)),
      placements: ['main', 'c3', 'c1', 'gone', 'c5', 'c4', 'c2'].map((category_id) => ({
        store: 'default',
        category_id,
        product_id: 'a',
      })),
    })
    const product = await read({ category_id: 'main' })
    expect(product?.productType).toEqual(['Name of main'])
    expect(product?.furtherProductTypes).toEqual([
      ['Name of c1'],
      ['Name of c2'],
      ['Name of c3'],
      ['Name of c4'],
    ])
    await database.knex(tables.products).update({ category_id: 'c1' })
    const [moved] = await catalog.page(null, 1, {}, signal)
    expect(moved?.furtherProductTypes?.[0]).toEqual(['Name of c2'])
  })

  test('a product is found by its id, letter by letter, in its own store', async () => {
    await read({})
    await fill(database, { products: [productRow({ id: 'b', store: 'other' })] })
    expect((await catalog.find?.('a', signal))?.title).toBe('A thing')
    expect(await catalog.find?.('A', signal)).toBeUndefined()
    expect(await catalog.find?.('b', signal)).toBeUndefined()
  })

  test('groups are told once each, also beyond a page of them', async () => {
    await database.knex(tables.products).delete()
    const rows = Array.from({ length: 5_300 }, (_, n) =>
      productRow({ id: `p${n}`, group_id: n % 50 === 49 ? null : `g${n % 5_200}` }),
    )
    for (let from = 0; from < rows.length; from += 200)
      await fill(database, { products: rows.slice(from, from + 200) })
    await fill(database, {
      products: [
        productRow({ id: 'x', store: 'other', group_id: 'elsewhere' }),
        productRow({ id: 'alone', group_id: 'alone' }),
      ],
    })
    const found: string[] = []
    for await (const ids of catalog.groupIds?.(signal) ?? []) found.push(...ids)
    expect(new Set(found).size).toBe(found.length)
    expect(found.toSorted()).toEqual([...new Set(rows.flatMap(({ group_id }) => group_id ?? []))].toSorted())
  })
})

describeEachDatabase('tables of the first version', (fresh) => {
  test('get their new columns and keep what they hold', async () => {
    const database = await openDatabase((await fresh()).url)
    for (const { up } of catalogMigrations.slice(0, 4)) await up(database)
    await fill(database, { products: [productRow({ quantity: 7 })] })
    // As a process leaves it that died half way.
    await database.knex.raw(`alter table ${tables.products} add column color text`)
    for (const { up } of catalogMigrations) await up(database)
    const product = await sqlCatalog({ database, store: 'default' }).find?.('a', signal)
    expect([product?.title, product?.quantity, product?.color]).toEqual(['A thing', 7, undefined])
    const columns = Object.keys(await database.knex(tables.products).columnInfo())
    expect(productColumns.filter((column) => !columns.includes(column))).toEqual([])
    await database.close()
  })
})

describe('the names of columns', () => {
  test('are the attributes’ in snake case', () => {
    const names = new Map(attributeColumns.map(({ name, column }) => [name, column]))
    expect([names.get('minHandlingDays'), names.get('color'), names.get('availableAt')]).toEqual([
      'min_handling_days',
      'color',
      'available_at',
    ])
  })
})
