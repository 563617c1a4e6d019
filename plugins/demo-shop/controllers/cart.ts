/** The cart: shown, added to (reported as AddToCart), and changed. */
import type { RequestHandler } from 'express'
import { baseOf, goOn, sendPage } from '../answer.js'
import { linesOf, mostOfOne, withMore, withQuantity } from '../cart.js'
import { typedIn, wholeOf } from '../form.js'
import { cartPage } from '../pages/cart-page.js'
import { sessionOf } from '../session.js'
import type { Shop } from '../shop.js'

export function showCart(shop: Shop): RequestHandler {
  return async (req, res) => {
    const lines = await linesOf(sessionOf(req).cart, shop.products)
    const body = cartPage({ lines, base: baseOf(shop, req), prices: shop.prices })
    sendPage(shop, req, res, { title: 'Your cart', body })
  }
}

export function addToCart(shop: Shop): RequestHandler {
  return async (req, res, next) => {
    const typed = typedIn(req, ['product', 'quantity'])
    const product = await shop.products.find(typed.product)
    if (!product || product.isAvailable === false) return next()

    const session = sessionOf(req)
    const quantity = Math.min(Math.max(1, wholeOf(typed.quantity, 1)), mostOfOne)
    session.cart = withMore(session.cart, product.id, quantity)
    shop.meta.addToCart(req, { product, quantity, price: product.price })
    goOn(shop, req, res, '/cart')
  }
}

export function changeQuantity(shop: Shop): RequestHandler {
  return (req, res) => {
    const session = sessionOf(req)
    const typed = typedIn(req, ['product', 'quantity', 'remove'])
    const now = session.cart.quantities.get(typed.product)
    const quantity = typed.remove === '' ? wholeOf(typed.quantity, now ?? 0) : 0
    if (now !== undefined) session.cart = withQuantity(session.cart, typed.product, quantity)
    goOn(shop, req, res, '/cart')
  }
}
