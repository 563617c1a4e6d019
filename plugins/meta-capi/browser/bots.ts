/** Who asks without being a shopper: crawlers, previews, and pages that a browser fetches in advance. */
import { isbot } from 'isbot'
import { headerOf, type RequestLike } from './request.js'

export type BotReason = 'crawler' | 'prefetch' | 'noUserAgent'

const purposes = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'] as const

/** Undefined for a shopper. */
export function botReasonOf(req: RequestLike): BotReason | undefined {
  for (const name of purposes) {
    // `prefetch;prerender`, `prefetch;anonymous-client-ip`, and Safari's `preview` for its page of favourites.
    if (/^\s*(?:prefetch|prerender|preview)\b/i.test(headerOf(req, name) ?? '')) return 'prefetch'
  }
  const userAgent = headerOf(req, 'user-agent')?.trim()
  if (!userAgent) return 'noUserAgent'
  return isbot(userAgent) ? 'crawler' : undefined
}
