/** Mail addresses, of all that people and programs write for one. */
import { domainToASCII } from 'node:url'
import { isAscii } from './text.js'

const atom = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const asciiAddress = new RegExp(
  `^${atom}(?:\\.${atom})*@(?:${label}\\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$`,
)
const simple = /^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9]+\.)+[a-z]{2,63}$/

/** RFC 5321. */
const mostOfAddress = 254
const mostOfLocal = 64

/** Lower case, as it would be written on an envelope; undefined where it is no address. Dots in it stay: they count. */
export function emailForm(told: string): string | undefined {
  const lower = told.toLowerCase()
  if (lower.length <= mostOfLocal && simple.test(lower)) return lower
  const text = isAscii(lower) ? lower : lower.normalize('NFKC').replace(/\p{Cf}+/gu, '')
  return addressOf(text) ?? addressOf(unaddressed(text)) ?? addressOf(unquoted(unaddressed(text)))
}

function addressOf(text: string): string | undefined {
  const at = text.lastIndexOf('@')
  if (at < 1 || at > mostOfLocal || text.length > mostOfAddress) return undefined
  if (asciiAddress.test(text)) return text
  return isAscii(text) ? undefined : internationalAddress(text.slice(0, at), text.slice(at + 1))
}

/** Without what mail programs write around an address: a name, `mailto:` and its query. */
function unaddressed(text: string): string {
  const angled = (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).trim()
  return angled.startsWith('mailto:') ? angled.replace(/^mailto:\s*|\?.*$/g, '') : angled
}

/** Without what people write around an address. */
const unquoted = (text: string): string => text.replace(/^["'\s]+|["'\s.,;]+$/g, '')

function internationalAddress(local: string, domain: string): string | undefined {
  // domainToASCII would read a percent sign or a slash as part of a URL.
  if (/[^\p{L}\p{M}\p{N}.-]/u.test(domain)) return undefined
  const ascii = domainToASCII(domain)
  // Meta's own code has no rule for such a local part; the letters are kept, and all else is judged as usual.
  const judged = `${local.replace(/[\p{L}\p{M}\p{N}]/gu, 'x')}@${ascii}`
  return asciiAddress.test(judged) ? `${local}@${ascii}` : undefined
}
