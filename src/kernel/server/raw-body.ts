/** A request's body as the bytes that were sent: read once, within a limit and a deadline. */
import type { IncomingMessage } from 'node:http'
import { AppError } from '../errors.js'
import { hasBody } from './body-limit.js'

const bodyWithinMs = 10_000

/** Reads what `limitBody` let through; rejects with the reason of `signal` when the client leaves. */
export async function readBody(req: IncomingMessage, signal: AbortSignal): Promise<Buffer> {
  if (!hasBody(req)) return Buffer.alloc(0)
  // What a parser makes of the bytes cannot be turned back into them.
  if (req.readableDidRead || req.readableEnded || req.readableEncoding !== null) {
    throw new AppError(
      'BODY_ALREADY_READ',
      'broken',
      'A body parser of the host app has read this request, so its bytes are gone: mount the router of Storecast before the parser.',
    )
  }
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const timer = setTimeout(late, bodyWithinMs).unref()
    req.on('data', keep).once('end', end).once('error', left)
    signal.addEventListener('abort', left)

    function keep(chunk: Buffer): void {
      chunks.push(chunk)
    }
    function end(): void {
      stop()
      resolve(Buffer.concat(chunks))
    }
    function late(): void {
      stop()
      req.pause()
      reject(new AppError('BODY_TOO_SLOW', 'tooSlow', 'The body did not come within ten seconds.'))
    }
    // The client has gone; which of the two tells it first is node's to say.
    function left(): void {
      stop()
      reject(signal.aborted ? signal.reason : new DOMException('The client left', 'AbortError'))
    }
    function stop(): void {
      clearTimeout(timer)
      req.off('data', keep).off('end', end).off('error', left)
      signal.removeEventListener('abort', left)
    }
  })
}
