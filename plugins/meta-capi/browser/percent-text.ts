/** Text of an address as a person would read it, however often it was percent-encoded. */
import { unescape as percentDecoded } from 'node:querystring'

const mostDecodings = 5

/** Never throws: what is no valid encoding stays or is replaced. Undefined for what is encoded too often to be honest. */
export function decodedFully(text: string): string | undefined {
  let decoded = text
  for (let round = 0; round < mostDecodings; round++) {
    if (!decoded.includes('%')) return decoded
    const next = percentDecoded(decoded)
    if (next === decoded) return decoded
    decoded = next
  }
  return /%[\da-f]{2}/i.test(decoded) ? undefined : decoded
}
