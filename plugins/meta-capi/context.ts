/** Capturing a request: who, from where and with which consent, as plain JSON without clear personal data. */
import type { Request, Response } from 'express'
import type { Host } from '../../src/kernel.js'
import { type BrowserReader, type BrowserView, createBrowserReader } from './browser/index.js'
import type { Configuration } from './configuration.js'
import type { Consent, Context, Who } from './contract.js'
import type { MetaOptions, Shopper } from './options.js'
import { sessionOf } from './options.js'
import { hashUserData, namesOf, sha256, type UserDataInput } from './user-data/index.js'

export interface Capture {
  /** Never throws. `told` is what the call says of the shopper's consent; it wins over the shop's function. */
  capture(req: Request, configuration: Configuration, told?: Consent): Context
  /** Under which events of this request's shopper wait for a decision. */
  shopperOf(req: Request): Pick<Context, 'shopper'>
}

export function isContext(who: Who): who is Context {
  return (who as Context | undefined)?.version === 1 && !('headers' in who)
}

export function createCapture(
  host: Host,
  options: MetaOptions,
  onFault: (option: string, err: unknown) => void,
): Capture {
  const { clock, client } = host
  const browser: BrowserReader = createBrowserReader({
    key: host.keyFor('meta browser ids'),
    now: () => clock.now(),
  })
  const { identify = sessionOf, consent } = options

  function shopperOf(req: Request): Shopper {
    try {
      return identify(req) ?? {}
    } catch (err) {
      onFault('identify', err)
      return {}
    }
  }

  // A request that a test or a framework made up may lack what Node's have; the event is worth more than that.
  function viewOf(req: Request, session: string | undefined): Partial<BrowserView> {
    try {
      return browser.read(req, { address: client.address(req), isSecure: client.isSecure(req), session })
    } catch (err) {
      onFault('request', err)
      return {}
    }
  }

  // A function that fails says nothing of the shopper's will: nothing is reported then.
  function consentOf(req: Request, unlessTold: Consent): Consent {
    try {
      const told = consent?.(req)
      if (told === undefined) return unlessTold
      if (told === 'granted' || told === 'denied' || told === 'pending') return told
      throw new TypeError('consent must answer granted, denied or pending')
    } catch (err) {
      onFault('consent', err)
      return 'denied'
    }
  }

  return {
    shopperOf(req) {
      const { sessionId, user } = shopperOf(req)
      const shopper = shopperKey(sessionId, user)
      return shopper === undefined ? {} : { shopper }
    },
    capture(req, { settings, country }, told) {
      const at = Math.floor(clock.now() / 1_000)
      const agreed = told ?? consentOf(req, settings.CONSENT)
      if (agreed === 'denied') return { version: 1, at, consent: agreed, user: {} }
      const { sessionId, user, loginProvider } = shopperOf(req)
      const view = viewOf(req, sessionId)
      if (agreed === 'granted' && settings.COOKIES) setCookies(req.res, view.cookies)
      const shopper = shopperKey(sessionId, user)
      return {
        version: 1,
        at,
        consent: agreed,
        user: hashUserData(
          {
            ...withoutLogin(user, loginProvider),
            externalId: user?.externalId ?? user?.external_id ?? sessionId,
            clientIpAddress: view.ip,
            clientUserAgent: view.userAgent,
            fbp: view.fbp,
            fbc: view.fbc,
          },
          { country },
        ),
        ...(view.sourceUrl !== undefined && { sourceUrl: view.sourceUrl }),
        ...(view.referrer !== undefined && { referrer: view.referrer }),
        ...(shopper !== undefined && { shopper }),
        ...(view.bot !== undefined && settings.DROP_BOTS && { bot: view.bot }),
      }
    },
  }
}

const facebookIds = namesOf('fb_login_id')

/** An id of Facebook is sent of who signed in with it, and of nobody else. */
function withoutLogin(user: UserDataInput | undefined | null, provider: unknown): UserDataInput {
  if (typeof user !== 'object' || user === null) return {}
  if (typeof provider === 'string' && provider.toLowerCase() === 'facebook') return user
  if (!facebookIds.some((name) => name in user)) return user
  const isKept = (key: string) => !facebookIds.includes(key)
  return Object.fromEntries(Object.entries(user).filter(([key]) => isKept(key)))
}

export function shopperKey(
  sessionId: string | undefined,
  user: UserDataInput | undefined,
): string | undefined {
  const id = sessionId ?? user?.externalId ?? user?.external_id
  return id === undefined || id === null ? undefined : sha256(`shopper ${String(id)}`)
}

function setCookies(res: Response | undefined, cookies: readonly string[] = []): void {
  if (res === undefined || res.headersSent || cookies.length === 0) return
  const before = res.getHeader('set-cookie')
  const set = before === undefined ? [] : Array.isArray(before) ? before : [String(before)]
  const missing = cookies.filter((cookie) => !set.includes(cookie))
  if (missing.length > 0) res.setHeader('set-cookie', [...set, ...missing])
}
