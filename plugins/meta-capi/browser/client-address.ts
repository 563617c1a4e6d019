/** The address of a client that Meta can match a person by: a public one, in its canonical form. */
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Undefined for what is no public unicast address. Port, brackets and zone are taken off. */
export function clientAddress(address: string | undefined): string | undefined {
  if (typeof address !== 'string') return undefined
  const text = bareAddress(address.trim())
  if (isIP(text) === 0) return undefined
  const parsed = ipaddr.process(text)
  if (parsed instanceof ipaddr.IPv4) return publicV4(parsed)
  // Behind a translator of IPv4 (RFC 6052), the last two groups are the client's own address.
  if (parsed.range() === 'rfc6052') return publicV4(new ipaddr.IPv4(parsed.toByteArray().slice(12)))
  // Of all others only 2000::/3 is handed out to networks.
  const isGlobal = ((parsed.parts[0] ?? 0) & 0xe000) === 0x2000
  return isGlobal && parsed.range() === 'unicast' ? parsed.toRFC5952String() : undefined
}

function publicV4(address: ipaddr.IPv4): string | undefined {
  return address.range() === 'unicast' ? address.toString() : undefined
}

function bareAddress(text: string): string {
  const inBrackets = /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1]
  const withoutPort = inBrackets ?? text.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
  return withoutPort.split('%', 1)[0] ?? ''
}
