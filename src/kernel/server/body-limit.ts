/** Refuses bodies that are longer than their route takes, or that do not say how long they are. */
import type { IncomingMessage } from 'node:http'
import { AppError } from '../errors.js'

// A connection closed on unread bytes is reset, and the client may lose the answer; so some of them are read away.
const discardedBytes = 256 * 1024
const discardedMs = 1000

/** Whether the request comes with a body that may still be under way. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return (
    headers['transfer-encoding'] !== undefined ||
    (headers['content-length'] !== undefined && headers['content-length'] !== '0')
  )
}

/** Throws unless the body fits; node itself cuts a body at its declared length, so nothing is counted here. */
export async function limitBody(req: IncomingMessage, limitBytes: number): Promise<void> {
  if (!hasBody(req)) return
  const isUndeclared = req.headers['transfer-encoding'] !== undefined
  if (!isUndeclared && Number(req.headers['content-length']) <= limitBytes) return
  await discard(req)
  const limit = limitBytes === 0 ? 'No body is taken here.' : `At most ${limitBytes} bytes are taken here.`
  throw new AppError(
    'BODY_TOO_LARGE',
    'tooLarge',
    isUndeclared ? `${limit} Its length must be declared by Content-Length.` : limit,
  )
}

/** Reads some of a body away that nobody wants, so that its sender can take the answer. */
export function discard(req: IncomingMessage): Promise<void> {
  // A host's own body parser may have read it to the end before.
  if (!hasBody(req) || req.readableEnded || req.destroyed) return Promise.resolve()
  return new Promise((resolve) => {
    let bytes = 0
    const timer = setTimeout(finish, discardedMs).unref()
    req.on('data', count).once('end', finish).once('close', finish).once('error', finish)

    function count(chunk: Buffer): void {
      bytes += chunk.length
      if (bytes >= discardedBytes) finish()
    }
    function finish(): void {
      clearTimeout(timer)
      req.off('data', count).off('end', finish).off('close', finish).off('error', finish).pause()
      resolve()
    }
  })
}
