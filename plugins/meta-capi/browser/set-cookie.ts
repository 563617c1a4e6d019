/** The `Set-Cookie` lines that give a browser its new `_fbp` and `_fbc`. */
import type { CookieValue } from './fbp.js'
import type { Site } from './site.js'

const cookieAgeSeconds = 90 * 86_400

/** What the browser has already is not set again. Readable by scripts, because the pixel reads them. */
export function cookiesToSet(
  kept: Readonly<Record<string, CookieValue | undefined>>,
  site: Site,
  isSecure: boolean,
): readonly string[] {
  const domain = site.domain === undefined ? '' : `; Domain=${site.domain}`
  const attributes = `; Max-Age=${cookieAgeSeconds}; Path=/${domain}; SameSite=Lax${isSecure ? '; Secure' : ''}`
  return Object.entries(kept).flatMap(([name, one]) =>
    one?.isNew ? [`${name}=${one.value}${attributes}`] : [],
  )
}
