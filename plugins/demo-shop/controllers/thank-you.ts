/** Thanks for an order; nothing is reported here, so that it can be reloaded and kept as a bookmark. */
import type { RequestHandler } from 'express'
import { baseOf, sendPage } from '../answer.js'
import { thankYouPage } from '../pages/thank-you-page.js'
import type { Shop } from '../shop.js'

export function thank(shop: Shop): RequestHandler<{ order: string }> {
  return async (req, res, next) => {
    const order = await shop.orders.find(req.params.order)
    if (!order) return next()
    const body = thankYouPage(order, shop.prices, baseOf(shop, req), shop.seenAt?.(order.orderId))
    sendPage(shop, req, res, { title: 'Thank you', body })
  }
}
