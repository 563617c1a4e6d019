/** A download that a test takes slowly: it has its headers and first bytes, and reads on when it is told to. */
import { type IncomingHttpHeaders, request } from 'node:http'

export interface Download {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** Everything, the first bytes included; rejects where the connection is cut before the end. */
  rest(): Promise<Buffer>
  /** Leaves without a word. */
  vanish(): void
}

/** Resolves with the first bytes; nothing more is read until `rest`. */
export function download(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Download> {
  return new Promise((resolve, reject) => {
    const req = request(url, { headers, agent: false }, (res) => {
      const chunks: Buffer[] = []
      res.once('data', (first: Buffer) => {
        res.pause()
        chunks.push(first)
        resolve({
          status: res.statusCode ?? 0,
          headers: res.headers,
          rest: () =>
            new Promise((done, failed) => {
              res.on('data', (chunk: Buffer) => chunks.push(chunk))
              res.on('error', failed)
              res.on('end', () => done(Buffer.concat(chunks)))
              res.resume()
            }),
          vanish: () => req.destroy(),
        })
      })
      // Cut while nobody reads: `rest` meets the same error.
      res.on('error', () => {})
    })
    req.on('error', reject)
    req.end()
  })
}
