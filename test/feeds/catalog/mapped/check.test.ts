/** Mistakes of a mapping against the real tables: all at once, with what there is instead. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Mapping } from '../../../../feeds/catalog/mapped/mapping.js'
import { tellMistake } from '../../../../feeds/catalog/mapped/mistake.js'
import { checkMapping } from '../../../../feeds/catalog/mapped/source.js'
import { type Database, openDatabase } from '../../../../src/kernel.js'
import { describeEachDatabase } from '../../../support/databases.js'
import { makeTables, shopMapping } from './shop.js'

describeEachDatabase('checking a mapping', (fresh, kind) => {
  let database: Database
  let url: string
  beforeAll(async () => {
    url = (await fresh()).url
    database = await openDatabase(url)
    await makeTables(database.knex)
    await database.knex.raw(
      'create table pairs (a integer not null, b integer not null, c varchar(20), primary key (a, b))',
    )
    await database.knex.raw('create table loose (a integer, b integer)')
    await database.knex.raw('create view seen as select a, b from pairs')
  })
  afterAll(() => database.close())

  const told = async (mapping: Mapping) =>
    (await checkMapping(mapping, database)).map((mistake) => tellMistake(mistake))
  const base: Mapping = { currency: 'EUR', products: { table: 'x_goods', id: 'nr', set: {} } }

  test('finds nothing where there is nothing', async () => {
    expect(await told(shopMapping)).toEqual([])
    expect(await told({ ...shopMapping, database: url })).toEqual([])
  })

  test('tells every column and table that is not there, and what is', async () => {
    const mapping: Mapping = {
      ...base,
      products: {
        ...base.products,
        where: { visibel: 1 },
        set: { title: 'slgu', weight: { column: 'weight', unit: { column: 'unit' } } },
      },
      related: [
        { table: 'x_text', product: 'good', set: { title: 'name' } },
        { table: 'x_makers', by: 'makr', id: 'nr', set: { brand: 'nmae' } },
      ],
      lists: { highlights: { table: 'x_labels', product: 'good', order: ['-plaec'], value: 'label' } },
    }
    const [goods, makers, labels] = ['nr, visible', 'nr, name', 'good, place, label']
    expect(await told(mapping)).toEqual([
      expect.stringMatching(
        `^catalog\\.products\\.set\\.title: the table x_goods has no column slgu; it has ${goods}.*; did you mean slug\\?$`,
      ),
      expect.stringMatching(
        `^catalog\\.products\\.set\\.weight\\.unit\\.column: the table x_goods has no column unit; it has ${goods}`,
      ),
      expect.stringMatching('^catalog\\.products\\.where\\.visibel: .* did you mean visible\\?$'),
      expect.stringMatching(
        '^catalog\\.related\\[1\\]\\.by: the table x_goods has no column makr.* did you mean maker\\?$',
      ),
      'catalog.related[0].table: there is no table x_text; did you mean x_texts?',
      `catalog.related[1].set.brand: the table x_makers has no column nmae; it has ${makers}; did you mean name?`,
      `catalog.lists.highlights.order[0]: the table x_labels has no column plaec; it has ${labels}; did you mean place?`,
    ])
  })

  test('tells a query that the database refuses, and a column that one does not give', async () => {
    const mapping: Mapping = {
      ...base,
      related: [
        { query: 'select good frm x_texts', product: 'good', set: {} },
        { query: 'select good, name as title from x_texts', product: 'good', set: { title: 'name' } },
      ],
    }
    expect(await told(mapping)).toEqual([
      expect.stringMatching(/^catalog\.related\[0\]\.query: the database refuses it: .*syntax/),
      'catalog.related[1].set.title: the query has no column name; it has good, title',
    ])
  })

  test.each([
    [
      'a table whose key has another column',
      { table: 'pairs', id: 'a' },
      /catalog\.products\.id: a is no key of pairs, .* Unique are: a \+ b\.$/,
    ],
    [
      'a table without a key',
      { table: 'loose', id: 'a' },
      /a is no key of loose, .* It has no unique index\.$/,
    ],
    [
      'a key whose other column may be several',
      { table: 'pairs', id: 'a', where: { b: [1, 2] } },
      /is no key/,
    ],
  ])('tells %s', async (_, rows, message) => {
    expect(await told({ ...base, products: { ...rows, set: {} } })).toEqual([expect.stringMatching(message)])
  })

  test.each([
    ['a key whose other column is fixed', { table: 'pairs', id: 'a', where: { b: 1 } }],
    ['a view, of which nobody knows', { table: 'seen', id: 'a' }],
    ['a query, of which nobody knows', { query: 'select a from loose', id: 'a' }],
  ])('takes %s', async (_, rows) => {
    expect(await told({ ...base, products: { ...rows, set: {} } })).toEqual([])
  })

  test('passes on that a database does not answer', async () => {
    const away = kind === 'mysql' ? 'mysql://nobody@127.0.0.1:1/shop' : '/nowhere/shop.db'
    await expect(checkMapping({ ...base, database: away }, database)).rejects.toThrow()
  })
})
