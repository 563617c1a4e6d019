/** Who asks without being a shopper: crawlers, previews, and pages that a browser fetches in advance. */
import { isbot } from 'isbot'
import { createRecent } from './recent.js'
import { headerOf, type RequestLike } from './request.js'

export type BotReason = 'crawler' | 'prefetch' | 'noUserAgent'

const purposes = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'] as const
// `prefetch;prerender`, `prefetch;anonymous-client-ip`, and Safari's `preview` for its page of favourites.
const inAdvance = /^\s*(?:prefetch|prerender|preview)\b/i

/** Undefined for a shopper. */
export function botReasonOf(
  req: RequestLike,
  isCrawler: (userAgent: string) => boolean = isbot,
): BotReason | undefined {
  for (const name of purposes) {
    const purpose = headerOf(req, name)
    if (purpose !== undefined && inAdvance.test(purpose)) return 'prefetch'
  }
  const userAgent = headerOf(req, 'user-agent')?.trim()
  if (!userAgent) return 'noUserAgent'
  return isCrawler(userAgent) ? 'crawler' : undefined
}

// Shoppers share a few hundred browsers, and looking through the name of one takes longer than hashing a person.
const mostUserAgents = 1_000
const longestRemembered = 300

/** As `isbot`, which it asks once for each of the user agents that come again and again. */
export function createIsCrawler(): (userAgent: string) => boolean {
  const known = createRecent<boolean>(mostUserAgents)
  return (userAgent) => {
    if (userAgent.length > longestRemembered) return isbot(userAgent)
    const before = known.get(userAgent)
    if (before !== undefined) return before
    const found = isbot(userAgent)
    known.set(userAgent, found)
    return found
  }
}
