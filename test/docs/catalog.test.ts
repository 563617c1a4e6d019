/** What docs/catalog.md tells of our tables: their columns, and rows that become a feed. */
import { expect, test } from 'vitest'
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
      database: url,
      dataFolder: testFolder(),
      environment,
      logLevel: 'silent',
      background: false,
    })
    const database = await openDatabase(url)
    const columns = await database.knex(tables.products).columnInfo()
    const told = rowsOf(sectionOf(document, `### ${tables.products}`)).map(([name = '', type = '']) => [
      name.replaceAll('`', ''),
      type.endsWith(', null'),
    ])
    expect(told).toEqual(Object.entries(columns).map(([name, { nullable }]) => [name, nullable]))
    for (const [table = '', cells = ''] of rowsOf(sectionOf(document, '### The other three'))) {
      const names = Object.keys(await database.knex(table.replaceAll('`', '')).columnInfo())
      expect(cells.match(/`\w+`/g), table).toEqual(names.map((name) => `\`${name}\``))
    }
    await database.close()
    await cast.close()
  })

  test('gives rows that become a feed', async () => {
    const { url } = await fresh()
    const cast = await createStorecast({
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
