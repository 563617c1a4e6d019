/** An object store in a folder: write aside, flush, rename, flush the folder. */
import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rmdir, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError, timeOrderedId } from '../../../src/kernel.js'
import type { ObjectStore, OpenObject, StoredObject } from './object-store.js'

const unfinished = '.unfinished'

/** Objects stand at `<root>/<folder>/<sha256>`; several processes may share the root. */
export function createFolderStore(root: string): ObjectStore {
  return {
    async put(folder, chunks) {
      const path = join(root, folder)
      const aside = join(path, `${timeOrderedId(Date.now())}${unfinished}`)
      try {
        await mkdir(path, { recursive: true })
        const { sha256, bytes } = await writeFlushed(aside, chunks)
        await rename(aside, join(path, sha256))
        await flushFolder(path)
        return { name: `${folder}/${sha256}`, sha256, bytes } satisfies StoredObject
      } catch (error) {
        await unlink(aside).catch(() => {})
        throw diskFault(error)
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
  const file = await open(path, 'wx', 0o640)
  try {
    for await (const chunk of chunks) {
      hash.update(chunk)
      bytes += chunk.length
      await writeWhole(file, chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), bytes }
}

// write(2) may take less than it was given, as it does just before a disk is full.
async function writeWhole(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.length; ) {
    written += (await file.write(chunk, written)).bytesWritten
  }
}

// A rename is durable only once its folder is; some platforms cannot open folders and need no flush.
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined)
  try {
    await folder?.sync()
  } catch (error) {
    if (!['EINVAL', 'EPERM', 'ENOTSUP'].includes(codeOf(error))) throw error
  } finally {
    await folder?.close()
  }
}

async function openFile(path: string): Promise<OpenObject> {
  const file = await open(path, 'r')
  const { size } = await file.stat()
  return {
    bytes: size,
    stream: () => file.createReadStream({ highWaterMark: 256 * 1024 }),
    close: () => file.close(),
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
  ENOTDIR: 'A file stands where the feed folder should be: move it, or set STORECAST_DATA to another folder.',
}

function diskFault(error: unknown): unknown {
  const advice = diskAdvice[codeOf(error)]
  if (advice === undefined) return error
  return new AppError('FEED_DISK', 'unavailable', `The feed could not be kept. ${advice}`, { cause: error })
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException | undefined)?.code)
}
