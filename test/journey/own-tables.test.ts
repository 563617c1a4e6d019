/** A shop's own tables, from the configuration to the feed: what is wrong is told by line, and what is published stays. */
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { createStorecast, mapTables } from '../../src/index.js'
import { openDatabase } from '../../src/kernel/database/open-database.js'
import { configFolder, storecast } from '../support/config-folder.js'
import { freePort } from '../support/free-port.js'
import { lines } from '../support/lines.js'

const config = `import { defineConfig, mapTables } from 'storecast'

export default defineConfig({
  catalog: mapTables({
    database: 'shop.db',
    currency: 'EUR',
    products: {
      table: 'goods',
      id: 'number',
      set: {
        id: 'sku',
        title: 'name',
        description: 'words',
        link: 'page',
        imageLink: 'picture',
        price: 'price',
        brand: 'maker',
      },
    },
  }),
})
`

async function goodsIn(folder: string): Promise<void> {
  const { knex, close } = await openDatabase(join(folder, 'shop.db'))
  await knex.raw(
    'create table goods (number integer primary key, sku text, name text, words text, page text, picture text, price text, maker text)',
  )
  await knex('goods').insert(
    [1, 2, 3].map((number) => ({
      number,
      sku: `G-${number}`,
      name: `Good ${number}`,
      words: 'A good thing, made to be used for a very long time.',
      page: `/goods/${number}`,
      picture: `/goods/${number}.jpg`,
      price: '12.50',
      maker: 'Harbour',
    })),
  )
  await close()
}

const open = { SHOP__ADDRESS: 'https://shop.example', XML_FEEDS__IS_ENABLED_GOOGLE: 'true' }

describe('a configuration that maps the shop’s tables', () => {
  let folder: string
  const withConfig = async (text: string) => {
    folder = configFolder({ 'storecast.config.js': text })
    await goodsIn(folder)
  }
  beforeEach(() => withConfig(config))

  test('makes a feed of them, whatever STORECAST_CATALOG was set to for our own', async () => {
    for (const env of [open, { ...open, STORECAST_CATALOG: 'sql' }]) {
      const { stderr, stdout } = await storecast(folder, ['feed', 'build', '--force'], env)
      expect([stderr, stdout]).toEqual(['', expect.stringContaining('3 items, 0 left out')])
    }
    const { stdout } = await storecast(folder, ['doctor'], open)
    expect(stdout).toContain('✓ catalog: Every table and column that the mapping names is there.')
    expect(stdout).toContain(`✓ configuration: ${join(folder, 'storecast.config.js')} is read.`)
  })

  test('is told with the line of each key that means nothing', async () => {
    await withConfig(config.replace("title: 'name'", "titel: 'name'").replace("id: 'number',\n", ''))
    const { code, stderr } = await storecast(folder, ['feed', 'build'], open)
    expect([code, stderr.split('\n').slice(1, -1)]).toEqual([
      2,
      expect.arrayContaining([
        expect.stringMatching(/storecast\.config\.js:7: catalog\.products(\.id)?: .*id/),
        expect.stringMatching(/storecast\.config\.js:11: catalog\.products\.set\.titel: .*title/),
      ]),
    ])
  })

  test('is told with the line of each column that is not there, and commands that need none go on', async () => {
    await withConfig(
      config.replace("title: 'name'", "title: 'nmae'").replace("brand: 'maker'", "brand: 'brand'"),
    )
    const said = [
      /storecast\.config\.js:12: catalog\.products\.set\.title: the table goods has no column nmae; it has number, sku, name/,
      /storecast\.config\.js:17: catalog\.products\.set\.brand: the table goods has no column brand/,
    ]
    const built = await storecast(folder, ['feed', 'build'], open)
    const asked = await storecast(folder, ['doctor'], open)
    const served = await storecast(folder, ['serve'], { ...open, PORT: '0' })
    for (const words of said) {
      expect(built.stderr).toMatch(words)
      expect(asked.stdout).toMatch(words)
      expect(served.stderr).toMatch(words)
    }
    expect([built.code, asked.code, served.code]).toEqual([1, 1, 1])
    expect((await storecast(folder, ['registry', 'get', 'SHOP', 'NAME'])).code).toBe(0)
  })
})

