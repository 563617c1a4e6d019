/** The demo and a shop's own data: neither gets into the other. */
import { expect, test } from 'vitest'
import { plantDemo } from '../../feeds/catalog/demo/plant.js'
import { createStorecast } from '../../src/index.js'
import { openDatabase } from '../../src/kernel/database/open-database.js'
import { describeEachDatabase } from '../support/databases.js'
import { testFolder } from '../support/temp-folder.js'

describeEachDatabase('the demo on a database', (fresh) => {
  const open = (database: string, dataFolder: string, catalog: 'sql' | 'demo') =>
    createStorecast({
      tell: () => {},
      database,
      dataFolder,
      catalog,
      logLevel: 'silent',
      background: false,
      environment: {},
    })

  test('stays out where a shop has settings of its own', async () => {
    const [{ url }, folder] = [await fresh(), testFolder()]
    const shop = await open(url, folder, 'sql')
    await shop.registry.set('default', 'SHOP', 'NAME', 'Our Shop', { by: 'merchant' })
    await shop.close()
    await expect(open(url, folder, 'demo')).rejects.toMatchObject({ code: 'DEMO_ON_REAL_DATA' })
  })

  test('stays out where a shop has products of its own', async () => {
    const [{ url }, folder] = [await fresh(), testFolder()]
    await (await open(url, folder, 'sql')).close()
    const database = await openDatabase(url)
    await plantDemo(database, 'default', Date.now())
    await database.close()
    await expect(open(url, folder, 'demo')).rejects.toMatchObject({ code: 'DEMO_ON_REAL_DATA' })
  })

  test('leaves with its settings and feeds when the shop’s own catalog comes, and what a person set stays', async () => {
    const [{ url }, folder] = [await fresh(), testFolder()]
    const demo = await open(url, folder, 'demo')
    expect(await demo.feeds.refresh('google-merchant')).toMatchObject({
      state: 'published',
      snapshot: { items: 71 },
    })
    await demo.registry.set('default', 'SHOP', 'NAME', 'Our Shop', { by: 'merchant' })
    await demo.close()

    const shop = await open(url, folder, 'sql')
    expect(await shop.feeds.list()).toEqual([])
    const set = (await shop.registry.list('default')).filter(({ source }) => source === 'database')
    expect(set.map(({ group, key, value }) => [`${group}.${key}`, value])).toEqual([
      ['SHOP.NAME', 'Our Shop'],
    ])
    await shop.close()
    await expect(open(url, folder, 'demo')).rejects.toMatchObject({ code: 'DEMO_ON_REAL_DATA' })
  })

  test('comes again as often as it is started', async () => {
    const [{ url }, folder] = [await fresh(), testFolder()]
    for (const _ of [1, 2]) await (await open(url, folder, 'demo')).close()
    const demo = await open(url, folder, 'demo')
    expect((await demo.feeds.refresh('google-merchant')).state).toBe('published')
    await demo.close()
  })
})
