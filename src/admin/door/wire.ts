/** The wire that a request came over: whether a password may travel on it. */
import type { IncomingMessage } from 'node:http'
import type { Host } from '../../kernel.js'

/** `local`: plain http that never leaves the reader's machine; `bare`: plain http that others can read. */
export type Wire = 'encrypted' | 'local' | 'bare'

const loopback = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(:\d{1,5})?$/i

export function wireOf({ client }: Pick<Host, 'client'>, req: IncomingMessage): Wire {
  if (client.isSecure(req)) return 'encrypted'
  return loopback.test(req.headers.host ?? '') && !isForwarded(req) ? 'local' : 'bare'
}

/** Whether a proxy handed it on: its address is then not what the reader's browser shows. */
export function isForwarded({ headers }: IncomingMessage): boolean {
  return ['forwarded', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host'].some(
    (name) => headers[name] !== undefined,
  )
}
