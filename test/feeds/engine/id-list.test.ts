/** A list of ids on disk: what was added stands in it, nothing else does, and few reads find it. */
import { appendFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createIdList, listBytes, listMark } from '../../../feeds/engine/id-list.js'
import { standingIn } from '../../../feeds/engine/id-look-up.js'
import { createFolderStore } from '../../../feeds/engine/objects/folder-store.js'
import type { OpenObject } from '../../../feeds/engine/objects/object-store.js'
import { gathered } from '../../support/gathered.js'
import fc from '../../support/property.js'
import { testFolder } from '../../support/temp-folder.js'

async function bytesOf(ids: Iterable<string>): Promise<Buffer> {
  const list = createIdList()
  for (const id of ids) list.add(id)
  return Buffer.concat(await gathered(list.chunks()))
}

/** A list in memory that counts how often it is read. */
function objectOf(bytes: Buffer): OpenObject & { reads: number } {
  const object = {
    bytes: bytes.length,
    reads: 0,
    async read(into: Uint8Array, position: number) {
      object.reads++
      const part = bytes.subarray(position, position + into.length)
      into.set(part)
      return part.length
    },
    stream: () => {
      throw new Error('nobody reads it whole')
    },
    close: async () => {},
  }
  return object
}

async function listed(ids: readonly string[]): Promise<OpenObject & { reads: number }> {
  return objectOf(await bytesOf(ids))
}

describe('a list of ids', () => {
  test('holds of any ids just those that were added, however small a part of it is read at a time', async () => {
    const anyId = fc.string({ unit: 'binary', maxLength: 4 })
    const some = fc.uniqueArray(anyId, { maxLength: 300, size: 'max' })
    await fc.assert(
      fc.asyncProperty(some, some, fc.integer({ min: 1, max: 50 }), async (added, others, window) => {
        const asked = [...added, ...others]
        const standing = await standingIn(await listed(added), added.length, asked, window)
        const truth = new Set(added)
        expect([...(standing ?? [])].sort()).toEqual([...new Set(asked.filter((id) => truth.has(id)))].sort())
      }),
      { numRuns: 200 },
    )
  })

  test('of 100,000 ids holds each of them and none of as many others', async () => {
    const ids = Array.from({ length: 100_000 }, (_, n) => `SKU-${n}`)
    const others = ids.map((id) => id.toLowerCase())
    const object = await listed(ids)
    expect((await standingIn(object, ids.length, ids))?.size).toBe(100_000)
    expect((await standingIn(object, ids.length, others))?.size).toBe(0)
  })

  test('of a million ids is 8 MB, and 500 are looked up in fewer reads than there are ids', async () => {
    const bytes = await bytesOf(
      (function* () {
        for (let n = 0; n < 1_000_000; n++) yield `prefix_${n}`
      })(),
    )
    expect(bytes.length).toBe(8_000_008)
    const object = objectOf(bytes)
    const asked = Array.from({ length: 500 }, (_, n) => (n % 2 ? `prefix_${n * 1_999}` : `missing_${n}`))
    const standing = await standingIn(object, 1_000_000, asked)
    expect(standing?.size).toBe(250)
    expect(object.reads).toBeLessThan(200)
  })

  test('finds its ids also where its hashes are spread as badly as can be', async () => {
    const ids = Array.from({ length: 20_000 }, (_, n) => `id-${n}`)
    const bytes = await bytesOf(ids)
    // A list of those alone whose hashes are the largest: none stands where it would in an even spread.
    const kept = 2_000
    const skewed = Buffer.concat([listMark, bytes.subarray(bytes.length - kept * 8)])
    const object = objectOf(skewed)
    const standing = await standingIn(object, kept, ids, 16)
    expect(standing?.size).toBe(kept)
    // Each is looked for by halves at worst: of 125 parts that is seven times.
    expect(object.reads).toBeLessThan(ids.length * 8)
  })

  test('is in ascending order, each hash of eight bytes', async () => {
    const bytes = await bytesOf(Array.from({ length: 5_000 }, (_, n) => `id-${n}`))
    const hashes = Array.from({ length: 5_000 }, (_, n) => bytes.readBigUInt64BE(listMark.length + n * 8))
    expect(bytes.length).toBe(listBytes(5_000))
    expect(hashes).toEqual([...hashes].sort((a, b) => (a < b ? -1 : 1)))
    expect(new Set(hashes).size).toBe(5_000)
  })

  test('has the bytes that it had in every release with this mark', async () => {
    expect((await bytesOf(['A1', 'shop_42', '靴-1', 'x'.repeat(100)])).toString('hex')).toBe(
      '53432d49445300015d601b9945e2511c9be035b8d4aaaaaeaae9725237e3c7d0b75e09b556473cfc',
    )
  })

  test('of no ids holds none', async () => {
    expect(await standingIn(await listed([]), 0, ['a'])).toEqual(new Set())
    expect(await standingIn(await listed(['a']), 1, [])).toEqual(new Set())
  })
})

describe('on disk', () => {
  async function stored(ids: readonly string[]) {
    const root = testFolder()
    const store = createFolderStore(root)
    const list = createIdList()
    for (const id of ids) list.add(id)
    const { name } = await store.put('default/any/whole', list.chunks())
    const open = async () => {
      const object = await store.open(name)
      if (!object) throw new Error('the list is not there')
      onTestFinished(() => object.close())
      return object
    }
    return { open, path: join(root, name) }
  }

  const ids = Array.from({ length: 30_000 }, (_, n) => `p${n}`)

  test('a list is read in parts', async () => {
    const { open } = await stored(ids)
    const asked = ['p0', 'p29999', 'p30000', 'P0', '']
    expect(await standingIn(await open(), ids.length, asked)).toEqual(new Set(['p0', 'p29999']))
  })

  test.each<[string, (path: string) => void]>([
    ['cut', (path) => truncateSync(path, 1_000)],
    ['lengthened', (path) => appendFileSync(path, 'x')],
    ['emptied', (path) => truncateSync(path, 0)],
    ['of another make', (path) => writeFileSync(path, Buffer.alloc(listBytes(ids.length), 'other'))],
  ])('a list that is %s says nothing, rather than something wrong', async (_, damage) => {
    const { open, path } = await stored(ids)
    damage(path)
    expect(await standingIn(await open(), ids.length, ids.slice(0, 10))).toBeUndefined()
  })
})
