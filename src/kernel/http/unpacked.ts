/** The body of an answer without its packing: asked for plain, a proxy on the way may pack it all the same. */
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'

const unpackers: ReadonlyMap<string, (bytes: Buffer, bound: { maxOutputLength: number }) => Promise<Buffer>> =
  new Map([
    ['', async (bytes) => bytes],
    ['identity', async (bytes) => bytes],
    ['gzip', promisify(gunzip)],
    ['x-gzip', promisify(gunzip)],
    ['deflate', promisify(inflate)],
    ['br', promisify(brotliDecompress)],
  ])

/** As text; throws where it unpacks to more than the limit, or is packed in a way that we do not know. */
export async function unpacked(encoding: string, bytes: Buffer, limitBytes: number): Promise<string> {
  if (bytes.length === 0) return ''
  const unpack = unpackers.get(encoding.toLowerCase())
  if (!unpack) throw Object.assign(new Error('unknown encoding'), { code: 'ENCODING' })
  return new TextDecoder().decode(await unpack(bytes, { maxOutputLength: limitBytes }))
}
