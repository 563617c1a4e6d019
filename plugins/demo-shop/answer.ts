/** How a controller answers: with a page, or by going on to one; either way the browser learns what was reported. */
import { randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'
import { type Html, trusted } from '../../src/kernel.js'
import { countOf } from './cart.js'
import { layout } from './pages/layout.js'
import { type Carried, type Session, sessionOf } from './session.js'
import type { Shop } from './shop.js'

export interface Page {
  readonly title: string
  readonly body: Html
  /** 200 unless given. */
  readonly status?: number
  /** What stands in the search field. */
  readonly query?: string
  /** True where what this request reported was undone again. */
  readonly isUndone?: boolean
}

// One request reports one thing or two; a burst of redirects must not grow without end.
const mostTags = 10
// The browser would report an old one as if it were of now.
const carriedForMs = 3_600_000

/** Where the shop's addresses begin, without a trailing slash. */
export function baseOf({ base }: Shop, req: Request): string {
  return base ?? req.baseUrl
}

/** Sends a page, with the pixel's tag for what this request reported and for what those before it carried here. */
export function sendPage(shop: Shop, req: Request, res: Response, page: Page): void {
  const session = sessionOf(req)
  const { nonce, tags } = carriedTo(shop, session)
  const tag = page.isUndone ? '' : shop.meta.browserTag(req, { nonce })
  // Without a tag of its own the page may report nothing at all: the shopper may have said no in between.
  const shown = tag === '' ? [] : [...tags.map(({ text }) => text), tag]
  if (!page.isUndone) delete session.carried
  const text = layout({
    ...page,
    shop: shop.name,
    base: baseOf(shop, req),
    inCart: countOf(session.cart),
    isHome: req.path === '/',
    tags: shown.map(trusted),
  })
  res
    .status(page.status ?? 200)
    .set(headers(nonce))
    .type('html')
    .send(text.toString())
}

/** Goes on to another page by GET, so that a reload sends no form again; that page tells the pixel of this request. */
export function goOn(shop: Shop, req: Request, res: Response, to: string): void {
  const session = sessionOf(req)
  const { nonce, tags } = carriedTo(shop, session)
  const tag = shop.meta.browserTag(req, { nonce })
  if (tag !== '') session.carried = { nonce, tags: [...tags, { at: shop.now(), text: tag }].slice(-mostTags) }
  res.redirect(303, `${baseOf(shop, req)}${to}`)
}

/** What earlier requests left for this page, without what is too old to be told. */
function carriedTo({ now }: Shop, { carried }: Session): Carried {
  if (!carried) return { nonce: newNonce(), tags: [] }
  const oldest = now() - carriedForMs
  return { nonce: carried.nonce, tags: carried.tags.filter(({ at }) => at >= oldest) }
}

function newNonce(): string {
  return randomBytes(16).toString('base64')
}

// What Meta's pixel needs beside its script: https://www.facebook.com/tr by image, beacon or form in a frame.
const meta = 'https://www.facebook.com https://connect.facebook.net'

function headers(nonce: string): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "style-src 'self'",
      'img-src * data:',
      `script-src 'nonce-${nonce}' 'strict-dynamic'`,
      `connect-src 'self' ${meta}`,
      `frame-src ${meta}`,
      `form-action 'self' ${meta}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    // A page holds a shopper's cart and the ids of what they did: it is nobody else's.
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
  }
}
