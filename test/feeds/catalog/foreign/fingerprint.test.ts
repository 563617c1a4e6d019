/** The fingerprint of the foreign shop: still while nothing changes, another one after any change that a feed could tell. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isForeignShopAvailable } from '../../../support/foreign/foreign-shop.js'
import { type MappedShop, openMappedShop } from '../../../support/foreign/mapped-shop.js'
import { foreignTables } from '../../../support/foreign/schema.js'

const { signal } = new AbortController()

interface Changed {
  /** A row that a feed tells something of. */
  readonly row: string
  /** Every column that the example mapping reads, with a value that this row does not have. */
  readonly columns: Readonly<Record<string, string | number>>
}

const tables: Readonly<Record<string, Changed>> = {
  product: {
    row: 'product_id = 1',
    columns: {
      quantity: 77,
      stock_status_id: 6,
      image: 'catalog/other.jpg',
      manufacturer_id: 4,
      price: '77.7700',
      tax_class_id: 10,
      date_available: '2031-01-01',
      ean: '4006381333900',
      mpn: 'OTHER',
      weight: '7.70000000',
      weight_class_id: 2,
      status: 0,
    },
  },
  product_description: {
    row: 'product_id = 2',
    columns: { name: 'Other', description: 'Another text.', language_id: 1 },
  },
  product_image: {
    row: 'product_image_id = 1',
    columns: { image: 'catalog/other.jpg', sort_order: 77, product_id: 2 },
  },
  product_special: {
    row: 'product_id = 29',
    columns: {
      price: '7.7700',
      date_start: '2021-02-03',
      date_end: '2058-02-03',
      priority: 7,
      customer_group_id: 3,
    },
  },
  product_discount: {
    row: 'product_discount_id = 3',
    columns: { price: '7.7700', quantity: 3, customer_group_id: 3, priority: 7 },
  },
  manufacturer: { row: 'manufacturer_id = 3', columns: { name: 'Other' } },
  category: { row: 'category_id = 22', columns: { parent_id: 30 } },
  category_description: { row: 'category_id = 22', columns: { name: 'Other', language_id: 5 } },
  product_to_category: { row: 'product_id = 2', columns: { category_id: 43, is_main: 0 } },
  tax_rule: { row: 'tax_rule_id = 1', columns: { tax_rate_id: 4, tax_class_id: 11 } },
  tax_rate: { row: 'tax_rate_id = 1', columns: { rate: '7.7000', type: 'F', geo_zone_id: 7 } },
  geo_zone_country: { row: 'geo_zone_id = 1', columns: { country_id: 7 } },
  country: { row: 'country_id = 81', columns: { iso_code: 'CH' } },
  option_description: { row: 'option_id = 12', columns: { name: 'Other', language_id: 5 } },
  option_value_description: { row: 'option_value_id = 101', columns: { name: 'Other', language_id: 5 } },
  product_option_value: {
    row: 'product_option_value_id = 203',
    columns: { quantity: 77, price: '7.7000', price_prefix: '+', option_id: 12, option_value_id: 102 },
  },
  attribute_description: { row: 'attribute_id = 8', columns: { name: 'Other', language_id: 5 } },
  product_attribute: {
    row: "text LIKE '2 Liter%'",
    columns: { language_id: 5, attribute_id: 9, product_id: 2 },
  },
  currency: { row: 'currency_id = 2', columns: { value: '7.70000000', code: 'SEK', status: 0 } },
  product_sales: { row: 'product_id = 1', columns: { units: 77 } },
}

const changes = Object.entries(tables).flatMap(([table, { row, columns }]) =>
  Object.entries(columns).map(([column, value]) => ({ table, row, column, value })),
)

describe.skipIf(!isForeignShopAvailable)('the fingerprint of the foreign shop', () => {
  let shop: MappedShop
  let fingerprint: () => Promise<string>
  beforeAll(async () => {
    shop = await openMappedShop()
    fingerprint = () => shop.catalog.fingerprint(signal)
  })
  afterAll(() => shop.close())

  test('stays while nothing changes', async () => {
    expect(await fingerprint()).toBe(await fingerprint())
  })

  test.each(changes)('sees $table.$column change, and change back', async ({ table, row, column, value }) => {
    const set = (to: unknown) => shop.foreign.write(`UPDATE oc_${table} SET ${column} = ? WHERE ${row}`, [to])
    const [found] = await shop.foreign.read(`SELECT ${column} AS old FROM oc_${table} WHERE ${row}`)
    const before = await fingerprint()
    await set(value)
    const changed = await fingerprint()
    await set(found?.old)
    expect(found?.old).not.toBe(value)
    expect(changed).not.toBe(before)
    expect(await fingerprint()).toBe(before)
  })

  test('covers every table that there is', () => {
    expect(Object.keys(tables).sort()).toEqual(Object.keys(foreignTables).sort())
  })

  test('sees rows come and go', async () => {
    const before = await fingerprint()
    await shop.foreign.write(
      "INSERT INTO oc_product_special VALUES (999, 2, 1, 1, '5.0000', '0000-00-00', '0000-00-00')",
    )
    const more = await fingerprint()
    await shop.foreign.write('DELETE FROM oc_product_special WHERE product_special_id = 999')
    expect(more).not.toBe(before)
    expect(await fingerprint()).toBe(before)
  })

  // A checksum that is only summed up does not see this: CRC32 is linear, and for these two rows, found by
  // trying, what one sum gains by the change of one bit the other loses.
  test('sees a product change its main category', async () => {
    const { write } = shop.foreign
    await write('INSERT INTO oc_category VALUES (268, 0)')
    await write("INSERT INTO oc_category_description VALUES (268, 2, 'Geschenke')")
    await write('INSERT INTO oc_product_to_category VALUES (2, 20, 1), (2, 268, 0)')
    const before = await fingerprint()
    await write(
      'UPDATE oc_product_to_category SET is_main = 1 - is_main WHERE product_id = 2 AND category_id <> 21',
    )
    const after = await fingerprint()
    await write('DELETE FROM oc_product_to_category WHERE product_id = 2 AND category_id <> 21')
    await write('DELETE FROM oc_category WHERE category_id = 268')
    await write('DELETE FROM oc_category_description WHERE category_id = 268')
    expect(after).not.toBe(before)
  })

  test('sees two products swap their prices', async () => {
    const before = await fingerprint()
    await shop.foreign.write(
      "UPDATE oc_product SET price = IF(product_id = 15, '9.0000', '12.0000') WHERE product_id IN (15, 27)",
    )
    expect(await fingerprint()).not.toBe(before)
    await shop.foreign.write(
      "UPDATE oc_product SET price = IF(product_id = 15, '12.0000', '9.0000') WHERE product_id IN (15, 27)",
    )
    expect(await fingerprint()).toBe(before)
  })
})
