/** The foreign shop itself: its traps stand in the database as they were written. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exampleMapping } from '../../../support/foreign/example-mapping.js'
import {
  type ForeignShop,
  isForeignShopAvailable,
  openForeignShop,
} from '../../../support/foreign/foreign-shop.js'
import { foreignProducts } from '../../../support/foreign/products.js'
import { foreignTables } from '../../../support/foreign/schema.js'

describe.skipIf(!isForeignShopAvailable)('the foreign shop', () => {
  let shop: ForeignShop
  beforeAll(async () => {
    shop = await openForeignShop()
  })
  afterAll(() => shop.close())

  test('keeps some tables without transactions', async () => {
    const found = await shop.read(
      'SELECT table_name AS name, engine FROM information_schema.tables WHERE table_schema = DATABASE()',
    )
    const told = Object.entries(foreignTables).map(([name, { engine }]) => ({ name: `oc_${name}`, engine }))
    expect(new Set(found)).toEqual(new Set(told))
    expect(new Set(told.map(({ engine }) => engine))).toEqual(new Set(['MyISAM', 'InnoDB']))
  })

  test('holds dates that no calendar has, and control characters', async () => {
    expect(await shop.read('SELECT date_end FROM oc_product_special WHERE product_id = 16')).toEqual([
      { date_end: '2060-02-30' },
    ])
    expect(await shop.read('SELECT DISTINCT date_modified FROM oc_product')).toEqual([
      { date_modified: '0000-00-00 00:00:00' },
    ])
    const [text] = await shop.read('SELECT name FROM oc_product_description WHERE product_id = 5')
    expect(text?.name).toBe(foreignProducts.find(({ id }) => id === 5)?.texts?.[0]?.[1])
  })

  test('holds every product, and is closed to writers with the reading account', async () => {
    expect(await shop.read('SELECT COUNT(*) AS products FROM oc_product')).toEqual([
      { products: foreignProducts.length },
    ])
    expect((await exampleMapping(shop.readerUrl)).database).toBe(shop.readerUrl)
  })
})
