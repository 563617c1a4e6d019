/** Addresses as the platforms ask for them: absolute, http or https, ASCII by RFC 3986. */

/** No `;`: it may end an entity, so such an address is looked at closely. */
const letters = "[\\w.~:/?@!$&'()*+,=-]*"
const anyRest = `${letters}(?:%[\\dA-Fa-f]{2}${letters})*`
const path = `${anyRest}(?:#${anyRest})?`
// A host that ends in a digit may be a number, which a URL parser spells in another way.
const cleanAbsolute = new RegExp(`^https?://(?:[a-z\\d][a-z\\d-]*\\.)+[a-z]+/${path}$`)
const cleanPath = new RegExp(`^/(?!/)${path}$`)

/** A URL parser takes `{` in a host, and names of no letters between two dots. */
const host = /^(?:(?=[a-z\d])(?:[\w-]+\.)*[\w-]+\.?|\[[\da-f:.]+\])$/

/** Texts that were encoded more than once hold `&amp;amp;`. */
const ampersandEntity = /&(?:(?:amp|#0*38|#[xX]0*26);)+/g
const strayPercent = /%(?![\dA-Fa-f]{2})/g
/** What a URL parser lets pass and RFC 3986 does not (https://www.rfc-editor.org/rfc/rfc3986#section-2). */
const unreadable = /[^\w.~:/?#@!$&'()*+,;=%-]/g

/** What copying leaves in an address and no shop means: controls, zero-width and bidi marks, halves of characters. */
const unmeant =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject
  /[\0-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|\p{Surrogate}/gu
const schemeless = /^www\.[^./\s]+\../i

/** Makes an address of what a catalog holds; undefined where that is none, or is longer than `limit`. */
export type AddressReader = (raw: string, limit: number) => string | undefined

/** Relative addresses are resolved against the shop's, as if that were a folder; without it they are none. */
export function createAddressReader(shopAddress: string | undefined): AddressReader {
  const shop = shopAddress === undefined ? undefined : parse(shopAddress, undefined)
  if (shop !== undefined && !shop.pathname.endsWith('/')) shop.pathname += '/'
  const origin = shop?.origin

  return (raw, limit) => {
    let address: string | undefined
    if (cleanAbsolute.test(raw)) address = raw
    else if (origin !== undefined && cleanPath.test(raw)) address = origin + raw
    else address = spell(raw, shop)
    return address === undefined || address.length > limit ? undefined : address
  }
}

function spell(raw: string, shop: URL | undefined): string | undefined {
  const text = raw.replace(unmeant, '').replace(ampersandEntity, '&').trim()
  if (text === '') return undefined
  const url = parse(withScheme(text, shop), shop)
  if (url === undefined || !host.test(url.hostname)) return undefined
  // Credentials in a link would be published with the feed; `origin` leaves them out.
  return url.origin + legal(url.pathname + url.search) + fragment(url.hash)
}

/** `//cdn.example/…` and `www.shop.example/…` are addresses of their own, not paths of the shop's. */
function withScheme(text: string, shop: URL | undefined): string {
  const protocol = shop?.protocol ?? 'https:'
  if (text.startsWith('//')) return protocol + text
  return schemeless.test(text) ? `${protocol}//${text}` : text
}

const legal = (text: string): string =>
  text.replace(strayPercent, '%25').replace(unreadable, encodeURIComponent)

/** A fragment holds no second `#`. */
const fragment = (hash: string): string =>
  hash === '' ? '' : `#${legal(hash.slice(1)).replaceAll('#', '%23')}`

function parse(text: string, base: URL | undefined): URL | undefined {
  if (!URL.canParse(text, base?.href)) return undefined
  const url = new URL(text, base)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined
}

/** A fragment may be a place in the page, or, behind `#/` and `#!`, a page of its own that the browser makes. */
const frontPage = /^https?:\/\/[^/?#]+\/?(?:#(?![!/])|$)/

/** Whether an address is that of a whole site: no path and no query. */
export const isFrontPage = (address: string): boolean => frontPage.test(address)
