/** Feed files in a folder: there whole, or not at all. */
import { createHash } from 'node:crypto'
import fsp from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { createFolderStore } from '../../../../feeds/engine/objects/folder-store.js'
import { gathered } from '../../../support/gathered.js'
import fc from '../../../support/property.js'
import { testFolder } from '../../../support/temp-folder.js'

const folder = 'default/google-merchant/whole'

async function* given(...chunks: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk)
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const filesIn = (root: string) => fsp.readdir(join(root, folder)).catch(() => [])

async function read(store: ReturnType<typeof createFolderStore>, name: string): Promise<Buffer | undefined> {
  const object = await store.open(name)
  return object && Buffer.concat(await gathered(object.stream()))
}

describe('a folder store', () => {
  test('names an object by its bytes and gives them back, however they were cut', async () => {
    const root = testFolder()
    const store = createFolderStore(root)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 3_000 }), { maxLength: 8 }), async (chunks) => {
        const bytes = Buffer.concat(chunks)
        const stored = await store.put(folder, given(...chunks))
        expect(stored).toEqual({
          name: `${folder}/${sha256(bytes)}`,
          sha256: sha256(bytes),
          bytes: bytes.length,
        })
        expect((await read(store, stored.name))?.equals(bytes)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  test('knows nothing of what was never put, whatever the name', async () => {
    const store = createFolderStore(testFolder())
    expect(await store.open(`${folder}/${'0'.repeat(64)}`)).toBeUndefined()
    expect(await store.open('no/such/folder/at all')).toBeUndefined()
  })

  test('tells how large an object is now, so that a cut one is noticed', async () => {
    const root = testFolder()
    const store = createFolderStore(root)
    const { name } = await store.put(folder, given('all of it'))
    await fsp.truncate(join(root, name), 3)
    const cut = await store.open(name)
    expect(cut?.bytes).toBe(3)
    await cut?.close()
  })

  test('reads a part of an object at a time, and no more than there is', async () => {
    const store = createFolderStore(testFolder())
    const { name } = await store.put(folder, given('all ', 'of it'))
    const object = await store.open(name)
    const part = async (position: number, length: number) => {
      const into = Buffer.alloc(length)
      const bytes = (await object?.read(into, position)) ?? 0
      return into.subarray(0, bytes).toString()
    }
    expect([
      await part(0, 3),
      await part(4, 5),
      await part(7, 50),
      await part(9, 5),
      await part(3, 0),
    ]).toEqual(['all', 'of it', 'it', '', ''])
    await object?.close()
  })

  test('mends a cut object when the same bytes are put again', async () => {
    const root = testFolder()
    const store = createFolderStore(root)
    const { name } = await store.put(folder, given('all of it'))
    await fsp.truncate(join(root, name), 3)
    await store.put(folder, given('all of it'))
    expect(String(await read(store, name))).toBe('all of it')
  })

  test('lets an object be read to its end that is deleted meanwhile', async () => {
    const store = createFolderStore(testFolder())
    const { name } = await store.put(folder, given('x'.repeat(1_000_000)))
    const object = await store.open(name)
    await store.keepOnly(folder, [])
    expect(await store.open(name)).toBeUndefined()
    expect(Buffer.concat(await gathered(object?.stream() ?? given())).length).toBe(1_000_000)
  })

  test('keeps what is named, and removes the rest and what an interrupted put left', async () => {
    const root = testFolder()
    const store = createFolderStore(root)
    const [one, two, three] = [
      await store.put(folder, given('one')),
      await store.put(folder, given('two')),
      await store.put(folder, given('three')),
    ]
    await fsp.writeFile(join(root, folder, '0199-left.unfinished'), 'half')
    await store.keepOnly(folder, [one.name, three.name, 'other/feed/whole/ab'])
    expect((await filesIn(root)).sort()).toEqual([one.sha256, three.sha256].sort())
    expect(await store.open(two.name)).toBeUndefined()
  })

  test('removes a folder of which nothing is kept, and nothing of the one beside it', async () => {
    const root = testFolder()
    const store = createFolderStore(root)
    const { name } = await store.put(folder, given('one'))
    const beside = await store.put('default/google-merchant/other', given('one'))
    await store.keepOnly(folder, [])
    expect(await fsp.readdir(join(root, 'default/google-merchant'))).toEqual(['other'])
    expect(await store.open(name)).toBeUndefined()
    expect(String(await read(store, beside.name))).toBe('one')
    await store.keepOnly('default/no/such', [])
  })

  test('leaves nothing of a put whose source fails, and throws what the source threw', async () => {
    const root = testFolder()
    const store = createFolderStore(root)
    const failure = Object.assign(new Error('the catalog’s own disk is full'), { code: 'ENOSPC' })
    async function* broken() {
      yield Buffer.from('half')
      throw failure
    }
    await expect(store.put(folder, broken())).rejects.toBe(failure)
    expect(await filesIn(root)).toEqual([])
  })

  test('says what to do where a file stands in the way', async () => {
    const root = testFolder()
    await fsp.writeFile(join(root, 'default'), '')
    await expect(createFolderStore(root).put(folder, given('x'))).rejects.toMatchObject({
      code: 'FEED_DISK',
      fault: 'unavailable',
      message: expect.stringContaining('STORECAST_DATA'),
    })
  })
})

type Call = (...args: unknown[]) => Promise<unknown>

/** Calls of the file system that a put makes: functions of the module, and methods of an open file. */
async function fallible(): Promise<
  readonly { readonly name: string; readonly owner: Record<string, Call> }[]
> {
  const probe = await fsp.open(testFolder(), 'r')
  const handle = Object.getPrototypeOf(probe)
  await probe.close()
  return [
    ...['mkdir', 'open', 'rename'].map((name) => ({ name, owner: fsp as never })),
    ...['write', 'sync'].map((name) => ({ name, owner: handle })),
  ]
}

describe('a put of which one call of the file system fails', () => {
  let mend = () => {}
  afterEach(() => mend())

  /** Puts something in the place of each of those calls, until `mend`. */
  async function wrap(replace: (name: string, real: Call) => Call): Promise<void> {
    const calls = await fallible()
    const plain = calls.map(({ name, owner }) => owner[name] as Call)
    const set = (functions: readonly Call[]) => {
      calls.forEach(({ name, owner }, at) => {
        owner[name] = functions[at] as Call
      })
      syncBuiltinESMExports()
    }
    set(calls.map(({ name }, at) => replace(name, plain[at] as Call)))
    mend = () => {
      mend = () => {}
      set(plain)
    }
  }

  /** The n-th of all those calls fails, before or after it took effect; answers whether there was an n-th. */
  async function failNth(n: number, when: 'before' | 'after'): Promise<() => boolean> {
    let count = 0
    await wrap(
      (name, real) =>
        async function (this: unknown, ...args: unknown[]) {
          const isMine = ++count === n
          const failure = Object.assign(new Error(`${name} failed`), { code: 'EIO' })
          if (isMine && when === 'before') throw failure
          const result = await real.apply(this, args)
          if (!isMine) return result
          if (name === 'open') await (result as fsp.FileHandle).close()
          throw failure
        },
    )
    return () => count >= n
  }

  test('(none does) flushes the file before it gets its name, and the folders around it after', async () => {
    const order: string[] = []
    await wrap(
      (name, real) =>
        function (this: unknown, ...args: unknown[]) {
          order.push(name)
          return real.apply(this, args)
        },
    )
    const store = createFolderStore(testFolder())
    await store.put(folder, given('one', 'two'))
    mend()
    // Three folders are new, and the one around them holds the first.
    const folders = Array.from({ length: 4 }, () => ['open', 'sync']).flat()
    expect(order).toEqual(['mkdir', 'open', 'write', 'write', 'sync', 'rename', ...folders])
  })

  test.each(['before', 'after'] as const)(
    '(%s it took effect) tells it, leaves nothing half written, and works the next time',
    async (when) => {
      let n = 1
      for (; n < 50; n++) {
        const root = testFolder()
        const store = createFolderStore(root)
        const wasReached = await failNth(n, when)
        const put = await store.put(folder, given('one', 'two')).catch((error) => error)
        const failed = put instanceof Error
        mend()
        if (failed) expect(put, `call ${n}`).toMatchObject({ code: 'FEED_DISK', fault: 'unavailable' })
        for (const file of await filesIn(root)) {
          // A file under its final name holds just what the name says, also where the put could not say so.
          if (!file.endsWith('.unfinished')) expect(file).toBe(sha256(Buffer.from('onetwo')))
          expect(await fsp.readFile(join(root, folder, file), 'utf8'), `call ${n}`).toBe('onetwo')
        }
        const { name } = await store.put(folder, given('one', 'two'))
        expect(String(await read(store, name))).toBe('onetwo')
        if (!wasReached()) break
        expect(failed, `call ${n} was not noticed`).toBe(true)
      }
      expect(n).toBeGreaterThan(8)
    },
  )
})
