/** A download that a test takes slowly: it has its headers and first bytes, and reads on when it is told to. */
import { once } from 'node:events'
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'

export interface Download {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** Everything, the first bytes included; rejects where the connection is cut before the end. */
  rest(): Promise<Buffer>
  /** Leaves without a word. */
  vanish(): void
}

/** Resolves with the first bytes; nothing more is read until `rest`, but for what fits into buffers. */
export async function download(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Download> {
  const req = request(url, { headers, agent: false }).end()
  const [res] = (await once(req, 'response')) as [IncomingMessage]
  const body: AsyncIterator<Buffer> = res[Symbol.asyncIterator]()
  const first = await body.next()
  // Who vanishes is not told what became of the rest.
  req.on('error', () => {})
  return {
    status: res.statusCode ?? 0,
    headers: res.headers,
    async rest() {
      const chunks: Buffer[] = []
      for (let chunk = first; !chunk.done; chunk = await body.next()) chunks.push(chunk.value)
      return Buffer.concat(chunks)
    },
    vanish: () => req.destroy(),
  }
}
