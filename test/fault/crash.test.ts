/** Killing the process at any instant leaves the last good feed: a whole file of one version, and a row that tells the truth. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { listBytes } from '../../feeds/engine/id-list.js'
import { openDatabase } from '../../src/kernel/database/open-database.js'
import { startChild } from '../support/child.js'
import { describeEachDatabase } from '../support/databases.js'
import { parseFeed } from '../support/feed.js'
import { random } from '../support/random.js'
import { seed } from '../support/seed.js'
import { testFolder } from '../support/temp-folder.js'

const crashes = Number(process.env.CRASHES ?? 15)
const childFile = fileURLToPath(new URL('../support/crash-child.ts', import.meta.url))
// Long enough for several builds, so that kills fall into reading, writing, publishing and tidying alike.
const longestLifeMs = 250

describeEachDatabase('a process that is killed', (fresh) => {
  test(
    `${crashes} kills at random instants (SEED=${seed}) leave a whole feed each time`,
    async () => {
      const { url } = await fresh()
      const data = testFolder()
      const database = await openDatabase(url)
      const next = random(seed)
      const load = () => startChild(childFile, { args: [url, data] })
      const versions = new Set<string>()
      let loaded = load()
      try {
        for (let crash = 0; crash < crashes; crash++) {
          const child = loaded
          await child.line('loaded')
          child.send('go')
          await child.line(/^published/)
          loaded = load()
          await pauseMs(next() * longestLifeMs)
          await child.kill('SIGKILL')
          const [xml, row] = await publishedIn(database, data)
          versions.add(await whole(xml, row.items, crash % 10 === 0))
          // What the clock would do within the lease's time: its holder is dead.
          await database.knex('storecast_leases').update({ expires_at: 0 })
        }
      } finally {
        await loaded.kill('SIGKILL')
        await database.close()
      }
      expect(versions.size).toBe(crashes)
      const left = readdirSync(join(data, 'feeds/default/google-merchant/whole'))
      // Each feed file has a list of its ids beside it.
      expect(left.length, `files that pile up: ${left.join(', ')}`).toBeLessThanOrEqual(10)
    },
    60_000 + crashes * 10_000,
  )
})

/** What is published, read as a stranger would: the row, then the file it names, unpacked. */
async function publishedIn({ knex }: Awaited<ReturnType<typeof openDatabase>>, data: string) {
  const [row] = await knex('storecast_feeds as f')
    .join('storecast_feed_snapshots as s', 's.id', 'f.snapshot_id')
    .select('s.*')
  const packed = readFileSync(join(data, 'feeds', row.object))
  expect(packed.length).toBe(Number(row.packed_bytes))
  expect(createHash('sha256').update(packed).digest('hex')).toBe(row.sha256)
  expect(row.object.endsWith(row.sha256)).toBe(true)
  const xml = gunzipSync(packed).toString()
  expect(Buffer.byteLength(xml)).toBe(Number(row.plain_bytes))
  const list = readFileSync(join(data, 'feeds', row.id_list))
  expect(list.length).toBe(listBytes(row.items))
  expect(row.id_list.endsWith(createHash('sha256').update(list).digest('hex'))).toBe(true)
  return [xml, row] as const
}

/** Answers the one version that the file is of. */
async function whole(xml: string, items: number, thoroughly: boolean): Promise<string> {
  const titles = [...xml.matchAll(/<g:title>Version (\d+)<\/g:title>/g)].map(([, version = '']) => version)
  expect(titles.length).toBe(items)
  expect(new Set(titles).size).toBe(1)
  expect(xml.split('</item>').length - 1).toBe(items)
  expect(xml.endsWith('</rss>')).toBe(true)
  if (thoroughly) expect((await parseFeed(xml)).items.length).toBe(items)
  return titles[0] ?? ''
}

function pauseMs(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
