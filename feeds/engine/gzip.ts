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

// Large enough that a block compresses nearly as well as the whole (256 KiB: 2 % larger, 1 MiB: 1 % smaller).
const blockBytes = 512 * 1024
// Room for a block of XML that was deflated: each further chunk is one more way to the thread pool and back.
const chunkSize = 128 * 1024

/**
 * The same text gives the same bytes, however it is cut into `texts` and in whatever order the cores finish.
 * Concatenated members would be simpler, but some HTTP clients read only the first.
 */
export async function* gzip(
  texts: AsyncIterable<string>,
  { level, depth }: GzipOptions,
  totals: GzipTotals,
): AsyncGenerator<Buffer> {
  let checksum = 0
  const deflating: Promise<Buffer>[] = []
  // Blocks are used again: memory outside V8's heap is given back only by its rare full collections.
  const idle: Buffer[] = []
  yield header
  try {
    for await (const { block, length } of inBlocks(
      texts,
      () => idle.pop() ?? Buffer.allocUnsafeSlow(blockBytes),
    )) {
      const plain = block.subarray(0, length)
      checksum = crc32(plain, checksum)
      totals.plainBytes += length
      const packed = deflate(plain, level).finally(() => idle.push(block))
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

interface Filled {
  readonly block: Buffer
  readonly length: number
}

/** The texts as UTF-8, in blocks that are filled to the last character that fits. */
async function* inBlocks(texts: AsyncIterable<string>, nextBlock: () => Buffer): AsyncGenerator<Filled> {
  const encoder = new TextEncoder()
  let block = nextBlock()
  let length = 0
  for await (const text of texts) {
    for (let rest = text; rest !== ''; ) {
      const { read, written } = encoder.encodeInto(rest, block.subarray(length))
      length += written
      rest = rest.slice(read)
      if (rest === '') break
      yield { block, length }
      block = nextBlock()
      length = 0
    }
  }
  if (length > 0) yield { block, length }
}

function deflate(plain: Buffer, level: number): Promise<Buffer> {
  const options = { level, chunkSize, finishFlush: constants.Z_FULL_FLUSH, memLevel: 9 }
  return new Promise((resolve, reject) => {
    deflateRaw(plain, options, (error, packed) => (error ? reject(error) : resolve(packed)))
  })
}
