/** Mistakes in a mapping of the foreign shop: each is told by its place, with what is there instead. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Mapping } from '../../../../feeds/catalog/mapped/mapping.js'
import { tellMistake } from '../../../../feeds/catalog/mapped/mistake.js'
import { checkMapping, validateMapping } from '../../../../feeds/catalog/mapped/source.js'
import { openDatabase } from '../../../../src/kernel/database/open-database.js'
import type { Database } from '../../../../src/kernel.js'
import { exampleMapping } from '../../../support/foreign/example-mapping.js'
import {
  type ForeignShop,
  isForeignShopAvailable,
  openForeignShop,
} from '../../../support/foreign/foreign-shop.js'

type Loose = { [key: string]: Loose }

/** The same with nothing shared but functions. */
const copied = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(copied)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, copied(one)]))
}

describe.skipIf(!isForeignShopAvailable)('a mapping of the foreign shop', () => {
  let shop: ForeignShop
  let ours: Database
  beforeAll(async () => {
    shop = await openForeignShop()
    ours = await openDatabase(shop.url)
  })
  afterAll(async () => {
    await ours.close()
    await shop.close()
  })

  /** The example with one change, checked as a start does it. */
  async function mistakesOf(change: (mapping: Loose) => void): Promise<readonly string[]> {
    const mapping = copied(await exampleMapping(shop.readerUrl)) as Mapping
    change(mapping as unknown as Loose)
    const shape = validateMapping(mapping)
    const mistakes = shape.length > 0 ? shape : await checkMapping(mapping, ours)
    return mistakes.map((mistake) => tellMistake(mistake))
  }

  const change = (path: string, value: unknown) => (mapping: Loose) => {
    const steps = path.split('.')
    const last = steps.pop() ?? ''
    const place = steps.reduce<Loose | undefined>((at, step) => at?.[step], mapping)
    if (!place) throw new Error(`there is no ${path}`)
    place[last] = value as Loose
  }

  test('has no mistake as the documentation shows it', async () => {
    expect(await mistakesOf(() => {})).toEqual([])
  })

  test.each<[what: string, path: string, value: unknown, told: RegExp]>([
    [
      'a misspelt column',
      'related.0.set.title',
      'nmae',
      /^catalog\.related\[0\]\.set\.title: the table oc_product_description has no column nmae; it has product_id, language_id, name, description; did you mean name\?$/,
    ],
    [
      'a column of another table',
      'products.set.price',
      'name',
      /^catalog\.products\.set\.price: the table oc_product has no column name; it has product_id, .*\bprice\b/,
    ],
    [
      'a misspelt table',
      'related.1.table',
      'manufacturers',
      /^catalog\.related\[1\]\.table: there is no table oc_manufacturers; did you mean oc_manufacturer\?$/,
    ],
    [
      'another prefix',
      'prefix',
      'shop_',
      /^catalog\.products\.table: there is no table shop_product; .*oc_product/,
    ],
    [
      'a query with a table that is not there',
      'tax.query',
      'SELECT tax_class_id, iso_code, rate FROM {prefix}taxes',
      /^catalog\.tax\.query: the database refuses it: .*oc_taxes/,
    ],
    [
      'a query without a column that is named',
      'categories.query',
      'SELECT category_id, parent_id FROM {prefix}category',
      /^catalog\.categories\.name: the query has no column name; it has category_id, parent_id/,
    ],
    [
      'a column in where',
      'products.where',
      { state: 1 },
      /^catalog\.products\.where\.state: the table oc_product has no column state; .*did you mean status\?/,
    ],
    [
      'a column to sort by',
      'lists.additionalImageLinks.order',
      ['-position'],
      /^catalog\.lists\.additionalImageLinks\.order\[0\]: the table oc_product_image has no column position; /,
    ],
    [
      'a column that names the other table',
      'related.1.by',
      'maker_id',
      /^catalog\.related\[1\]\.by: the table oc_product has no column maker_id; /,
    ],
    [
      'a key that is not unique',
      'products.id',
      'manufacturer_id',
      /^catalog\.products\.id: manufacturer_id is no key of oc_product, .*product_id/,
    ],
    [
      'a property that is misspelt',
      'products.set.titel',
      'name',
      /^catalog\.products\.set\.titel: is not known here; did you mean title\?$/,
    ],
    [
      'a part that is misspelt',
      'variant',
      {},
      /^catalog\.variant: is not known here; did you mean variants\?$/,
    ],
    [
      'a number instead of a column',
      'products.set.price',
      12,
      /^catalog\.products\.set\.price: must be a column/,
    ],
    [
      'a currency that there is not',
      'currency',
      'Euro',
      /^catalog\.currency: must be a currency of ISO 4217/,
    ],
    [
      'a time zone that there is not',
      'timeZone',
      'Europe/Atlantis',
      /^catalog\.timeZone: must be the name of a time zone/,
    ],
    [
      'an option that is made no property',
      'variants.options.as',
      { Größe: 'length' },
      /^catalog\.variants\.options\.as\.Größe: must be one of color, size/,
    ],
    [
      'two statements in a query',
      'tax.query',
      'SELECT 1; DROP TABLE oc_product',
      /^catalog\.tax\.query: must be one SELECT/,
    ],
  ])('tells of %s', async (_, path, value, told) => {
    const mistakes = await mistakesOf(change(path, value))
    expect(mistakes[0]).toMatch(told)
  })

  test('tells all mistakes at once', async () => {
    const mistakes = await mistakesOf((mapping) => {
      change('products.set.price', 'prize')(mapping)
      change('related.0.set.description', 'text')(mapping)
      change('prices.0.table', 'specials')(mapping)
    })
    expect(mistakes.map((told) => told.split(':')[0])).toEqual([
      'catalog.products.set.price',
      'catalog.related[0].set.description',
      'catalog.prices[0].table',
    ])
  })

  test('tells of a table that its account must not read', async () => {
    const address = new URL(shop.readerUrl)
    const account = `'${address.username}'@'127.0.0.1'`
    const database = `\`${address.pathname.slice(1)}\``
    await shop.write(`REVOKE SELECT ON ${database}.* FROM ${account}`)
    await shop.write(`GRANT SELECT ON ${database}.oc_product TO ${account}`)
    const mistakes = await mistakesOf(() => {})
    await shop.write(`REVOKE SELECT ON ${database}.oc_product FROM ${account}`)
    await shop.write(`GRANT SELECT ON ${database}.* TO ${account}`)
    expect(mistakes[0]).toMatch(/^catalog\.related\[0\]\.table: .*oc_product_description/)
    expect(mistakes.join()).not.toContain(address.password)
  })
})
