/** The id by which one request is found again in the answer, the log and the error that a caller reports. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const acceptable = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/

/** The caller's `x-request-id` where it is harmless in a log line and a header, else a new one. */
export function requestIdOf(req: IncomingMessage): string {
  const given = req.headers['x-request-id']
  return typeof given === 'string' && acceptable.test(given) ? given : randomUUID()
}
