/** What the shop answers where it has nothing, and where something went wrong. */
import type { ErrorRequestHandler, RequestHandler } from 'express'
import { baseOf, sendPage } from '../answer.js'
import { messagePage } from '../pages/message-page.js'
import type { Shop } from '../shop.js'

export function nothingHere(shop: Shop): RequestHandler {
  return (req, res) => {
    const message = 'It may have been sold out and taken away, or the address has a typing error.'
    const body = messagePage('This page is not here', message, baseOf(shop, req))
    sendPage(shop, req, res, { title: 'Not here', body, status: 404 })
  }
}

/** An address or a body that cannot be read is the caller's; all else is ours. */
export function wentWrong(shop: Shop): ErrorRequestHandler {
  return (error, req, res, next) => {
    if (res.headersSent) return next(error)
    const status = statusOf(error)
    if (status >= 500) shop.log?.error({ err: error }, 'A page of the demo shop could not be shown')
    const [title, message] =
      status < 500
        ? ['This cannot be read', 'The address or what was sent with it is broken.']
        : ['Something went wrong here', 'It is not you. Please try again in a moment.']
    sendPage(shop, req, res, { title, body: messagePage(title, message, baseOf(shop, req)), status })
  }
}

function statusOf(error: unknown): number {
  const status = (error as { status?: unknown } | null | undefined)?.status
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500
}
