/** The ids of a feed's items on their way to a file: eight bytes each, whatever their length. */
import { endianness } from 'node:os'
import { setImmediate as breathe } from 'node:timers/promises'
import { IdHash } from './id-hash.js'

/** What a list begins with; another number would be another hash or another order. */
export const listMark: Uint8Array = Buffer.from('SC-IDS\0\x01', 'latin1')

/** Of one hash in a list: its second half, then its first, each with the high byte first. */
export const hashBytes = 8

/** How long the list of so many ids is. */
export const listBytes = (ids: number): number => listMark.length + ids * hashBytes

export interface IdList {
  /** Ids added so far. */
  readonly size: number
  add(id: string): void
  /** The file: the mark, then all hashes in ascending order. */
  chunks(): AsyncGenerator<Uint8Array>
}

/** Hashes whose first bits are the same; sorting one takes about a millisecond at a million ids. */
interface Bucket {
  readonly pages: Uint32Array[]
  used: number
}

const bucketBits = 8
/** 2 KiB, so that nothing large is ever made anew or left behind. */
const pageHashes = 256
const chunkBytes = 64 * 1024

/** The place of the high half where the processor sees two numbers of 32 bits as one of 64. */
const high = endianness() === 'LE' ? 1 : 0

export function createIdList(): IdList {
  const hash = new IdHash()
  const buckets = Array.from({ length: 2 ** bucketBits }, (): Bucket => ({ pages: [], used: 0 }))
  let size = 0

  return {
    get size() {
      return size
    },
    add(id) {
      hash.of(id)
      const { first, second } = hash
      const bucket = buckets[second >>> (32 - bucketBits)] as Bucket
      const place = bucket.used % pageHashes
      if (place === 0) bucket.pages.push(new Uint32Array(pageHashes * 2))
      const page = bucket.pages.at(-1) as Uint32Array
      page[place * 2 + high] = second
      page[place * 2 + 1 - high] = first
      bucket.used++
      size++
    },
    async *chunks() {
      let gathered: Uint8Array[] = [listMark]
      let bytes = 0
      for (const bucket of buckets) {
        gathered.push(sorted(bucket))
        bytes += bucket.used * hashBytes
        if (bytes < chunkBytes) continue
        yield Buffer.concat(gathered)
        gathered = []
        bytes = 0
        await breathe()
      }
      yield Buffer.concat(gathered)
    },
  }
}

function sorted({ pages, used }: Bucket): Uint8Array {
  const halves = new Uint32Array(used * 2)
  for (const [at, page] of pages.entries()) {
    const start = at * pageHashes * 2
    halves.set(page.subarray(0, halves.length - start), start)
  }
  new BigUint64Array(halves.buffer).sort()
  const bytes = new DataView(new ArrayBuffer(used * hashBytes))
  for (let at = 0; at < halves.length; at += 2) {
    bytes.setUint32(at * 4, halves[at + high] as number)
    bytes.setUint32(at * 4 + 4, halves[at + 1 - high] as number)
  }
  return new Uint8Array(bytes.buffer)
}
