/** Who is calling: the client's address and scheme, believed from headers only where a trusted proxy set them. */
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { TLSSocket } from 'node:tls'
import proxyAddr from 'proxy-addr'

export interface ClientReader {
  /** An IP address; `unknown` where the socket has none (it is gone, or a Unix socket). */
  address(req: IncomingMessage): string
  /** Whether the client's own connection is encrypted. */
  isSecure(req: IncomingMessage): boolean
}

/** Reads clients behind proxies in these CIDRs; the host app's `trust proxy` has no say. Throws on a bad CIDR. */
export function createClientReader(trustedProxies: readonly string[]): ClientReader {
  for (const proxy of trustedProxies) {
    // proxy-addr would read a hop count as an address: 1 is 0.0.0.1 to it.
    if (isIP(proxy.split('/', 1)[0] ?? '') === 0) throw new TypeError(`No CIDR of a proxy: ${proxy}`)
  }
  const trusts = proxyAddr.compile([...trustedProxies])
  const socketAddress = (req: IncomingMessage) => req.socket.remoteAddress ?? 'unknown'

  return {
    address(req) {
      if (req.headers['x-forwarded-for'] === undefined) return socketAddress(req)
      const address = proxyAddr(req, trusts)
      return isIP(address) === 0 ? socketAddress(req) : address
    },
    isSecure(req) {
      if ((req.socket as Partial<TLSSocket>).encrypted === true) return true
      const scheme = req.headers['x-forwarded-proto']
      return typeof scheme === 'string' && trusts(socketAddress(req), 0) && /^https *(?:,|$)/i.test(scheme)
    },
  }
}
