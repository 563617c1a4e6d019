/** Planting the demo shop: once, twice, by two at once, and beside a merchant's own rows. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { plantDemo } from '../../../../feeds/catalog/demo/plant.js'
import { saleDates } from '../../../../feeds/catalog/demo/sale-dates.js'
import { demoProducts } from '../../../../feeds/catalog/demo/shop.js'
import { demoTaxes } from '../../../../feeds/catalog/demo/taxes.js'
import { tables } from '../../../../feeds/catalog/sql/schema.js'
import { sqlCatalog } from '../../../../feeds/catalog/sql/source.js'
import { type Database, openDatabase } from '../../../../src/kernel.js'
import { describeEachDatabase } from '../../../support/databases.js'
import { categoryRow, fill, openCatalog, productRow } from '../sql/tables.js'

const { signal } = new AbortController()
const november = Date.UTC(2026, 10, 21, 12)

describeEachDatabase('the demo shop', (fresh) => {
  let database: Database
  let url: string
  beforeAll(async () => {
    url = (await fresh()).url
    database = await openCatalog(url)
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    for (const table of Object.values(tables)) await database.knex(table).delete()
  })

  const all = () =>
    Promise.all(
      Object.values(tables).map(async (table) => {
        const rows = await database.knex(table)
        return rows.map((row: object) => JSON.stringify(row)).sort()
      }),
    )

  test('planted twice in a month is the same rows', async () => {
    await plantDemo(database, 'default', november)
    const once = await all()
    expect(once[0]).toHaveLength(demoProducts.length)
    await plantDemo(database, 'default', november + 9 * 86_400_000)
    expect(await all()).toEqual(once)
  })

  test('has another fingerprint in the next month, when its sales have moved', async () => {
    const catalog = sqlCatalog({ database, store: 'default' })
    await plantDemo(database, 'default', november)
    const before = await catalog.fingerprint(signal)
    await plantDemo(database, 'default', Date.UTC(2026, 11, 1))
    expect(await catalog.fingerprint(signal)).not.toBe(before)
  })

  test('may be planted by several processes at once', async () => {
    await plantDemo(database, 'default', november)
    const expected = await all()
    for (const table of Object.values(tables)) await database.knex(table).delete()
    const others = await Promise.all([openDatabase(url), openDatabase(url), openDatabase(url)])
    await Promise.all(others.map((other) => plantDemo(other, 'default', november)))
    await Promise.all(others.map((other) => other.close()))
    expect(await all()).toEqual(expected)
  })

  test('takes its own old rows away and leaves a merchant’s alone', async () => {
    await fill(database, {
      products: [
        productRow({ id: 'mine', link: '/things/mine' }),
        productRow({ id: 'HP-GONE', link: 'demo/products/HP-GONE' }),
        productRow({ id: 'HP-GONE', link: 'demo/products/HP-GONE', store: 'other' }),
      ],
      categories: [categoryRow('mine'), categoryRow('demo-gone')],
      placements: [
        { store: 'default', category_id: 'mine', product_id: 'HP-GONE' },
        { store: 'default', category_id: 'demo-gone', product_id: 'mine' },
      ],
    })
    await plantDemo(database, 'default', november)
    const ids = async (table: string, column: string) =>
      (await database.knex(table).where({ store: 'default' }).pluck(column)) as string[]
    expect(await ids(tables.products, 'id')).toContain('mine')
    expect(await ids(tables.products, 'id')).not.toContain('HP-GONE')
    expect(await ids(tables.categories, 'id')).toContain('mine')
    expect(await ids(tables.categories, 'id')).not.toContain('demo-gone')
    expect(await ids(tables.placements, 'category_id')).toContain('mine')
    expect(await ids(tables.placements, 'category_id')).not.toContain('demo-gone')
    expect(await database.knex(tables.products).where({ store: 'other' }).pluck('id')).toEqual(['HP-GONE'])
  })

  test('is read back by the catalog with its texts unharmed', async () => {
    await plantDemo(database, 'default', november)
    const page = await sqlCatalog({ database, store: 'default' }).page(null, 1000, {}, signal)
    const read = new Map(page.map(({ id, title, description }) => [id, { title, description }]))
    for (const { id, title, description } of demoProducts)
      expect(read.get(id)).toEqual({ title, description })
  })

  test('is read back with every attribute it was given', async () => {
    await plantDemo(database, 'default', november)
    const page = await sqlCatalog({ database, store: 'default' }).page(null, 1000, {}, signal)
    const read = new Map(page.map((product) => [product.id, product]))
    for (const { id, attributes = {}, availableInDays, taxClass, furtherGtins } of demoProducts) {
      const product = read.get(id)
      for (const [name, value] of Object.entries(attributes))
        expect(product?.[name as keyof typeof attributes], `${id} ${name}`).toEqual(value)
      expect(product?.availableAt, id).toBe(
        availableInDays === undefined ? undefined : Date.UTC(2026, 11, 1 + availableInDays),
      )
      expect(product?.taxToAdd?.DE, id).toBe(demoTaxes.find(([name]) => name === taxClass)?.[2])
      expect(product?.furtherGtins, id).toEqual(furtherGtins)
    }
  })
})

describe('a demo sale', () => {
  test.each([
    ['the first instant', Date.UTC(2026, 10, 1)],
    ['the middle', november],
    ['the last instant', Date.UTC(2026, 11, 1) - 1],
    ['the last instant of a year', Date.UTC(2027, 0, 1) - 1],
  ])('is what it says at %s of a month', (_, now) => {
    const at = (time: Parameters<typeof saleDates>[0]) => saleDates(time, now)
    const past = (instant: number | null) => instant !== null && instant <= now
    expect([past(at('running').startsAt), past(at('running').endsAt)]).toEqual([true, false])
    expect([past(at('over').startsAt), past(at('over').endsAt)]).toEqual([true, true])
    expect([past(at('upcoming').startsAt), past(at('upcoming').endsAt)]).toEqual([false, false])
    expect(at('always')).toEqual({ startsAt: null, endsAt: null })
    expect(Number(at('backwards').endsAt)).toBeLessThan(Number(at('backwards').startsAt))
  })
})
