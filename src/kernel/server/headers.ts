/** The headers that every answer carries, errors too. */
import type { ServerResponse } from 'node:http'

// default-src does not cover the other three directives: https://www.w3.org/TR/CSP3/#directive-fallback-list
const everywhere: readonly (readonly [name: string, value: string])[] = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  [
    'content-security-policy',
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  ],
  ['cross-origin-resource-policy', 'same-origin'],
]

// One year. Subdomains are the host's to decide about.
const strictTransport = 'max-age=31536000'

/** Sets what every answer carries; a handler that must differ sets its own over it. */
export function setHeaders(res: ServerResponse, requestId: string, isSecure: boolean): void {
  for (const [name, value] of everywhere) res.setHeader(name, value)
  res.setHeader('x-request-id', requestId)
  // Browsers must ignore it over plain HTTP (RFC 6797, 7.2), and a host on HTTP should not promise HTTPS.
  if (isSecure) res.setHeader('strict-transport-security', strictTransport)
  res.removeHeader('x-powered-by')
}
