/** Sessions: what the shop remembers of a shopper between two requests, behind a cookie that only names it. */
import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import { randomToken } from '../../src/kernel.js'
import { type Cart, emptyCart } from './cart.js'

/** What a shopper told of themselves. */
export interface Customer {
  readonly email: string
  readonly firstName?: string
  readonly lastName?: string
  readonly city?: string
  readonly zip?: string
  readonly country?: string
}

/** Browser tags of a request that answered with a redirect; the next page shows them under this nonce. */
export interface Carried {
  readonly nonce: string
  /** With the instant at which each was made. */
  readonly tags: readonly { readonly at: number; readonly text: string }[]
}

export interface Session {
  /** Who acts here, for reports; the cookie's own value opens the session and is told to nobody. */
  readonly shopper: string
  cart: Cart
  /** Ids of products, the latest last. */
  wishlist: readonly string[]
  customer?: Customer
  carried?: Carried
}

const cookieName = 'demo_shop'

// Enough for a demonstration; a shop in earnest keeps its sessions in a database.
const mostSessions = 10_000

const sessions = new WeakMap<IncomingMessage, Session>()

/** The session of a request that came through the shop's router; undefined for any other. */
export function findSession(req: IncomingMessage): Session | undefined {
  return sessions.get(req)
}

/** The same where the router is sure to have been passed. */
export function sessionOf(req: IncomingMessage): Session {
  const session = sessions.get(req)
  if (!session) throw new Error('This request did not come through the demo shop')
  return session
}

/** Gives every request its session; the one that was idle longest goes when there are too many. */
export function keepSessions(base?: string): RequestHandler {
  const kept = new Map<string, Session>()
  return (req, res, next) => {
    const asked = idIn(req.headers.cookie)
    const known = asked === undefined ? undefined : kept.get(asked)
    // An id that we did not give out is not taken over: somebody could have planted it in this browser.
    const id = known && asked !== undefined ? asked : randomToken()
    const session = known ?? { shopper: randomToken(), cart: emptyCart(), wishlist: [] }
    if (!known) {
      const path = base ?? req.baseUrl
      res.cookie(cookieName, id, { httpOnly: true, sameSite: 'lax', secure: req.secure, path: path || '/' })
    }
    kept.delete(id)
    kept.set(id, session)
    for (const oldest of kept.keys()) {
      if (kept.size <= mostSessions) break
      kept.delete(oldest)
    }
    sessions.set(req, session)
    next()
  }
}

function idIn(cookies: string | undefined): string | undefined {
  return new RegExp(`(?:^|;) *${cookieName}=([\\w-]{32})(?:;|$)`).exec(cookies ?? '')?.[1]
}
