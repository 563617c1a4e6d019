/** Which ids stand in the last published feed: true at every moment, through refusals, failures and lost files. */
import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { FeedsApi } from '../../feeds/api.js'
import { FEED_IDS } from '../../feeds/contract.js'
import { listBytes } from '../../feeds/engine/id-list.js'
import type { ObjectStore } from '../../feeds/engine/objects/object-store.js'
import { snapshotTable } from '../../feeds/engine/snapshot-schema.js'
import { defineChannel, googleMerchant } from '../../feeds/index.js'
import type { FeedsState } from '../../feeds/state.js'
import type { MetaState } from '../../plugins/meta-capi/state.js'
import { modulesOf } from '../../src/app.js'
import { assemble } from '../../src/kernel/assembly.js'
import { describeEachDatabase } from '../support/databases.js'
import { memoryCatalog, someProducts } from '../support/memory-catalog.js'
import fc from '../support/property.js'
import { idsIn, openShop, type Shop, type ShopOptions } from '../support/shop.js'
import { testFolder } from '../support/temp-folder.js'

const google = 'google-merchant'

describeEachDatabase('the ids of a published feed', (fresh) => {
  async function open(wishes: Partial<ShopOptions> = {}) {
    const catalog = memoryCatalog(30)
    const shop = await openShop({ url: (await fresh()).url, catalog, ...wishes })
    return { catalog, shop }
  }

  const standing = async (shop: Shop, ids: readonly string[], code = 'GOOGLE', store = 'default') =>
    shop.state.feedIds.standing(store, code, ids).then((found) => found && [...found].sort())

  /** Every product that the catalog ever had, so that whatever is told too much shows. */
  const all = Array.from({ length: 60 }, (_, n) => `p${n + 1}`)

  async function listFile(shop: Shop): Promise<string> {
    return join(shop.folder, (await shop.published())?.snapshot.idList ?? 'none')
  }

  test('are those of its items, and of nothing that was left out', async () => {
    const { catalog, shop } = await open()
    const leftOut = new Set([3, 7])
    catalog.replace(someProducts(30, (n) => (leftOut.has(n) ? { imageLink: '' } : {})))
    await shop.feeds.refresh(google)
    const served = await idsIn((await shop.fetch()).text)
    expect(served).toHaveLength(28)
    expect(await standing(shop, [...all, 'P1', ' p1', ''])).toEqual([...served].sort())
  })

  test('equal membership, for any ids', async () => {
    const { catalog, shop } = await open()
    const anyId = fc.stringMatching(/^[A-Za-z0-9_.-]{1,8}$/)
    const some = fc.uniqueArray(anyId, { selector: (id) => id.toLowerCase(), minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(some, some, async (ids, others) => {
        catalog.replace(someProducts(ids.length, (n) => ({ id: ids[n - 1] ?? '' })))
        await shop.feeds.refresh(google, '', { acceptDrop: true })
        const truth = new Set(ids)
        const asked = [...ids, ...others]
        expect(await standing(shop, asked)).toEqual([...new Set(asked.filter((id) => truth.has(id)))].sort())
      }),
      { numRuns: 25 },
    )
  })

  test('carry the channel’s prefix, and tell capitals apart', async () => {
    const { shop } = await open({
      environment: { TRACKING__PRODUCT_ID_PREFIX_FACEBOOK: 'shop_' },
    })
    await shop.feeds.refresh('facebook-catalog')
    expect(await standing(shop, ['p1', 'shop_p1', 'Shop_p1'], 'FACEBOOK')).toEqual(['shop_p1'])
    expect(await standing(shop, ['p1'])).toBeUndefined()
  })

  test('are found by other modules under their key', async () => {
    const { shop } = await open()
    await shop.feeds.refresh(google)
    const { host } = shop.kernel.state('meta') as MetaState
    expect(host.offers(FEED_IDS)).toBe(shop.state.feedIds)
  })

  test('are not known where nothing was published, of filtered feeds, of other channels and stores', async () => {
    const { shop } = await open({ stores: ['acme'] })
    expect(await standing(shop, all)).toBeUndefined()
    await shop.feeds.refresh(google, 'brand=A')
    expect((await shop.published('brand=A'))?.snapshot.idList).toBeUndefined()
    expect(await standing(shop, all)).toBeUndefined()
    await shop.feeds.refresh(google)
    expect(await standing(shop, ['p1'])).toEqual(['p1'])
    expect(await standing(shop, ['p1'], 'FACEBOOK')).toBeUndefined()
    expect(await standing(shop, ['p1'], 'NONE')).toBeUndefined()
    expect(await standing(shop, ['p1'], 'GOOGLE', 'acme')).toBeUndefined()
  })

  test('are not known of a snapshot that an older release built, until the next one', async () => {
    const { catalog, shop } = await open()
    await shop.feeds.refresh(google)
    await shop.kernel.database.knex(snapshotTable).update({ id_list: null })
    expect(await standing(shop, all)).toBeUndefined()
    expect(await shop.feeds.refresh(google)).toMatchObject({ state: 'unchanged' })
    catalog.replace(someProducts(31))
    await shop.feeds.refresh(google)
    expect(await standing(shop, ['p31', 'p32'])).toEqual(['p31'])
  })

  test('move with the feed, and no list is left of what nobody can be given any more', async () => {
    const { catalog, shop } = await open()
    for (let count = 30; count < 36; count++) {
      catalog.replace(someProducts(count))
      await shop.feeds.refresh(google)
      expect(await standing(shop, [`p${count}`, `p${count + 1}`])).toEqual([`p${count}`])
      // The published file and the one before it, each with its list.
      expect(shop.files()).toHaveLength(count === 30 ? 2 : 4)
    }
    await shop.state.forget(await shop.state.feedFrom('default', google, new URLSearchParams()))
    expect([await standing(shop, all), shop.files()]).toEqual([undefined, []])
  })

  test('stay those of the last good feed when the guard refuses the next ones', async () => {
    const { catalog, shop } = await open()
    await shop.feeds.refresh(google)
    for (const count of [1, 2, 3]) {
      catalog.replace(someProducts(count))
      expect(await shop.feeds.refresh(google)).toMatchObject({ state: 'refused' })
      expect(await standing(shop, ['p1', 'p30'])).toEqual(['p1', 'p30'])
    }
    await shop.feeds.refresh(google, '', { acceptDrop: true })
    expect(await standing(shop, ['p1', 'p30'])).toEqual(['p1'])
  })

  test('are kept in an object before the row that names it, and neither without the other', async () => {
    const { shop } = await open()
    const objects = shop.state.objects as { -readonly [K in keyof ObjectStore]: ObjectStore[K] }
    const { put } = objects
    const rows: number[] = []
    objects.put = async (...given) => {
      const stored = await put(...given)
      rows.push((await shop.kernel.database.knex(snapshotTable)).length)
      return stored
    }
    await shop.feeds.refresh(google)
    expect(rows).toEqual([0, 0])
    const bytes = readFileSync(await listFile(shop))
    expect(bytes.length).toBe(listBytes(30))
    expect(await listFile(shop)).toContain(createHash('sha256').update(bytes).digest('hex'))
  })

  test.each(['before', 'after'] as const)(
    'are not half there when keeping them fails (%s it took effect): the old feed stays with its own',
    async (when) => {
      const { catalog, shop } = await open()
      await shop.feeds.refresh(google)
      const before = await shop.published()
      const objects = shop.state.objects as { -readonly [K in keyof ObjectStore]: ObjectStore[K] }
      const { put } = objects
      let count = 0
      objects.put = async (...given) => {
        const failure = Object.assign(new Error('the disk failed'), { code: 'EIO' })
        if (++count !== 2) return put(...given)
        if (when === 'after') await put(...given)
        throw failure
      }
      onTestFinished(() => {
        objects.put = put
      })
      catalog.replace(someProducts(31))
      await expect(shop.feeds.refresh(google)).rejects.toThrow('the disk failed')
      expect((await shop.published())?.snapshot).toEqual(before?.snapshot)
      expect(await standing(shop, ['p30', 'p31'])).toEqual(['p30'])
      // Nothing that no row names is left of it.
      expect(shop.files()).toHaveLength(2)
      objects.put = put
      await shop.feeds.refresh(google, '', { force: true })
      expect(await standing(shop, ['p30', 'p31'])).toEqual(['p30', 'p31'])
    },
  )

  test('are made anew by the next look where their file is lost', async () => {
    const { shop } = await open()
    await shop.feeds.refresh(google)
    rmSync(await listFile(shop))
    expect(await standing(shop, all)).toBeUndefined()
    expect((await shop.fetch()).status).toBe(200)
    expect(await shop.feeds.refresh(google)).toMatchObject({ state: 'published' })
    expect(await standing(shop, ['p1'])).toEqual(['p1'])
  })

  test('are found where the next feed takes the list away between the row and the file', async () => {
    const { catalog, shop } = await open()
    await shop.feeds.refresh(google)
    const objects = shop.state.objects as { -readonly [K in keyof ObjectStore]: ObjectStore[K] }
    const { open: plain } = objects
    objects.open = async (name) => {
      objects.open = plain
      // So many that the tidying keeps none of the first.
      for (const count of [31, 32, 33]) {
        catalog.replace(someProducts(count))
        await shop.feeds.refresh(google)
      }
      return plain(name)
    }
    expect(await standing(shop, ['p33', 'p34'])).toEqual(['p33'])
  })

  test('are not known of a channel whose items have none, and it is up to date all the same', async () => {
    const nameless = defineChannel({
      ...googleMerchant,
      name: 'nameless',
      title: 'Nameless',
      code: 'NAMELESS',
      fields: googleMerchant.fields.filter(({ name }) => name !== 'g:id'),
    })
    const kernel = await assemble(modulesOf({ catalog: memoryCatalog(3), channels: [nameless] }), {
      database: (await fresh()).url,
      dataFolder: testFolder(),
      logLevel: 'silent',
      environment: { SHOP__ADDRESS: 'https://shop.example' },
    })
    onTestFinished(() => kernel.close())
    await kernel.migrate()
    const { feedIds } = kernel.state('feeds') as FeedsState
    const { refresh } = kernel.api('feeds', 'default') as FeedsApi
    expect(await refresh('nameless')).toMatchObject({ state: 'published', snapshot: { items: 3 } })
    expect(await refresh('nameless')).toMatchObject({ state: 'unchanged' })
    expect(await feedIds.standing('default', 'NAMELESS', ['p1'])).toBeUndefined()
  })
})
