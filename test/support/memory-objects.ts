/** An object store in memory that keeps the last object only. */
import { createHash } from 'node:crypto'
import type { ObjectStore } from '../../feeds/engine/objects/object-store.js'

export interface MemoryObjects extends ObjectStore {
  /** The bytes of the last object. */
  bytes: Buffer
}

export function memoryObjects(): MemoryObjects {
  const store = {
    bytes: Buffer.alloc(0),
    async put(folder: string, chunks: AsyncIterable<Uint8Array>) {
      const parts: Uint8Array[] = []
      // A chunk's memory may be used again as soon as the next one is asked for.
      for await (const chunk of chunks) parts.push(Uint8Array.from(chunk))
      store.bytes = Buffer.concat(parts)
      const sha256 = createHash('sha256').update(store.bytes).digest('hex')
      return { name: `${folder}/${sha256}`, sha256, bytes: store.bytes.length }
    },
    open: async () => undefined,
    keepOnly: async () => {},
  }
  return store
}
