/** What a browser tells: its cookies of Meta's, its address, its user agent. */
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Meta names no limit; no browser's is longer. */
const mostOfUserAgent = 1_000

/** Trimmed already; cut where it is longer than any browser's. */
export const userAgent = (text: string): string => text.slice(0, mostOfUserAgent)

const appendix = '(?:\\.(?:[\\w-]{8}|AQ|Ag|Aw|BA|BQ|Bg))?'
const clickCookie = /^fb\.\d{1,2}\.\d{13}\.(?!(?:undefined|null)$)[\w.-]{1,500}$/
const browserCookie = new RegExp(
  `^fb\\.\\d{1,2}\\.\\d{13}\\.(?!(?:undefined|null)$)[\\w-]{1,100}${appendix}$`,
)

/** `_fbc`; its click id may have dots. A malformed one costs the whole batch: Meta answers 2804001. */
export const fbc = (text: string): string | undefined => (clickCookie.test(text) ? text : undefined)

/** `_fbp`. */
export const fbp = (text: string): string | undefined => (browserCookie.test(text) ? text : undefined)

/** First octets that hold nothing but public addresses. */
const publicFirstOctet = new Set(
  Array.from({ length: 223 }, (_, i) => i + 1).filter(
    (octet) => ![10, 100, 127, 169, 172, 192, 198, 203].includes(octet),
  ),
)

/** Where IPv6's registries give addresses to providers, and none is special; 2620 has one that is. */
const providersIPv6 = /^2(?:[4-57-9a-f][\da-f]|6(?!20)[\da-f])[\da-f]:[^%]+$/i

/** A public address, without port and brackets; IPv4 in IPv6's clothes becomes IPv4. Two in one text are none. */
export function publicAddress(text: string): string | undefined {
  const version = isIP(text)
  if (version === 4 && publicFirstOctet.has(Number.parseInt(text, 10))) return text
  if (version === 6 && providersIPv6.test(text)) return text.toLowerCase()
  const address = version === 0 ? withoutPort(text) : text
  // A zone names a network card: such an address is nobody's out there.
  if (address === undefined || address.includes('%')) return undefined
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast') return undefined
  return parsed.kind() === 'ipv4' ? parsed.toString() : address.toLowerCase()
}

const ported = /^(?:(\d+\.\d+\.\d+\.\d+):\d{1,5}|\[([\da-f:.]+)\](?::\d{1,5})?)$/i

function withoutPort(text: string): string | undefined {
  const [, four, six] = ported.exec(text) ?? []
  const address = four ?? six
  return address !== undefined && isIP(address) !== 0 ? address : undefined
}