describe('a Storecast whose tables have changed', () => {
  const mapping = (folder: string, title: string) =>
    mapTables({
      database: join(folder, 'shop.db'),
      currency: 'EUR',
      products: {
        table: 'goods',
        id: 'number',
        set: {
          id: 'sku',
          title,
          description: 'words',
          link: 'page',
          imageLink: 'picture',
          price: 'price',
          brand: 'maker',
        },
      },
    })
  const start = (folder: string, title: string, more: object = {}) =>
    createStorecast({
      tell: () => {},
      catalog: mapping(folder, title),
      dataFolder: join(folder, 'data'),
      logLevel: 'silent',
      environment: open,
      ...more,
    })

  test('ends its start where nothing was ever published', async () => {
    const folder = configFolder({})
    await goodsIn(folder)
    await expect(start(folder, 'nmae')).rejects.toMatchObject({
      code: 'CATALOG_UNREADABLE',
      message: expect.stringMatching(
        /\n {2}- catalog\.products\.set\.title: the table goods has no column nmae/,
      ),
    })
  })

  test('serves what it has where something was, and says why it builds nothing', async () => {
    const folder = configFolder({})
    await goodsIn(folder)
    const before = await start(folder, 'name', { background: false })
    expect((await before.feeds.refresh('google-merchant')).state).toBe('published')
    await before.close()
    const after = await start(folder, 'nmae')
    expect(await after.feeds.list()).toHaveLength(1)
    await expect(after.feeds.refresh('google-merchant', '', { force: true })).rejects.toThrow(
      /no column nmae/,
    )
    await after.close()
  })

  test('tells every mistake of a mapping in code, before anything is opened', async () => {
    const catalog = mapTables({ currency: 'euro', products: { table: 'goods', id: 'number', set: {} } })
    await expect(start('/nowhere', '', { catalog, channels: [], price: 1 })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(
        /- catalog\.currency: [\s\S]*- channels: is empty[\s\S]*- price: must be/,
      ),
    })
  })

  test('has a mapping per store, and tells which store’s is wrong', async () => {
    const folder = configFolder({})
    await goodsIn(folder)
    const perStore = (store: string) => mapping(folder, store === 'acme' ? 'sku' : 'name')
    const cast = await start(folder, '', { catalog: perStore, stores: ['acme'], background: false })
    await cast.registry.set('acme', 'SHOP', 'ADDRESS', 'https://acme.example', { by: 'test' })
    for (const face of [cast, cast.store('acme')])
      expect(await face.feeds.refresh('google-merchant')).toMatchObject({ snapshot: { items: 3 } })
    await cast.close()
    const wrong = () => mapTables({} as never)
    await expect(start(folder, '', { catalog: wrong })).rejects.toThrow(
      /catalog of the store default has mistakes/,
    )
  })
})

test('a shop’s database that does not answer keeps no server from starting', async () => {
  const folder = configFolder({})
  const nobody = `mysql://reader:secret@127.0.0.1:${await freePort()}/shop`
  const products = { table: 'goods', id: 'number', set: { id: 'sku', title: 'name' } }
  const written = lines()
  const cast = await createStorecast({
    tell: () => {},
    catalog: mapTables({ database: nobody, currency: 'EUR', products }),
    dataFolder: join(folder, 'data'),
    logLevel: 'error',
    logDestination: written,
    environment: open,
  })
  await expect(cast.feeds.refresh('google-merchant')).rejects.toMatchObject({ code: 'DATABASE_AWAY' })
  await cast.close()
  expect(written.text).toContain('the catalog cannot be read; what is published is served')
  expect(written.text).not.toContain('secret')
})
