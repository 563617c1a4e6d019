/** The checkout, reported as InitiateCheckout; and the order, which is written together with its Purchase. */
import type { Request, RequestHandler, Response } from 'express'
import { baseOf, goOn, sendPage } from '../answer.js'
import { type CartLine, emptyCart, linesOf } from '../cart.js'
import { isFine, type Mistakes, mistakesIn, type Typed, typedIn } from '../form.js'
import { type Order, orderNumber } from '../orders.js'
import { checkoutPage } from '../pages/checkout-page.js'
import { type Session, sessionOf } from '../session.js'
import type { Shop } from '../shop.js'

export function showCheckout(shop: Shop): RequestHandler {
  return async (req, res) => {
    const { cart, customer = {} } = sessionOf(req)
    const lines = await linesOf(cart, shop.products)
    if (lines.length === 0) return goOn(shop, req, res, '/cart')
    shop.meta.initiateCheckout(req, { lines, currency: shop.prices.currency })
    sendCheckout(shop, req, res, lines, { typed: { ...customer } })
  }
}

export function placeOrder(shop: Shop): RequestHandler {
  return async (req, res) => {
    const session = sessionOf(req)
    const typed = typedIn(req, [...fieldNames, 'cart'])
    const before = await shop.orders.ofCart(typed.cart)
    if (before) return goOn(shop, req, res, `/orders/${before.orderId}`)

    const { cart } = session
    const lines = await linesOf(cart, shop.products)
    if (typed.cart !== cart.id || lines.length === 0) return goOn(shop, req, res, '/cart')
    const mistakes = mistakesIn(typed, required)
    if (!isFine(mistakes)) return sendCheckout(shop, req, res, lines, { typed, mistakes, status: 422 })

    remember(session, typed)
    const order = orderOf(shop, lines, typed)
    let placed: Order
    try {
      // The order and its event are one: if either cannot be written, neither is.
      placed = await shop.orders.place(order, cart.id, (trx) => shop.meta.within(trx).purchase(req, order))
    } catch (error) {
      shop.log?.error({ err: error }, 'An order of the demo shop could not be written')
      return sendCheckout(shop, req, res, lines, { typed, trouble: notTaken, status: 503, isUndone: true })
    }
    if (session.cart.id === cart.id) session.cart = emptyCart()
    goOn(shop, req, res, `/orders/${placed.orderId}`)
  }
}

const fieldNames = ['email', 'firstName', 'lastName', 'street', 'zip', 'city', 'country', 'delivery'] as const

const required = { email: 'your e-mail address', firstName: 'your first name', lastName: 'your last name' }

const notTaken =
  'Your order could not be taken just now, and nothing was charged. Please try again in a moment.'

interface Again {
  readonly typed: Typed
  readonly mistakes?: Mistakes
  readonly trouble?: string
  readonly status?: number
  readonly isUndone?: boolean
}

function sendCheckout(
  shop: Shop,
  req: Request,
  res: Response,
  lines: readonly CartLine[],
  { status = 200, isUndone = false, mistakes = {}, ...again }: Again,
): void {
  const cartId = sessionOf(req).cart.id
  const page = { cartId, lines, base: baseOf(shop, req), prices: shop.prices, mistakes, ...again }
  sendPage(shop, req, res, { title: 'Checkout', status, isUndone, body: checkoutPage(page) })
}

function orderOf({ prices, now }: Shop, lines: readonly CartLine[], { delivery }: Typed): Order {
  return {
    orderId: orderNumber(now()),
    lines: lines.map(({ product: { id, name }, quantity, price }) => ({
      product: { id, name },
      quantity,
      price,
    })),
    currency: prices.currency,
    value: prices.total(lines),
    delivery: delivery === 'in_store' ? 'in_store' : 'home_delivery',
  }
}

function remember(session: Session, typed: Readonly<Record<(typeof fieldNames)[number], string>>): void {
  const { email, firstName, lastName, zip, city, country } = typed
  const told = Object.entries({ firstName, lastName, zip, city, country }).filter(([, value]) => value !== '')
  session.customer = { email, ...Object.fromEntries(told) }
}
