/** Columns and keys of kinds that shops have: instants of UTC, texts as keys, prices in the row itself. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Catalog } from '../../../../feeds/catalog/contract.js'
import type { Mapping } from '../../../../feeds/catalog/mapped/mapping.js'
import { mappedCatalog } from '../../../../feeds/catalog/mapped/source.js'
import type { Product, ProductKey } from '../../../../feeds/catalog/product.js'
import { type Database, openDatabase } from '../../../../src/kernel.js'
import { describeEachDatabase } from '../../../support/databases.js'
import { tempFolder } from '../../../support/temp-folder.js'

const { signal } = new AbortController()

async function allOf(catalog: Catalog, limit: number): Promise<readonly Product[]> {
  const found: Product[] = []
  for (let after: ProductKey | null = null; ; ) {
    const page = await catalog.page(after, limit, {}, signal)
    const last = page.at(-1)
    if (!last) return found
    found.push(...page)
    after = last.key
  }
}

describeEachDatabase('a shop with texts as keys', (fresh, kind) => {
  let database: Database
  const ids = ['A-1', 'a-2', '10', '9', 'Ä', 'z', "O'Brien", '%', '山']
  const mapping: Mapping = {
    currency: 'JPY',
    timeZone: 'Asia/Tokyo',
    products: {
      table: 'things',
      id: 'sku',
      set: {
        price: 'price',
        salePrice: 'sale',
        saleStartsAt: 'seen_at',
        saleEndsAt: 'sale_ends',
        brand: 'brand',
      },
    },
    lists: {
      highlights: {
        table: 'notes',
        product: 'sku',
        order: ['place'],
        value: (row) => String(row.text).split('|'),
      },
      details: {
        table: 'notes',
        product: 'sku',
        order: ['place'],
        value: (row) => [{ name: row.place, value: row.text }],
      },
    },
    variants: {
      table: 'kinds',
      id: 'kind',
      product: 'sku',
      options: { name: 'what', value: 'which', as: { size: 'size' } },
    },
  }
  let catalog: Catalog
  beforeAll(async () => {
    database = await openDatabase((await fresh()).url)
    const { knex } = database
    const instant = kind === 'mysql' ? 'timestamp null' : 'text'
    await knex.raw(
      `create table things (sku varchar(50) not null primary key, price decimal(15,4), sale decimal(15,4), seen_at ${instant}, sale_ends varchar(30), brand varchar(50))`,
    )
    await knex.raw('create table notes (sku varchar(50), place integer, text varchar(99))')
    await knex.raw(
      'create table kinds (kind varchar(20) not null primary key, sku varchar(50), what varchar(20), which varchar(20))',
    )
    await knex('things').insert(
      ids.map((sku) => ({
        sku,
        price: '1500.5',
        sale: '900',
        seen_at: '2026-07-01 00:00:00',
        sale_ends: '2026-07-31',
        brand: 'Harbour',
      })),
    )
    await knex('notes').insert([
      { sku: 'A-1', place: 2, text: 'last' },
      { sku: 'A-1', place: 1, text: 'first|second' },
    ])
    await knex('kinds').insert([
      { kind: 'k-1', sku: '山', what: 'size', which: 'L' },
      { kind: 'k-2', sku: '山', what: 'size', which: 'M' },
    ])
    catalog = mappedCatalog({ database, mapping, store: 'default' })
  })
  afterAll(() => database.close())

  test.each([1, 2, 100])('is walked in the order of its own collation, in pages of %i', async (limit) => {
    const rows: { sku: string }[] = await database.knex('things').select('sku').orderBy('sku')
    const expected = rows.flatMap(({ sku }) => (sku === '山' ? ['山-k-1', '山-k-2'] : [sku]))
    expect((await allOf(catalog, limit)).map(({ id }) => id)).toEqual(expected)
  })

  test('finds a variant whose parts have dashes, and knows its brand', async () => {
    expect((await catalog.find?.('山-k-2', signal))?.size).toBe('M')
    expect((await catalog.find?.('A-1', signal))?.id).toBe('A-1')
    expect(await catalog.hasBrand?.('Harbour')).toBe(true)
    expect(await catalog.hasBrand?.('harbour')).toBe(false)
  })

  test('reads lists that functions give, and prices and sale days of the row', async () => {
    expect(await catalog.find?.('A-1', signal)).toMatchObject({
      highlights: ['first', 'second', 'last'],
      details: [
        { name: '1', value: 'first|second' },
        { name: '2', value: 'last' },
      ],
      price: { amountMinor: 1501, currency: 'JPY' },
      salePrice: { amountMinor: 900, currency: 'JPY' },
      // A TIMESTAMP is an instant, and comes as UTC shows it; a text is what the clock in Tokyo showed.
      saleStartsAt: Date.parse(kind === 'mysql' ? '2026-07-01T00:00:00Z' : '2026-06-30T15:00:00Z'),
      saleEndsAt: Date.parse('2026-07-31T14:59:59.999Z'),
    })
  })
})

describe('a database that is away', () => {
  test('is told as that, and not as a mistake of the mapping', async () => {
    const mapping: Mapping = {
      database: 'mysql://nobody@127.0.0.1:1/shop',
      currency: 'EUR',
      products: { table: 't', id: 'i', set: {} },
    }
    const catalog = mappedCatalog({ database: undefined as unknown as Database, mapping, store: 'default' })
    for (let attempt = 0; attempt < 2; attempt++)
      await expect(catalog.page(null, 1, {}, signal)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await catalog.close?.()
  })

  test('is not made where it is a file that is not there', async () => {
    const folder = tempFolder()
    const path = join(folder.path, 'shop', 'shop.db')
    try {
      const mapping: Mapping = { database: path, currency: 'EUR', products: { table: 't', id: 'i', set: {} } }
      const catalog = mappedCatalog({ database: undefined as unknown as Database, mapping, store: 'default' })
      await expect(catalog.page(null, 1, {}, signal)).rejects.toThrow()
      await catalog.close?.()
      expect(existsSync(join(folder.path, 'shop'))).toBe(false)
    } finally {
      folder.remove()
    }
  })
})
