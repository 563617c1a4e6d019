/** Addresses as the platforms ask for them: absolute, http or https, ASCII by RFC 3986. */

const path = "[\\w.~:/?#@!$&'()*+,=-]*(?:%[\\dA-Fa-f]{2}[\\w.~:/?#@!$&'()*+,=-]*)*"
/** No `;` in either: it may end an entity, so such an address is looked at closely. */
const cleanAbsolute = new RegExp(`^https?://[a-z\\d][a-z\\d.-]*/${path}$`)
const cleanPath = new RegExp(`^/(?!/)${path}$`)

/** A URL parser takes `{` in a host. */
const host = /^(?:[a-z\d][\w.-]*|\[[\da-f:.]+\])$/

const ampersandEntity = /&(?:amp|#0*38|#[xX]0*26);/g
const strayPercent = /%(?![\dA-Fa-f]{2})/g
/** What a URL parser lets pass and RFC 3986 does not (https://www.rfc-editor.org/rfc/rfc3986#section-2). */
const unreadable = /[^\w.~:/?#@!$&'()*+,;=%-]/g

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
  const text = raw.trim().replace(ampersandEntity, '&')
  if (text === '') return undefined
  const url = text.startsWith('//')
    ? parse(`${shop?.protocol ?? 'https:'}${text}`, undefined)
    : parse(text, shop)
  if (url === undefined || !host.test(url.hostname)) return undefined
  // Credentials in a link would be published with the feed; `origin` leaves them out.
  const rest = url.pathname + url.search + url.hash
  return url.origin + rest.replace(strayPercent, '%25').replace(unreadable, encodeURIComponent)
}

function parse(text: string, base: URL | undefined): URL | undefined {
  if (!URL.canParse(text, base?.href)) return undefined
  const url = new URL(text, base)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined
}
