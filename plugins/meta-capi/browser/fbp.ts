/** `_fbp`, Meta's name for a browser: the cookie's own, else a new one that parallel first requests agree on. */
import { randomInt } from 'node:crypto'
import { formatMetaCookie, parseMetaCookie } from './meta-cookie.js'
import { sessionDigest, type Visit } from './visit.js'

const dayMs = 86_400_000

export interface CookieValue {
  readonly value: string
  /** Whether the browser does not have it yet. */
  readonly isNew: boolean
}

/** Takes the values of all `_fbp` cookies that were sent. */
export function fbpOf(cookies: readonly string[], visit: Visit): CookieValue {
  for (const cookie of cookies) {
    const known = parseMetaCookie(cookie)
    // Only a click id may hold dots.
    if (known && !known.payload.includes('.')) return { value: known.value, isNew: false }
  }
  return { value: newFbp(visit), isNew: true }
}

function newFbp(visit: Visit): string {
  const { site, session, at, memory } = visit
  if (session === undefined) return formatMetaCookie(site.index, at, randomInt(2 ** 31))
  const digest = sessionDigest(visit, session, 'fbp')
  return memory.remember(digest.toString('base64url'), () =>
    formatMetaCookie(site.index, startOfDay(at, digest.readUIntBE(4, 6)), digest.readUInt32BE(0) >>> 1),
  )
}

/**
 * The session's own day, which begins at an instant of its own: two processes that are asked within a second disagree
 * once in 86,400 sessions, and no instant of the day is worse than another.
 */
function startOfDay(at: number, sessionPart: number): number {
  const beginsAt = sessionPart % dayMs
  return at - ((((at - beginsAt) % dayMs) + dayMs) % dayMs)
}
