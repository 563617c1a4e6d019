/** What docs/catalog.md tells of our tables: their columns, and rows that become a feed. */
import { expect, test } from 'vitest'
import type { Attribute } from '../../feeds/catalog/attributes.js'
import { attributeColumns } from '../../feeds/catalog/sql/attribute-columns.js'
import { tables } from '../../feeds/catalog/sql/schema.js'
import { createStorecast } from '../../src/index.js'
import { openDatabase } from '../../src/kernel/database/open-database.js'
import { describeEachDatabase } from '../support/databases.js'
import { testFolder } from '../support/temp-folder.js'
import { blocksOf, rowsOf, sectionOf } from './documents.js'

const document = 'docs/catalog.md'
const environment = { XML_FEEDS__IS_ENABLED_GOOGLE: 'true', SHOP__ADDRESS: 'https://shop.example' }

describeEachDatabase('docs/catalog.md', (fresh) => {
  test('names the columns of each table, and which may be null', async () => {
    const { url } = await fresh()
    const cast = await createStorecast({
      tell: () => {},
      database: url,
      dataFolder: testFolder(),
      environment,
      logLevel: 'silent',
      background: false,
    })
    const database = await openDatabase(url)
    const columns = await database.knex(tables.products).columnInfo()
    const told = [tables.products, 'Attributes']
      .flatMap((title) => rowsOf(sectionOf(document, `### ${title}`)))
      .filter(([name = '']) => name.startsWith('`'))
      .map(([name = '', type = '']) => [name.replaceAll('`', ''), type.endsWith(', null')])
    expect(new Set(told.map(([name]) => name)).size).toBe(told.length)
    expect(told.toSorted()).toEqual(
      Object.entries(columns)
        .map(([name, { nullable }]) => [name, nullable])
        .toSorted(),
    )
    for (const [table = '', cells = ''] of rowsOf(sectionOf(document, '### The other four'))) {
      const names = Object.keys(await database.knex(table.replaceAll('`', '')).columnInfo())
      expect(cells.match(/`\w+`/g), table).toEqual(names.map((name) => `\`${name}\``))
    }
    await database.close()
    await cast.close()
  })

  test('gives rows that become a feed', async () => {
    const { url } = await fresh()
    const cast = await createStorecast({
      tell: () => {},
      database: url,
      dataFolder: testFolder(),
      environment,
      logLevel: 'silent',
      background: false,
    })
    const database = await openDatabase(url)
    const statements = blocksOf(document, 'sql')
      .flatMap((block) => block.split(/;\s*(?:\n|$)/))
      .filter(Boolean)
    expect(statements).toHaveLength(4)
    for (const statement of statements) await database.knex.raw(statement)
    await database.close()
    for (const query of ['', 'category=home', 'curr=USD', 'brand=Harbour'])
      expect(await cast.feeds.refresh('google-merchant', query), query).toMatchObject({
        state: 'published',
        snapshot: { items: 2, leftOut: 0 },
      })
    expect(await cast.feeds.refresh('google-merchant', 'stock=1')).toMatchObject({ snapshot: { items: 1 } })
    await cast.close()
  })
})

const partOf = ([name, kind]: readonly [string, string]) =>
  kind === 'text' ? `\`${name}\`` : `\`${name}\` (${kind})`

const kindOf = (attribute: Attribute) =>
  attribute.kind === 'records'
    ? `records of ${Object.entries(attribute.parts).map(partOf).join(', ')}`
    : attribute.kind

test('docs/catalog.md tells every attribute as the table of attributes does, and how each kind is written', () => {
  const [columns, kinds] = sectionOf(document, '### Attributes').split('What a cell holds:')
  expect(rowsOf(columns ?? '')).toEqual(
    attributeColumns
      .filter(({ name }) => name !== 'quantity')
      .map(({ column, type, attribute }) => [
        `\`${column}\``,
        `${type}, null`,
        kindOf(attribute),
        attribute.means,
      ]),
  )
  expect(rowsOf(kinds ?? '').map(([kind]) => kind)).toEqual([
    'text',
    'texts',
    'flag',
    'whole',
    'amount',
    'instant',
    'measure',
    'records',
  ])
})
