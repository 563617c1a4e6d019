/** A request's query string, read the same way whatever query parser the host's app has set. */
import type { IncomingMessage } from 'node:http'

interface Parsed {
  readonly url: string
  readonly query: URLSearchParams
}

const parsed = new WeakMap<IncomingMessage, Parsed>()

/** The parameters of `req`, parsed once per request and address; a reader must not change them. */
export function queryOf(req: IncomingMessage): URLSearchParams {
  const url = req.url ?? ''
  const known = parsed.get(req)
  if (known?.url === url) return known.query
  const start = url.indexOf('?')
  const query = new URLSearchParams(start < 0 ? '' : url.slice(start + 1))
  parsed.set(req, { url, query })
  return query
}
