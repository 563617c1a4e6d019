/** Sends a page under the headers that keep it private and inert. */
import type { ServerResponse } from 'node:http'
import type { Html } from '../../kernel.js'

export interface PageHeaders {
  readonly status: number
  /** Shows pictures from anywhere on the web. */
  readonly showsPictures?: boolean | undefined
}

export function sendPage(res: ServerResponse, page: Html, { status, showsPictures }: PageHeaders): void {
  const bytes = Buffer.from(page.toString())
  res.statusCode = status
  res.setHeader('content-type', 'text/html; charset=utf-8')
  res.setHeader('content-length', bytes.length)
  keepPrivate(res, showsPictures)
  res.end(bytes)
}

/** Also for answers without a page. */
export function keepPrivate(res: ServerResponse, showsPictures = false): void {
  res.setHeader('cache-control', 'no-store')
  // Without a referrer a browser would not say either where a form comes from: https://fetch.spec.whatwg.org/#append-a-request-origin-header
  res.setHeader('referrer-policy', 'same-origin')
  res.setHeader('x-frame-options', 'DENY')
  res.setHeader('cross-origin-opener-policy', 'same-origin')
  res.setHeader(
    'content-security-policy',
    [
      "default-src 'none'",
      "style-src 'self'",
      "script-src 'self'",
      "connect-src 'self'",
      showsPictures ? "img-src 'self' data: https: http:" : "img-src 'self' data:",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  )
}
