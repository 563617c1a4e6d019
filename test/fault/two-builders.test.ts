/** Several processes that build the same feed: one at a time, and whoever overslept publishes and deletes nothing. */
import { fileURLToPath } from 'node:url'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { type Child, startChild } from '../support/child.js'
import { databases, describeEachDatabase } from '../support/databases.js'
import { waitsForLock } from '../support/lock-wait.js'
import { memoryCatalog, someProducts } from '../support/memory-catalog.js'
import { opened } from '../support/opened.js'
import { openShop } from '../support/shop.js'
import { testFolder } from '../support/temp-folder.js'
import { wholeFeed } from '../support/whole-feed.js'

const builder = fileURLToPath(new URL('../support/builder-child.ts', import.meta.url))

describeEachDatabase('of two builders in two processes', (fresh) => {
  async function two() {
    const { url } = await fresh()
    const data = testFolder()
    const begin = (brand: string): Child => {
      const child = startChild(builder, { args: [url, data, brand] })
      onTestFinished(async () => void (await child.kill()))
      return child
    }
    const [one, other] = [begin('One'), begin('Other')]
    await Promise.all([one.line('ready'), other.line('ready')])
    one.send('products 25')
    other.send('products 26')
    const outside = await opened(url)
    return {
      one,
      other,
      folder: `${data}/feeds`,
      outside,
      brands: async () => {
        const feed = await wholeFeed(outside, `${data}/feeds`)
        return [...new Set(feed?.items.map((item) => item['g:brand']))]
      },
      expireLeases: () => outside.knex('storecast_leases').update({ expires_at: 0 }),
      snapshots: async () => Number((await outside.knex('storecast_feed_snapshots').count({ n: '*' }))[0]?.n),
      problems: () => outside.knex('storecast_problems').pluck('code'),
    }
  }

  test('one builds and the other leaves it alone', async () => {
    const { one, other, brands, snapshots } = await two()
    one.send('hold')
    one.send('refresh')
    await one.line('page 1')
    other.send('refresh')
    await other.line(/^busy$/)
    one.send('release')
    await one.line('published 25')
    expect(other.stdout).not.toContain('page')
    expect(await brands()).toEqual(['One'])
    expect(await snapshots()).toBe(1)
  })

  test('that begin at the same moment one builds, whichever it is', async () => {
    const { one, other, brands, snapshots } = await two()
    for (const child of [one, other]) child.send('hold')
    for (const child of [one, other]) child.send('refresh')
    const first = await Promise.race([one, other].map((child) => child.line('page 1').then(() => child)))
    const second = first === one ? other : one
    await second.line(/^busy$/)
    first.send('release')
    await first.line(/^published/)
    expect(await brands()).toEqual([first === one ? 'One' : 'Other'])
    expect(await snapshots()).toBe(1)
  })

  test('one is paused past its lease: what the other published stays, and nothing of the first is left', async () => {
    const { one, other, folder, outside, brands, expireLeases, snapshots, problems } = await two()
    one.send('hold')
    one.send('refresh')
    await one.line('page 1')
    one.signal('SIGSTOP')
    // What the clock would do: the holder sleeps, and does not renew.
    await expireLeases()
    other.send('refresh')
    await other.line('published 26')
    one.signal('SIGCONT')
    one.send('release')
    expect(await one.line(/^(failed|published)/)).toContain('failed LEASE_LOST')
    expect(await brands()).toEqual(['Other'])
    expect(await snapshots()).toBe(1)
    other.send('products 27')
    other.send('refresh')
    await other.line('published 27')
    expect((await wholeFeed(outside, folder))?.items).toHaveLength(27)
    expect(await problems()).toEqual([])
  })

  test('one is killed in the middle: the other takes over when the lease has run out', async () => {
    const { one, other, brands, expireLeases } = await two()
    one.send('hold')
    one.send('refresh')
    await one.line('page 1')
    await one.kill('SIGKILL')
    other.send('refresh')
    await other.line(/^busy$/)
    await expireLeases()
    other.send('refresh')
    await other.line('published 26')
    expect(await brands()).toEqual(['Other'])
  })
})

describeEachDatabase('a builder that sleeps between its file and its row', (fresh) => {
  test('publishes nothing once another one has taken over', async () => {
    const { url } = await fresh()
    const dataFolder = testFolder()
    const outside = await opened(url)
    const mine = await openShop({ url, dataFolder, catalog: memoryCatalog(30) })
    const theirs = await openShop({ url, dataFolder, catalog: memoryCatalog(31) })
    const { put } = mine.state.objects
    mine.state.objects.put = async (...given) => {
      const stored = await put(...given)
      await outside.knex('storecast_leases').update({ expires_at: 0 })
      await theirs.feeds.refresh('google-merchant')
      return stored
    }
    await expect(mine.feeds.refresh('google-merchant')).rejects.toMatchObject({ code: 'LEASE_LOST' })
    expect((await wholeFeed(outside, mine.folder))?.items).toHaveLength(31)
    expect(await mine.codes()).toEqual([])
  })
})

describe.skipIf(inject('mysqlUrl') === '')('a builder that sleeps while it tidies up', () => {
  test('keeps the others from publishing until it is done, and so deletes nothing of theirs', async () => {
    const database = await databases.find(({ kind }) => kind === 'mysql')?.fresh()
    if (!database) throw new Error('no MariaDB among the databases')
    onTestFinished(() => database.drop())
    const { url } = database
    const dataFolder = testFolder()
    const outside = await opened(url)
    const catalog = memoryCatalog(30)
    const mine = await openShop({ url, dataFolder, catalog: memoryCatalog(30) })
    const theirs = await openShop({ url, dataFolder, catalog })
    const { keepOnly } = mine.state.objects
    let takeOver: Promise<unknown> = Promise.resolve()
    // It has decided what to delete, and sleeps: its lease runs out, and another one begins.
    mine.state.objects.keepOnly = async (...names) => {
      const published = outside
        .knex('storecast_leases')
        .update({ expires_at: 0 })
        .then(async () => {
          catalog.replace(someProducts(31))
          await theirs.feeds.refresh('google-merchant', '', { onProgress: () => {} })
        })
      takeOver = published
      await Promise.race([published, waitsForLock(outside)])
      await keepOnly(...names)
    }
    await mine.feeds.refresh('google-merchant')
    await takeOver
    expect((await wholeFeed(outside, theirs.folder))?.items).toHaveLength(31)
  })
})
