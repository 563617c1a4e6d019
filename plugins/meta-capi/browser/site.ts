/** Where a shop's cookies live: the domain that a browser lets it set them on. */
import { getDomain } from 'tldts'

export interface Site {
  /** What tells one site from another: the domain, else the host itself. */
  readonly name: string
  /** Undefined where cookies belong to the host alone: an IP address, `localhost`, a public suffix. */
  readonly domain?: string
  /** The dots of the domain, as the pixel counts; 1 without a domain, as Meta asks of servers. */
  readonly index: number
}

/** In characters (RFC 1035). */
export const longestHostname = 253

/** Takes any `Host` header, port included. The private part of the public suffix list counts, as it does in browsers. */
export function siteOf(host: string | undefined): Site {
  const name = host === undefined || host.length > longestHostname + ':65535'.length ? '' : host.toLowerCase()
  const domain = getDomain(name, { allowPrivateDomains: true })
  // A browser writes other alphabets as punycode; what did not come from one must not reach a header.
  if (domain === null || !/^[a-z\d._-]+$/.test(domain)) return { name, index: 1 }
  return { name: domain, domain, index: domain.split('.').length - 1 }
}
