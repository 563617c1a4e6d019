/** `_fbc`, the click on an ad that led here: the cookie's own, or a new one where the address names another click. */
import type { CookieValue } from './fbp.js'
import { formatMetaCookie, type MetaCookie, parseMetaCookie } from './meta-cookie.js'
import { sessionDigest, type Visit } from './visit.js'

/** Meta's age of the cookie, after which it knows a click no more. */
const clickKeptMs = 90 * 86_400_000

/**
 * Takes the values of all `_fbc` cookies that were sent, of which the latest click counts. The same click keeps its
 * time; one older than 90 days is not reported, and seeing its id again does not make it young.
 */
export function fbcOf(
  cookies: readonly string[],
  clickId: string | undefined,
  visit: Visit,
): CookieValue | undefined {
  const known = latestOf(cookies)
  if (clickId !== undefined && clickId !== known?.payload) {
    return { value: newFbc(clickId, visit), isNew: true }
  }
  if (known === undefined || visit.at - known.createdAt > clickKeptMs) return undefined
  return { value: known.value, isNew: false }
}

function latestOf(cookies: readonly string[]): MetaCookie | undefined {
  let latest: MetaCookie | undefined
  for (const cookie of cookies) {
    const one = parseMetaCookie(cookie)
    if (one && (latest === undefined || one.createdAt > latest.createdAt)) latest = one
  }
  return latest
}

function newFbc(clickId: string, visit: Visit): string {
  const make = () => formatMetaCookie(visit.site.index, visit.at, clickId)
  const { session, memory } = visit
  if (session === undefined) return make()
  return memory.remember(sessionDigest(visit, session, 'fbc', clickId).toString('base64url'), make)
}
