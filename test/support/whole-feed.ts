/** Looks at a published feed from outside: with a connection of its own, at the file itself. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { findPublished, type Snapshot } from '../../feeds/engine/snapshots.js'
import type { Database } from '../../src/kernel.js'
import { parseFeed, type ReadFeed } from './feed.js'

const whole = { store: 'default', channel: 'google-merchant', hash: 'whole' }

export interface WholeFeed {
  readonly snapshot: Snapshot
  readonly items: ReadFeed['items']
}

/** The published Google feed, if any; fails where row and file are not one whole good feed. */
export async function wholeFeed(database: Database, folder: string): Promise<WholeFeed | undefined> {
  const published = await findPublished(database.knex, whole)
  if (!published) return undefined
  const { snapshot } = published
  const packed = await readFile(join(folder, snapshot.object))
  const sha256 = createHash('sha256').update(packed).digest('hex')
  expect({ bytes: packed.length, sha256, name: basename(snapshot.object) }).toEqual({
    bytes: snapshot.packedBytes,
    sha256: snapshot.sha256,
    name: snapshot.sha256,
  })
  const plain = gunzipSync(packed)
  expect(plain.length).toBe(snapshot.plainBytes)
  const { items } = await parseFeed(plain.toString())
  expect(items).toHaveLength(snapshot.items)
  return { snapshot, items }
}
