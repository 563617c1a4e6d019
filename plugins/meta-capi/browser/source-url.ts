/** The address of a page as it may be stored and sent: without what tells a secret or a person. */
import { decodedFully } from './percent-text.js'
import { holdsMailAddress, holdsToken, isInternationalPhone, isPhoneLike, isUuid } from './private-text.js'
import { longestHostname } from './site.js'
import { whatNameTells } from './telling-names.js'

const mostUrlChars = 2_000

/**
 * Origin, path and query of a web address; undefined for what is none. Never throws. Where `origin` is given
 * (`https://shop.example`), a path alone counts as one of that origin.
 */
export function sourceUrlOf(address: unknown, origin?: string): string | undefined {
  if (typeof address !== 'string' || address === '') return undefined
  // Put together, not resolved: `//elsewhere.example` is a path where a server is asked for it.
  const url = parsed(address.startsWith('/') && origin !== undefined ? origin + address : address)
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined
  if (url.hostname.length > longestHostname) return undefined
  const page = url.origin + scrubbedPath(url.pathname)
  if (page.length > mostUrlChars) return page.slice(0, page.lastIndexOf('/', mostUrlChars - 1) + 1)
  return withParameters(page, url.search.slice(1))
}

function parsed(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}

function withParameters(page: string, query: string): string {
  let url = page
  if (query === '') return url
  for (const parameter of query.split('&')) {
    if (parameter === '' || !mayStay(parameter)) continue
    const longer = `${url}${url === page ? '?' : '&'}${parameter}`
    if (longer.length > mostUrlChars) break
    url = longer
  }
  return url
}

function mayStay(parameter: string): boolean {
  // Most are plain, and nothing to look into.
  const [, plainName, plainValue = ''] = /^(\w+)=([\w.-]*)$/.exec(parameter) ?? []
  if (plainName !== undefined) {
    const tells = whatNameTells(plainName)
    if (tells === 'advertisement' || (tells === undefined && plainValue.length < 16)) return true
  }
  const text = decodedFully(parameter.replaceAll('+', ' '))
  if (text === undefined || holdsMailAddress(text)) return false
  const equals = text.indexOf('=')
  const name = equals === -1 ? text : text.slice(0, equals)
  const value = equals === -1 ? '' : text.slice(equals + 1)
  const tells = whatNameTells(name)
  if (tells === 'secret' || holdsTellingName(value)) return false
  if (tells === 'advertisement') return true
  return !holdsToken(text) && !isInternationalPhone(value) && !(tells === 'maybePhone' && isPhoneLike(value))
}

/** An address or a record within a value has names of its own: `next=/reset?token=…`, `data={"pin":…}`. */
function holdsTellingName(value: string): boolean {
  const naming = /["']?\s{0,3}[=:]/y
  for (const { 0: name, index } of value.matchAll(/[\p{L}\p{N}_.[\]-]+/gu)) {
    naming.lastIndex = index + name.length
    if (naming.test(value) && whatNameTells(name) === 'secret') return true
  }
  return false
}

function scrubbedPath(path: string): string {
  if (/^(?:\/[\w.~-]{0,15})*$/.test(path)) return path
  return path.split('/').map(scrubbedSegment).join('/')
}

function scrubbedSegment(segment: string): string {
  if (/^[\w.~-]{0,15}$/.test(segment)) return segment
  const text = decodedFully(segment)
  if (text === undefined || holdsMailAddress(text) || isInternationalPhone(text)) return 'redacted'
  // Shops name products by UUIDs; a secret in a path is an order's or a password's, and longer or denser.
  if (holdsToken(text) && !isUuid(text)) return 'redacted'
  if (!holdsTellingName(text)) return segment
  // Servers write the session behind a name that is worth keeping: `cart;jsessionid=…`.
  const [name = ''] = segment.split(/;|%3b/i, 1)
  return holdsTellingName(decodedFully(name) ?? '') ? 'redacted' : name
}
