/** Disks that are full, files that may not grow, folders that may not be written: a problem, and the last good feed stands. */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { startChild } from '../support/child.js'
import { databases, describeEachDatabase } from '../support/databases.js'
import { download } from '../support/download.js'
import { memoryCatalog, someProducts } from '../support/memory-catalog.js'
import { opened } from '../support/opened.js'
import { random } from '../support/random.js'
import { openShop, packedIds } from '../support/shop.js'
import { testFolder } from '../support/temp-folder.js'
import { wholeFeed } from '../support/whole-feed.js'

const asked = { onProgress: () => {} }
const isLinux = process.platform === 'linux'
const builder = fileURLToPath(new URL('../support/builder-child.ts', import.meta.url))

/** A folder with room for so many KB, or undefined where this user may not mount one. */
function smallDisk(kilobytes: number): string | undefined {
  const folder = testFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder]))
  return folder
}

/** Products whose descriptions do not compress: about 3 KB each. */
function largeProducts(count: number, seed = 1) {
  const next = random(seed)
  const letters = () => Array.from({ length: 400 }, () => Math.floor(next() * 2 ** 50).toString(36)).join('')
  return someProducts(count, () => ({ description: letters().slice(0, 4_000) }))
}

const canMount = canMountHere()

function canMountHere(): boolean {
  if (!isLinux || process.getuid?.() !== 0) return false
  try {
    // In a mount name space of its own, so that nothing is left behind.
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

if (!canMount) {
  // The same fault is met below through a limit on file sizes, which needs no rights.
  process.stderr.write(
    'NOT TESTED: a full disk (no right to mount one); a limit on file sizes stands in for it.\n',
  )
}

describeEachDatabase('a shop', (fresh, kind) => {
  test.skipIf(!canMount)(
    'whose disk is full keeps and serves the last good feed, and builds again when there is room',
    async () => {
      const dataFolder = smallDisk(1_024)
      if (!dataFolder) throw new Error('a small disk could be mounted a moment ago')
      const { url } = await fresh()
      const catalog = memoryCatalog(0)
      catalog.products = largeProducts(100)
      const shop = await openShop({ url, catalog, dataFolder })
      await shop.feeds.refresh('google-merchant')
      const before = await shop.fetch()
      // What builders left that were killed: it is in the way, and goes with the first failure.
      const folder = join(shop.folder, (await shop.published())?.snapshot.object ?? '', '..')
      writeFileSync(join(folder, '0199-killed.unfinished'), Buffer.alloc(200_000))
      catalog.replace(largeProducts(2_000, 2))
      for (let times = 0; times < 2; times++) {
        await expect(shop.feeds.refresh('google-merchant', '', asked)).rejects.toMatchObject({
          code: 'FEED_DISK',
          message: expect.stringContaining('The disk is full: make room'),
        })
        // The feed, and the list of its ids.
        expect(shop.files()).toHaveLength(2)
        expect(await shop.fetch()).toMatchObject({ status: 200, text: before.text })
      }
      const [problem] = await shop.problems()
      expect(problem).toMatchObject({
        code: 'FEED_BUILD_FAILED',
        times: 2,
        message: expect.stringContaining('disk is full'),
      })
      expect((await shop.fetch('?top=1500')).status).toBe(503)

      catalog.replace(largeProducts(120, 3))
      expect(await shop.feeds.refresh('google-merchant', '', asked)).toMatchObject({ state: 'published' })
      // That of the filtered feed, which nobody has had yet, ends with the next look at all of them.
      await shop.state.refreshAll('default')
      expect(await shop.codes()).toEqual([])
    },
  )

  if (kind === 'sqlite')
    test.skipIf(!canMount)(
      'whose embedded database is on the full disk goes on when there is room',
      async () => {
        const dataFolder = smallDisk(2_048)
        if (!dataFolder) throw new Error('a small disk could be mounted a moment ago')
        const catalog = memoryCatalog(40)
        const shop = await openShop({ url: join(dataFolder, 'storecast.db'), catalog, dataFolder })
        await shop.feeds.refresh('google-merchant')
        const before = await shop.fetch()
        // Every byte that is left: no row can be written any more.
        const filler = join(dataFolder, 'filler')
        try {
          writeFileSync(filler, Buffer.alloc(2_048 * 1_024))
        } catch {
          // Full is what it was to be.
        }
        for (let count = 41; count < 44; count++) {
          catalog.replace(someProducts(count))
          await shop.feeds.refresh('google-merchant', '', asked).catch(() => {})
          expect((await shop.fetch()).status).toBe(200)
        }
        expect((await shop.fetch()).text).toBe(before.text)
        rmSync(filler)
        await shop.kernel.database.knex('storecast_leases').update({ expires_at: 0 })
        expect(await shop.feeds.refresh('google-merchant', '', asked)).toMatchObject({ state: 'published' })
        expect((await wholeFeed(shop.kernel.database, shop.folder))?.items).toHaveLength(43)
        expect(await shop.codes()).toEqual([])
      },
    )

  test.skipIf(!isLinux)(
    'whose process may not write large files says so, and keeps the last good feed',
    async () => {
      const { url } = await fresh()
      const data = testFolder()
      const child = startChild(builder, { args: [url, data, 'One'] })
      onTestFinished(async () => void (await child.kill()))
      await child.line('ready')
      child.send('products 30')
      child.send('refresh')
      await child.line('published 30')
      // Above what an embedded database writes, below what the feed needs.
      execFileSync('prlimit', ['--pid', String(child.pid), `--fsize=${6 * 1_024 * 1_024}`])
      child.send('products 3000 4900')
      child.send('refresh')
      expect(await child.line(/^(failed|published 3000)/)).toMatch(/failed FEED_DISK .*ulimit -f/)
      const outside = await opened(url)
      expect((await wholeFeed(outside, join(data, 'feeds')))?.items).toHaveLength(30)
      expect(await outside.knex('storecast_problems').pluck('code')).toEqual(['FEED_BUILD_FAILED'])
      child.send('products 31')
      child.send('refresh')
      await child.line('published 31')
      expect(await outside.knex('storecast_problems').pluck('code')).toEqual([])
    },
  )

  test('whose feed folder may not be written says what to do, and serves what is there', async () => {
    const { url } = await fresh()
    const dataFolder = testFolder()
    const catalog = memoryCatalog(30)
    const shop = await openShop({ url, catalog, dataFolder })
    await shop.feeds.refresh('google-merchant')
    const before = await shop.fetch()
    const folder = join(shop.folder, (await shop.published())?.snapshot.object ?? '', '..')
    const undo = readOnly(folder)
    onTestFinished(undo)
    catalog.replace(someProducts(31))
    await expect(shop.feeds.refresh('google-merchant')).rejects.toMatchObject({
      code: 'FEED_DISK',
      message: expect.stringMatching(/STORECAST_DATA/),
    })
    expect(await shop.codes()).toEqual(['FEED_BUILD_FAILED'])
    expect(await shop.fetch()).toMatchObject({ status: 200, text: before.text })
    undo()
    expect(await shop.feeds.refresh('google-merchant', '', asked)).toMatchObject({ state: 'published' })
    const packed = await download(`${shop.url}/xml/google-merchant?token=x`, { 'accept-encoding': 'gzip' })
    expect((await packedIds(await packed.rest())).length).toBeGreaterThanOrEqual(30)
  })
})

/** Takes the right to write away, from root as well; answers how to give it back. */
function readOnly(folder: string): () => void {
  if (process.getuid?.() !== 0) {
    chmodSync(folder, 0o555)
    return () => chmodSync(folder, 0o755)
  }
  // Root may write whatever the mode says; not so on a file system that is mounted read-only.
  execFileSync('mount', ['--bind', folder, folder])
  execFileSync('mount', ['-o', 'remount,bind,ro', folder])
  let isMounted = true
  return () => {
    if (isMounted) execFileSync('umount', ['--lazy', folder])
    isMounted = false
  }
}

test('a feed folder in which a file stands in the way is told', async () => {
  const database = databases.find(({ available }) => available)
  const made = await database?.fresh()
  if (!made) throw new Error('no database to test on')
  const dataFolder = testFolder()
  mkdirSync(join(dataFolder, 'feeds'))
  writeFileSync(join(dataFolder, 'feeds/default'), '')
  const shop = await openShop({ url: made.url, catalog: memoryCatalog(5), dataFolder })
  expect((await shop.fetch()).status).toBe(503)
  expect((await shop.problems())[0]?.message).toContain('STORECAST_DATA')
  await shop.close()
  await made.drop()
})
