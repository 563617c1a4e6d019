/** An object store in a folder: write aside, flush, rename, flush the folder. */
import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rmdir, unlink } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { AppError, timeOrderedId } from '../../../src/kernel.js'
import type { ObjectStore, OpenObject, StoredObject } from './object-store.js'

const unfinished = '.unfinished'

/** Objects stand at `<root>/<folder>/<sha256>`; several processes may share the root. */
export function createFolderStore(folder: string): ObjectStore {
  // Once: the process may change its working folder.
  const root = resolve(folder)
  return {
    async put(folder, chunks) {
      const path = join(root, folder)
      const aside = join(path, `${timeOrderedId(Date.now())}${unfinished}`)
      try {
        const made = await disk(mkdir(path, { recursive: true }))
        const { sha256, bytes } = await writeFlushed(aside, chunks)
        await disk(rename(aside, join(path, sha256)))
        await disk(flushFolders(path, made === undefined ? path : dirname(made)))
        return { name: `${folder}/${sha256}`, sha256, bytes } satisfies StoredObject
      } catch (error) {
        await unlink(aside).catch(() => {})
        throw error
      }
    },
    async open(name) {
      try {
        return await openFile(join(root, name))
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined
        throw diskFault(error)
      }
    },
    async keepOnly(folder, names) {
      const path = join(root, folder)
      const kept = new Set(names.filter((name) => dirname(name) === folder).map((name) => basename(name)))
      const present = await readdir(path).catch(() => [])
      for (const file of present) {
        if (!kept.has(file)) await unlink(join(path, file)).catch(() => {})
      }
      if (kept.size === 0) await rmdir(path).catch(() => {})
    },
  }
}

async function writeFlushed(path: string, chunks: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256')
  let bytes = 0
  const file = await disk(open(path, 'wx', 0o640))
  try {
    for await (const chunk of chunks) {
      hash.update(chunk)
      bytes += chunk.length
      await disk(writeWhole(file, chunk))
    }
    await disk(file.sync())
  } catch (error) {
    await file.close().catch(() => {})
    throw error
  }
  await disk(file.close())
  return { sha256: hash.digest('hex'), bytes }
}

// write(2) may take less than it was given, as it does just before a disk is full.
async function writeWhole(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.length; ) {
    written += (await file.write(chunk, written)).bytesWritten
  }
}

/** From `path` up to `top`: a rename is durable only once its folder is, and a new folder once the one around it is. */
async function flushFolders(path: string, top: string): Promise<void> {
  for (let folder = path; ; folder = dirname(folder)) {
    await flushFolder(folder)
    if (folder.length <= top.length) return
  }
}

// Some platforms can neither open nor flush a folder, and need no flush.
const folderless = ['EISDIR', 'EINVAL', 'EPERM', 'EACCES', 'ENOTSUP']

async function flushFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r')
    await folder.sync().finally(() => folder.close())
  } catch (error) {
    if (!folderless.includes(codeOf(error))) throw error
  }
}

async function openFile(path: string): Promise<OpenObject> {
  const file = await open(path, 'r')
  const { size } = await file.stat().catch(async (error) => {
    await file.close()
    throw error
  })
  return {
    bytes: size,
    read: (into, position) => readWhole(file, into, position),
    stream: () => file.createReadStream({ highWaterMark: 256 * 1024 }),
    close: () => file.close(),
  }
}

// read(2) may give less than there is.
async function readWhole(file: FileHandle, into: Uint8Array, position: number): Promise<number> {
  for (let done = 0; ; ) {
    const { bytesRead } = await disk(file.read(into, done, into.length - done, position + done))
    done += bytesRead
    if (bytesRead === 0 || done === into.length) return done
  }
}

const diskAdvice: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full: make room, or lower XML_FEEDS.MAX_FILTERED_DISK_MB.',
  EDQUOT: 'The disk quota is used up: make room, or lower XML_FEEDS.MAX_FILTERED_DISK_MB.',
  EFBIG: 'The file is larger than this process may write: raise its limit (ulimit -f).',
  EROFS: 'The feed folder is on a read-only file system: set STORECAST_DATA to a folder that can be written.',
  EACCES:
    'The feed folder belongs to someone else: let this user write there, or set STORECAST_DATA to another folder.',
  EPERM:
    'The feed folder may not be written: check its owner and flags, or set STORECAST_DATA to another folder.',
  EMFILE: 'This process has too many files open: raise its limit (ulimit -n).',
  ENFILE: 'The system has too many files open.',
  ENOTDIR: 'A file stands where the feed folder should be: move it, or set STORECAST_DATA to another folder.',
}

/** Only what the disk says of itself: an error of the catalog that feeds a `put` stays as it is. */
function disk<T>(work: Promise<T>): Promise<T> {
  return work.catch((error) => Promise.reject(diskFault(error)))
}

function diskFault(cause: unknown): AppError {
  const advice =
    diskAdvice[codeOf(cause)] ?? `The disk said ${codeOf(cause)}: look at it, and at the system's log.`
  return new AppError('FEED_DISK', 'unavailable', `The feed folder cannot be used. ${advice}`, { cause })
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException | undefined)?.code)
}
