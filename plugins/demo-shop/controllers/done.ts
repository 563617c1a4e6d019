/** The pages that forms end on; nothing is reported here, so that a reload reports nothing again. */
import type { RequestHandler } from 'express'
import { baseOf, sendPage } from '../answer.js'
import { messagePage } from '../pages/message-page.js'
import type { Shop } from '../shop.js'

const words: ReadonlyMap<string, readonly [heading: string, message: string]> = new Map([
  ['sign-up', ['Welcome', 'Good to have you here. From now on the checkout knows your name.']],
  ['newsletter', ['You are on the list', 'As this is a demonstration, no mail will come.']],
  [
    'contact',
    [
      'Thank you for writing',
      'As this is a demonstration, nobody reads it, and what you wrote was not kept.',
    ],
  ],
])

export function showDone(shop: Shop): RequestHandler<{ what: string }> {
  return (req, res, next) => {
    const [heading, message] = words.get(req.params.what) ?? []
    if (heading === undefined || message === undefined) return next()
    sendPage(shop, req, res, { title: heading, body: messagePage(heading, message, baseOf(shop, req)) })
  }
}
