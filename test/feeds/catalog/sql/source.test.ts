/** What a build reads from the `sql` catalog, on every database. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Catalog, Filter } from '../../../../feeds/catalog/contract.js'
import type { ProductKey } from '../../../../feeds/catalog/product.js'
import { catalogMigrations, tables } from '../../../../feeds/catalog/sql/schema.js'
import { sqlCatalog } from '../../../../feeds/catalog/sql/source.js'
import { readable } from '../../../../feeds/catalog/sql/unreadable.js'
import type { Database } from '../../../../src/kernel.js'
import { describeEachDatabase } from '../../../support/databases.js'
import fc from '../../../support/property.js'
import { brands, categories, expectedIds, placements, products } from './filter-oracle.js'
import { categoryRow, fill, openCatalog, productRow } from './tables.js'
import { told } from './told.js'

const { signal } = new AbortController()

async function idsOf(catalog: Catalog, limit: number, filter: Filter = {}): Promise<string[]> {
  const ids: string[] = []
  for (let after: ProductKey | null = null; ; ) {
    const page = await catalog.page(after, limit, filter, signal)
    const last = page.at(-1)
    if (!last) return ids
    if (page.length > limit) throw new Error('A page is longer than its limit')
    ids.push(...page.map(({ id }) => id))
    after = last.key
  }
}

const filters = fc.record(
  {
    brand: fc.constantFrom(...brands, 'Nobody'),
    category: fc.constantFrom(...categories.map(({ id }) => id), 'unknown'),
    stock: fc.integer({ min: 0, max: 41 }),
    top: fc.integer({ min: 1, max: 160 }),
  },
  { requiredKeys: [] },
)

describeEachDatabase('the sql catalog', (fresh) => {
  let database: Database
  let catalog: Catalog
  beforeAll(async () => {
    database = await openCatalog((await fresh()).url)
    catalog = sqlCatalog({ database, store: 'default' })
    await fill(database, { products, categories, placements })
    // Another shop's rows of the same names must never be seen.
    const elsewhere = <T extends object>(rows: readonly T[]) =>
      rows.map((row) => ({ ...row, store: 'other' }))
    await fill(database, {
      products: elsewhere(products).map((row) => ({ ...row, sold: 99, quantity: 99, category_id: 'root' })),
      categories: elsewhere(categories).map((row) => ({ ...row, parent_id: 'root' })),
      placements: elsewhere(products).map(({ store, id }) => ({
        store,
        product_id: id,
        category_id: 'leaf',
      })),
    })
  })
  afterAll(() => database.close())

  test('gives what every combination of filters leaves, in key order, whatever the page size', async () => {
    await fc.assert(
      fc.asyncProperty(filters, fc.integer({ min: 1, max: 160 }), async (filter, limit) => {
        expect(await catalog.still?.((view) => idsOf(view, limit, filter))).toEqual(expectedIds(filter))
      }),
      {
        numRuns: 150,
        examples: [
          [{}, 1],
          [{ top: 150 }, 7],
          [{ category: 'ring-2', top: 3, stock: 1 }, 2],
        ],
      },
    )
  })

  test('gives the same without a still view', async () => {
    const filter = { category: 'root', top: 20 }
    expect(await idsOf(catalog, 6, filter)).toEqual(expectedIds(filter))
  })

  test('knows the brands and categories of its own store, letter by letter', async () => {
    expect(await catalog.hasBrand?.('acme')).toBe(true)
    expect(await catalog.hasBrand?.('ACME')).toBe(false)
    expect(await catalog.hasBrand?.('Ac%')).toBe(false)
    expect(await catalog.hasCategory?.('empty')).toBe(true)
    expect(await catalog.hasCategory?.('nowhere')).toBe(false)
  })

  test('reads rates of its own store as they were written', async () => {
    const rate = { rate: '0.33340', currency: 'KWD', updated_at: 1 }
    await fill(database, {
      rates: [
        { ...rate, store: 'default' },
        { ...rate, store: 'other', currency: 'JPY' },
      ],
    })
    expect(await catalog.rates?.()).toEqual(new Map([['KWD', '0.33340']]))
  })

  test('ends with the reason of whoever stopped it', async () => {
    const stop = new AbortController()
    const reason = new Error('the build was called off')
    const reading = catalog.page(null, 10, {}, stop.signal)
    stop.abort(reason)
    await expect(reading).rejects.toBe(reason)
    await expect(catalog.page(null, 10, {}, stop.signal)).rejects.toBe(reason)
    await expect(catalog.fingerprint(stop.signal)).rejects.toBe(reason)
  })

  test('a still view does not see what is written while it lasts', async () => {
    const [before, during, after] = (await catalog.still?.(async (view) => {
      const first = await idsOf(view, 50)
      await fill(database, { products: [productRow({ id: 'a-new-one' })] })
      return [first, await idsOf(view, 50), await idsOf(catalog, 50)]
    })) ?? [[], [], []]
    await database.knex(tables.products).where({ store: 'default', id: 'a-new-one' }).delete()
    expect(during).toEqual(before)
    expect(after).toContain('a-new-one')
  })
})

describeEachDatabase('one product of the sql catalog', (fresh) => {
  let database: Database
  beforeAll(async () => {
    database = await openCatalog((await fresh()).url)
    await fill(database, { categories: [categoryRow('leaf', 'root'), categoryRow('root')] })
  })
  afterAll(() => database.close())

  async function read(over: Parameters<typeof productRow>[0]) {
    await database.knex(tables.products).delete()
    await fill(database, { products: [productRow(over)] })
    const [product] = await sqlCatalog({ database, store: 'default' }).page(null, 1, {}, signal)
    return product
  }

  test('keeps large numbers, long texts and every character', async () => {
    const description = `${'x'.repeat(100_000)} ]]> $& \u000b \u200f 山と海 😀 "'\\%`
    const product = await read({
      description,
      price: 900_719_925_474,
      custom_price: 2,
      sale_price: 1,
      sale_starts_at: 1_790_000_000_123,
      sale_ends_at: 4_102_444_800_000,
      category_id: 'leaf',
      additional_image_links: 'https://a.example/1.png\r\n\n /2.png \n',
      group_id: 'g',
      brand: 'B',
      gtin: '2001000010018',
      mpn: 'M',
      image_link: '/1.png',
    })
    expect(told(product)).toEqual({
      key: 'a',
      id: 'a',
      groupId: 'g',
      title: 'A thing',
      description,
      link: '/a',
      imageLink: '/1.png',
      additionalImageLinks: ['https://a.example/1.png', '/2.png'],
      availability: 'in_stock',
      price: { amountMinor: 900_719_925_474, currency: 'EUR' },
      customPrice: { amountMinor: 2, currency: 'EUR' },
      salePrice: { amountMinor: 1, currency: 'EUR' },
      saleStartsAt: 1_790_000_000_123,
      saleEndsAt: 4_102_444_800_000,
      brand: 'B',
      gtin: '2001000010018',
      mpn: 'M',
      condition: 'new',
      productType: ['Name of root', 'Name of leaf'],
      quantity: 3,
    })
  })

  test.each([
    [{ availability: 'preorder', quantity: 0 }, 'preorder'],
    [{ availability: 'out_of_stock', quantity: 9 }, 'out_of_stock'],
    [{ availability: null, quantity: 1 }, 'in_stock'],
    [{ availability: null, quantity: 0 }, 'out_of_stock'],
    [{ availability: null, quantity: -2 }, 'out_of_stock'],
    [{ availability: null, quantity: null }, 'in_stock'],
  ])('%j is %s', async (cells, availability) => {
    expect((await read(cells))?.availability).toBe(availability)
  })

  test('the tables refuse words that no channel knows', async () => {
    await expect(read({ availability: 'in stock' })).rejects.toThrow(/constraint/i)
    await expect(read({ item_condition: 'mint' })).rejects.toThrow(/constraint/i)
  })
})

describeEachDatabase('tables that are not as they should be', (fresh) => {
  let database: Database
  let catalog: Catalog
  beforeAll(async () => {
    database = await openCatalog((await fresh()).url)
    catalog = sqlCatalog({ database, store: 'default' })
  })
  afterAll(() => database.close())

  test('the steps of the schema can run again', async () => {
    for (const migration of [...catalogMigrations, ...catalogMigrations]) await migration.up(database)
    expect(await catalog.page(null, 1, {}, signal)).toEqual([])
  })

  test('a missing column or table is told as what it is, with what to do', async () => {
    const unreadable = { code: 'CATALOG_UNREADABLE', fault: 'unavailable', message: /storecast migrate/ }
    await database.knex.schema.alterTable(tables.products, (table) => table.dropColumn('mpn'))
    await expect(catalog.page(null, 1, {}, signal)).rejects.toMatchObject(withText(unreadable))
    for (const table of Object.values(tables)) await database.knex.schema.dropTable(table)
    await expect(catalog.page(null, 1, {}, signal)).rejects.toMatchObject(withText(unreadable))
    await expect(catalog.fingerprint(signal)).rejects.toMatchObject(withText(unreadable))
    await expect(catalog.rates?.()).rejects.toMatchObject(withText(unreadable))
    await expect(catalog.hasBrand?.('A')).rejects.toMatchObject(withText(unreadable))
  })
})

const withText = ({
  message,
  ...rest
}: {
  readonly message: RegExp
  readonly code: string
  readonly fault: string
}) => ({
  ...rest,
  message: expect.stringMatching(message),
})

describe('without a database', () => {
  test('a fault that is not the schema’s passes as it is', async () => {
    const gone = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    await expect(readable(Promise.reject(gone))).rejects.toBe(gone)
  })
})
