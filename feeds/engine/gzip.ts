/** Gzip on several cores: blocks are deflated side by side, yet make one gzip member that every client reads. */
import { constants, crc32, deflateRaw } from 'node:zlib'

export interface GzipOptions {
  readonly level: number
  /** Blocks being deflated at the same time; also the bound on memory. */
  readonly depth: number
}

/** What went through, known when the last chunk came out. */
export interface GzipTotals {
  plainBytes: number
}

const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])
// An empty final block: all others end at a byte boundary (full flush) and are not final.
const lastBlock = Buffer.from([0x03, 0x00])

/**
 * The same texts give the same bytes, in whatever order the cores finish.
 * Concatenated members would be simpler, but some HTTP clients read only the first.
 */
export async function* gzip(
  texts: AsyncIterable<string>,
  { level, depth }: GzipOptions,
  totals: GzipTotals,
): AsyncGenerator<Buffer> {
  let checksum = 0
  const deflating: Promise<Buffer>[] = []
  yield header
  try {
    for await (const text of texts) {
      const plain = Buffer.from(text, 'utf8')
      checksum = crc32(plain, checksum)
      totals.plainBytes += plain.length
      const packed = deflate(plain, level)
      // Awaited in its turn only; failing before that is not unhandled.
      packed.catch(() => {})
      deflating.push(packed)
      if (deflating.length >= depth) yield await (deflating.shift() as Promise<Buffer>)
    }
    while (deflating.length > 0) yield await (deflating.shift() as Promise<Buffer>)
  } finally {
    // Left early: nothing of it still runs in the thread pool when this has ended.
    await Promise.allSettled(deflating)
  }
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(checksum, 0)
  trailer.writeUInt32LE(totals.plainBytes % 2 ** 32, 4)
  yield Buffer.concat([lastBlock, trailer])
}

function deflate(plain: Buffer, level: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    deflateRaw(plain, { level, finishFlush: constants.Z_FULL_FLUSH, memLevel: 9 }, (error, packed) =>
      error ? reject(error) : resolve(packed),
    )
  })
}
