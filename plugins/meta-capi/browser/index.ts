/** What a request says of the browser behind it, as Meta wants it told; never throws, whatever the headers. */
import { createSecretKey } from 'node:crypto'
import { type BotReason, botReasonOf, createIsCrawler } from './bots.js'
import { clickIdOf } from './click-id.js'
import { clientAddress } from './client-address.js'
import { cookiesOf } from './cookies.js'
import { fbcOf } from './fbc.js'
import { type CookieValue, fbpOf } from './fbp.js'
import { createFirstVisits } from './first-visits.js'
import { headerOf, type RequestLike } from './request.js'
import { cookiesToSet } from './set-cookie.js'
import { siteOf } from './site.js'
import { sourceUrlOf } from './source-url.js'
import type { Visit } from './visit.js'

export type { BotReason } from './bots.js'
export type { RequestLike } from './request.js'

export interface BrowserReaderOptions {
  /** Secret, and the same in every process of the shop: what they make for one session is then the same too. */
  readonly key: Uint8Array
  readonly now: () => number
}

/** What the server knows of a request better than its headers. */
export interface Surroundings {
  /** The client's, as the trusted proxies tell it. */
  readonly address: string
  readonly isSecure: boolean
  /** The host that the browser asked for, where a proxy wrote another one into the request. */
  readonly host?: string | undefined
  /** What tells the visitor's session from all others, as its id; with it, parallel first requests get one `fbp`. */
  readonly session?: string | undefined
  /** The page's address or path, where the request is not the page itself. */
  readonly url?: string | undefined
}

export interface BrowserView {
  /** Undefined where the address is not public. */
  readonly ip?: string
  readonly userAgent?: string
  readonly fbp: string
  readonly fbc?: string
  /** Scrubbed of secrets and personal data, as is `referrer`. */
  readonly sourceUrl?: string
  readonly referrer?: string
  readonly bot?: BotReason
  /** Whole `Set-Cookie` lines for what the browser does not have yet; every reading of a request gives them again. */
  readonly cookies: readonly string[]
}

export interface BrowserReader {
  read(req: RequestLike, surroundings: Surroundings): BrowserView
}

const mostSessions = 10_000
const keepMs = 3_600_000
const mostUserAgentChars = 1_000

export function createBrowserReader({ key, now }: BrowserReaderOptions): BrowserReader {
  const secret = createSecretKey(key)
  const memory = createFirstVisits({ now, mostSessions, keepMs })
  const isCrawler = createIsCrawler()
  // Several hooks of one request are one visit: the browser must not get two names.
  const made = new WeakMap<RequestLike, { readonly at: number; readonly fbp: CookieValue }>()

  return {
    read(req, { address, isSecure, host = headerOf(req, 'host'), session, url }) {
      const site = siteOf(host)
      const before = made.get(req)
      const at = before?.at ?? now()
      const visit: Visit = { site, at, session: session || undefined, key: secret, memory }

      const page = url || req.originalUrl || req.url
      const referer = headerOf(req, 'referer')
      const fbp = before?.fbp ?? fbpOf(cookiesOf(req, '_fbp'), visit)
      const fbc = fbcOf(cookiesOf(req, '_fbc'), clickIdOf(page) ?? clickIdOf(referer), visit)
      if (fbp.isNew || fbc?.isNew) made.set(req, { at, fbp })

      const ip = clientAddress(address)
      const userAgent = headerOf(req, 'user-agent')?.trim().slice(0, mostUserAgentChars)
      const sourceUrl = sourceUrlOf(page, originOf(host, isSecure))
      const referrer = sourceUrlOf(referer)
      const bot = botReasonOf(req, isCrawler)
      return {
        ...(ip !== undefined && { ip }),
        ...(userAgent && { userAgent }),
        fbp: fbp.value,
        ...(fbc !== undefined && { fbc: fbc.value }),
        ...(sourceUrl !== undefined && { sourceUrl }),
        ...(referrer !== undefined && { referrer }),
        ...(bot !== undefined && { bot }),
        cookies: cookiesToSet({ _fbp: fbp, _fbc: fbc }, site, isSecure),
      }
    },
  }
}

function originOf(host: string | undefined, isSecure: boolean): string | undefined {
  // Anything beyond a host and a port would become part of the address.
  if (host === undefined || !/^[^\s/?#@\\]+$/.test(host)) return undefined
  return `${isSecure ? 'https' : 'http'}://${host}`
}
