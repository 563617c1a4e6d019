/** Tables that are not as the mapping believes while it reads: values of another kind cost a value, lost columns and tables the page. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Catalog } from '../../../../feeds/catalog/contract.js'
import type { Mapping } from '../../../../feeds/catalog/mapped/mapping.js'
import { isForeignShopAvailable } from '../../../support/foreign/foreign-shop.js'
import { type MappedShop, openMappedShop } from '../../../support/foreign/mapped-shop.js'

const { signal } = new AbortController()

describe.skipIf(!isForeignShopAvailable)('tables of the foreign shop that change', () => {
  let shop: MappedShop
  beforeAll(async () => {
    shop = await openMappedShop()
  })
  afterAll(() => shop.close())

  const first = async (catalog: Catalog) => (await catalog.page(null, 1, {}, signal))[0]

  async function withSet(set: Mapping['products']['set']) {
    const { products } = shop.mapping
    const catalog = shop.catalogOf({
      ...shop.mapping,
      products: { ...products, set: { ...products.set, ...set } },
    })
    try {
      return await first(catalog)
    } finally {
      await catalog.close?.()
    }
  }

  test.each([
    ['price', 'sku', '"KTL-1" is no amount'],
    ['quantity', 'image', '"catalog/kettle.jpg" is no whole number'],
    ['availableAt', 'mpn', '"WK-2000" is no date'],
    ['isAdult', 'price', '"33.5294" is no yes or no'],
  ])('leave out a %s of another kind, and say so', async (property, column, problem) => {
    const product = await withSet({ [property]: column })
    expect(product?.flaws).toEqual([{ property, problem }])
    expect(product?.title).toBe('Wasserkessel &amp; Untersetzer')
  })

  test('leave out what a function throws for, and say so', async () => {
    const mpn = () => {
      throw new TypeError('row.maker is undefined')
    }
    const product = await withSet({ mpn })
    expect(product?.flaws).toEqual([
      { property: 'mpn', problem: "the mapping's function threw: row.maker is undefined" },
    ])
    expect(product?.mpn).toBeUndefined()
  })

  test.each([
    [
      'a column',
      'ALTER TABLE oc_product_special CHANGE date_end ends date NOT NULL',
      'ALTER TABLE oc_product_special CHANGE ends date_end date NOT NULL',
      /prices\[0\].*date_end/,
    ],
    [
      'a table',
      'RENAME TABLE oc_product_image TO oc_pictures',
      'RENAME TABLE oc_pictures TO oc_product_image',
      /lists\.additionalImageLinks.*oc_product_image/,
    ],
    [
      'a table of a query',
      'RENAME TABLE oc_tax_rule TO oc_rules',
      'RENAME TABLE oc_rules TO oc_tax_rule',
      /tax.*oc_tax_rule/,
    ],
  ])('fail by the name of what is gone, until it is back: %s', async (_, away, back, told) => {
    const { foreign, catalog } = shop
    expect(await first(catalog)).toMatchObject({ id: '1' })
    await foreign.write(away)
    const failed = { code: 'CATALOG_UNREADABLE', message: expect.stringMatching(told) }
    await expect(first(catalog)).rejects.toMatchObject(failed)
    await expect(catalog.fingerprint(signal)).rejects.toMatchObject(failed)
    await foreign.write(back)
    expect(await first(catalog)).toMatchObject({ id: '1' })
  })
})
