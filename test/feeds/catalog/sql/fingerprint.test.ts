/** When the fingerprint of the `sql` catalog changes, and when it must not. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Catalog } from '../../../../feeds/catalog/contract.js'
import { tables } from '../../../../feeds/catalog/sql/schema.js'
import { sqlCatalog } from '../../../../feeds/catalog/sql/source.js'
import type { Database } from '../../../../src/kernel.js'
import { describeEachDatabase } from '../../../support/databases.js'
import { categoryRow, fill, openCatalog, productRow } from './tables.js'

const { signal } = new AbortController()
const longAgo = 1_700_000_000_000

describeEachDatabase('the fingerprint', (fresh) => {
  let database: Database
  let catalog: Catalog
  beforeAll(async () => {
    database = await openCatalog((await fresh()).url)
    catalog = sqlCatalog({ database, store: 'default' })
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    for (const table of Object.values(tables)) await database.knex(table).delete()
    await fill(database, {
      products: [
        productRow({ id: 'a', updated_at: longAgo }),
        productRow({ id: 'b', updated_at: longAgo + 5_000 }),
      ],
      categories: [categoryRow('root'), categoryRow('leaf', 'root')],
      placements: [
        { store: 'default', category_id: 'root', product_id: 'a' },
        { store: 'default', category_id: 'leaf', product_id: 'b' },
      ],
      rates: [{ store: 'default', currency: 'USD', rate: '1.1', updated_at: longAgo }],
      taxes: [
        { store: 'default', tax_class: 'food', country: 'DE', percent: '7', updated_at: longAgo },
        { store: 'default', tax_class: 'food', country: 'AT', percent: '10', updated_at: longAgo },
      ],
    })
  })

  const rows = (table: keyof typeof tables) => database.knex(tables[table])

  test('stays while nothing changes', async () => {
    const before = await catalog.fingerprint(signal)
    expect(before).toMatch(/^[\w-]{20,60}$/)
    expect(await catalog.fingerprint(signal)).toBe(before)
    expect(await catalog.still?.((view) => view.fingerprint(signal))).toBe(before)
  })

  test('stays when another store changes', async () => {
    const before = await catalog.fingerprint(signal)
    await fill(database, { products: [productRow({ store: 'other' })] })
    expect(await catalog.fingerprint(signal)).toBe(before)
  })

  const changes: readonly (readonly [string, () => PromiseLike<unknown>])[] = [
    [
      'a product is added',
      () => rows('products').insert(productRow({ id: 'c', updated_at: longAgo + 9_000 })),
    ],
    [
      'a product is changed',
      () =>
        rows('products')
          .where({ id: 'b' })
          .update({ updated_at: longAgo + 9_000 }),
    ],
    ['a product is removed', () => rows('products').where({ id: 'a' }).delete()],
    [
      'a late commit brings an instant older than the newest',
      () =>
        rows('products')
          .where({ id: 'a' })
          .update({ updated_at: longAgo + 1 }),
    ],
    [
      'one product makes place for another of the past',
      async () => {
        await rows('products').where({ id: 'a' }).delete()
        await rows('products').insert(productRow({ id: 'c', updated_at: longAgo + 1 }))
      },
    ],
    ['a category is renamed', () => rows('categories').where({ id: 'leaf' }).update({ name: 'Leaves' })],
    ['a category is moved', () => rows('categories').where({ id: 'leaf' }).update({ parent_id: null })],
    ['a category is added', () => rows('categories').insert(categoryRow('twig', 'root'))],
    ['a placement is removed', () => rows('placements').where({ product_id: 'a' }).delete()],
    [
      'two products swap their places',
      async () => {
        await rows('placements').delete()
        await rows('placements').insert([
          { store: 'default', category_id: 'leaf', product_id: 'a' },
          { store: 'default', category_id: 'root', product_id: 'b' },
        ])
      },
    ],
    ['a rate changes', () => rows('rates').update({ rate: '1.2' })],
    ['a rate is removed', () => rows('rates').delete()],
    ['a tax changes', () => rows('taxes').where({ country: 'DE' }).update({ percent: '7.5' })],
    ['a tax is removed', () => rows('taxes').where({ country: 'AT' }).delete()],
  ]

  test.each(changes)('changes when %s', async (_, change) => {
    const before = await catalog.fingerprint(signal)
    await change()
    expect(await catalog.fingerprint(signal)).not.toBe(before)
  })

  test('of a change that has just been made matches no later one, for a second may share its millisecond', async () => {
    const [row] = await database.knex.select({ now: database.nowMs })
    await rows('products').where({ id: 'b' }).update({ updated_at: row.now })
    const before = await catalog.fingerprint(signal)
    await rows('products').where({ id: 'b' }).update({ title: 'Changed again', updated_at: row.now })
    await laterThan(row.now)
    expect(await catalog.fingerprint(signal)).not.toBe(before)
  })

  // The database's clock has milliseconds; two readings must not fall into one.
  async function laterThan(instant: number): Promise<void> {
    const until = instant + 50
    for (;;) {
      const [row] = await database.knex.select({ now: database.nowMs })
      if (row.now > until) return
    }
  }
})
